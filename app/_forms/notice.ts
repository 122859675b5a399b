import { cookies, headers } from "next/headers";

/** A form that takes back what was just done: where it goes on this host, and its fields. Ids and words only, no personal data. */
export type Undo = { action: string; fields: Record<string, string>; words: string };

/** What the page after a form has to say about it. */
export type Notice = { tone: "done" | "problem"; title: string; sentence: string; undo?: Undo };

const name = "habeas-notice";
/** Seconds. Long enough for the next page, short enough not to be read on the one after. */
const life = 12;

/**
 * Leaves a sentence for the next page of this browser, under `path` only. A cookie and not the address, so that
 * nobody can make a link that lets our page say their words.
 */
export async function leaveNotice(path: string, notice: Notice): Promise<void> {
  const value = Buffer.from(JSON.stringify(notice)).toString("base64url");
  (await cookies()).set(name, value, {
    path,
    maxAge: life,
    httpOnly: true,
    sameSite: "strict",
    secure: (process.env.HABEAS_ORIGIN ?? "").startsWith("https:"),
  });
}

/**
 * The sentence left by the form before, or null. Of several the first counts: a browser sends the cookie of the longest
 * path first (RFC 6265, section 5.4), and what another page was told a moment ago is not meant here.
 */
export async function readNotice(): Promise<Notice | null> {
  const sent = ((await headers()).get("cookie") ?? "").split(/;\s*/);
  const value = sent.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  if (!value || value.length > 3000) return null;
  try {
    const notice: unknown = JSON.parse(Buffer.from(value, "base64url").toString("utf8"));
    return isNotice(notice) ? notice : null;
  } catch {
    return null;
  }
}

function isNotice(value: unknown): value is Notice {
  if (typeof value !== "object" || value === null) return false;
  const { tone, title, sentence, undo } = value as Record<string, unknown>;
  return (
    (tone === "done" || tone === "problem") &&
    typeof title === "string" &&
    typeof sentence === "string" &&
    (undo === undefined || isUndo(undo))
  );
}

/** A neighbouring host can set a cookie here too: no form of ours may be led elsewhere by one. */
function isUndo(value: unknown): value is Undo {
  if (typeof value !== "object" || value === null) return false;
  const { action, fields, words } = value as Record<string, unknown>;
  return (
    typeof action === "string" &&
    /^\/desk\/[\w/-]+$/.test(action) &&
    typeof words === "string" &&
    typeof fields === "object" &&
    fields !== null &&
    Object.values(fields).every((field) => typeof field === "string")
  );
}
