import { cookies } from "next/headers";
import { environment } from "#lib/config/environment.ts";

const name = "habeas-told";
/** Seconds. Long enough to find somebody and answer; then the button is pressed again. */
const life = 2 * 60 * 60;

/** The page of a link. */
export const pageOf = (token: string): string => `/told/${encodeURIComponent(token)}`;

/** Remembers in this browser, for this link only, that its button was pressed. */
export async function keepPass(token: string, pass: string): Promise<void> {
  (await cookies()).set(name, pass, {
    path: pageOf(token),
    maxAge: life,
    httpOnly: true,
    sameSite: "lax",
    secure: environment().HABEAS_ORIGIN.startsWith("https:"),
  });
}

/** What was kept, or undefined. */
export async function passHere(): Promise<string | undefined> {
  return (await cookies()).get(name)?.value;
}
