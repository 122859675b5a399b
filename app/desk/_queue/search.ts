import { cookies } from "next/headers";

const name = "habeas-search";
/** Seconds that a search can be come back to. */
const life = 600;
const longest = 200;

/**
 * Keeps what somebody at the desk is looking for in a cookie of their browser: names and addresses of people do
 * not belong into an address line, its history or a proxy's log.
 */
export async function keepSearch(text: string): Promise<void> {
  const value = Buffer.from(text.slice(0, longest)).toString("base64url");
  (await cookies()).set(name, value, {
    path: "/desk",
    maxAge: life,
    httpOnly: true,
    sameSite: "strict",
    secure: (process.env.HABEAS_ORIGIN ?? "").startsWith("https:"),
  });
}

/** What this browser is looking for; empty once it has been forgotten. */
export async function keptSearch(): Promise<string> {
  const value = (await cookies()).get(name)?.value ?? "";
  return Buffer.from(value.slice(0, 2 * longest), "base64url")
    .toString("utf8")
    .trim()
    .slice(0, longest);
}
