import { personCookie } from "#app/_auth/visitor.ts";
import { seeOther } from "#app/_forms/post.ts";
import type { SignInVerdict } from "#lib/identity/mailbox-sign-in.ts";
import { goalIn } from "./goal.ts";

/** After a try to sign in: the page that was wanted, with the cookie of the new session, or back to the code. */
export function afterTry(verdict: SignInVerdict, cookies: readonly string[]): Response {
  if (verdict.kind !== "proven") return seeOther(`/sign-in/code?said=${verdict.kind}`, cookies);
  const session = personCookie(verdict.session, verdict.expiresAt);
  return seeOther(goalIn(verdict.goTo), [...cookies, session]);
}
