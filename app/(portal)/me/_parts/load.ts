import { headers } from "next/headers";
import { asker } from "#app/_auth/visitor.ts";
import { log } from "#lib/core/log.ts";
import type { AccountActor } from "#lib/identity/account.ts";
import { followSignal } from "#lib/me/choices.ts";
import { saysGpc } from "#lib/preference/signal.ts";

/** Who is signed in over all their requests; null for everybody else, whatever the reason. */
export async function accountHere(): Promise<AccountActor | null> {
  const actor = await asker();
  return actor.kind === "account" ? actor : null;
}

/** Follows a browser that says not to sell or share: it counts without anybody pressing anything. */
export async function followHere(actor: AccountActor): Promise<void> {
  if (!saysGpc(await headers())) return;
  // Whatever becomes of it now, it is followed at the next look too.
  await followSignal(actor).catch((error: unknown) =>
    log.warn({ err: error }, "a browser's signal is followed later"),
  );
}
