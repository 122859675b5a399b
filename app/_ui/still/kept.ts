import { createHash } from "node:crypto";

type Kept = { html: string; etag: string; madeAt: number };

/** Milliseconds for which a page is kept: what it says of the house (how many systems there are) stays true. */
const life = 20_000;
const kept = new Map<string, Promise<Kept>>();

/** A page that is made once and kept for a while, whoever asks. `name` comes from a closed set, so that this stays small. */
async function page(name: string, make: () => Promise<string>): Promise<Kept> {
  const before = kept.get(name);
  if (before && (await before).madeAt + life > Date.now()) return before;
  const made = make().then((html) => ({
    html,
    etag: `"${createHash("sha256").update(html).digest("base64url").slice(0, 22)}"`,
    madeAt: Date.now(),
  }));
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
}

/**
 * Answers with such a page. Browsers keep it and ask whether it is still so: it is the same for everybody who reads that
 * language, and never holds anything of anybody.
 */
export async function answerKept(
  request: Request,
  name: string,
  make: () => Promise<string>,
): Promise<Response> {
  const { html, etag } = await page(name, make);
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "private, no-cache",
    Vary: "Accept-Language, Cookie",
    ETag: etag,
  };
  // A proxy that compresses makes a strong mark weak.
  const known = (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""));
  return known.includes(etag)
    ? new Response(null, { status: 304, headers })
    : new Response(html, { headers });
}
