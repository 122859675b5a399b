import { houseSetting } from "#lib/config/policy.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";

/**
 * A legal act (send, release, approve, refuse, extend, erase, correct, close) wants staff who showed a short while ago who
 * they are: a desk left open is not enough. Throws HabeasError `step_up`; the desk leads through the company's sign-in
 * and back. Of other actors it asks nothing.
 */
export function demandFresh(actor: Actor): void {
  if (actor.kind !== "staff") return;
  const minutes = houseSetting("step_up_minutes");
  if (minutes === 0) return;
  const since = actor.steppedUpAt?.getTime() ?? 0;
  if (Date.now() - since <= minutes * 60_000) return;
  throw new HabeasError("step_up", "This act needs a fresh sign-in. Nothing was done yet.");
}
