import { cookies } from "next/headers";
import { mustBeForSomebody } from "#app/_text/place.ts";
import { environment } from "#lib/config/environment.ts";
import type { Asker } from "#lib/core/actor.ts";
import { newToken } from "#lib/core/token.ts";
import { actorOf } from "#lib/identity/session.ts";
import { asToken, cookieName, setCookie } from "./cookies.ts";

/** Seconds that a browser's token is kept: as long as its answers are. */
const browserLife = 7 * 24 * 60 * 60;

async function tokens() {
  mustBeForSomebody();
  const jar = await cookies();
  const origin = environment().HABEAS_ORIGIN;
  return {
    browser: asToken(jar.get(cookieName("habeas_browser", origin))?.value),
    person: asToken(jar.get(cookieName("habeas_person", origin))?.value),
  };
}

/** Who is asking, from this browser's cookies. Sets nothing. */
export async function asker(): Promise<Asker> {
  return actorOf(await tokens());
}

/**
 * Who is asking, with a token for this browser made where it has none. The cookies go with the answer; they
 * are renewed on each form so that answers and cookie end together.
 */
export async function askerWithToken(): Promise<{ actor: Asker; cookies: string[] }> {
  const { browser = newToken(), person } = await tokens();
  const cookie = setCookie("habeas_browser", browser, browserLife, environment().HABEAS_ORIGIN);
  return { actor: await actorOf({ browser, person }), cookies: [cookie] };
}

/** The cookie of a person's session, until it ends. */
export function personCookie(session: string, expiresAt: Date): string {
  const seconds = Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1000));
  return setCookie("habeas_person", session, seconds, environment().HABEAS_ORIGIN);
}

/** Takes every cookie of ours out of this browser: the session, and the token that leads to answers typed here. */
export function noCookies(): string[] {
  const origin = environment().HABEAS_ORIGIN;
  return [setCookie("habeas_person", "", 0, origin), setCookie("habeas_browser", "", 0, origin)];
}
