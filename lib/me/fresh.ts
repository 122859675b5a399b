import type { AccountActor } from "#lib/identity/account.ts";

/** As fresh as the proof for a download has to be, in minutes. */
const freshMinutes = 15;

/** Whether the proof of a session is as fresh as showing somebody's data asks for (pure). */
export function isFresh({ provenAt }: Pick<AccountActor, "provenAt">, now = new Date()): boolean {
  return now.getTime() - provenAt.getTime() <= freshMinutes * 60_000;
}
