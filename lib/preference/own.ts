import { eq } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { effectPlan, restriction } from "#drizzle/schema/effect.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { isTheirs, requestFor } from "#lib/request/access.ts";
import { outKinds } from "./opt-in.ts";
import { type ChoiceView, readChoices } from "./view.ts";

/** What a person sees of what they stopped. Which systems know them is told to nobody who has not proven who they are. */
export type OwnChoices = {
  /** What this request stops; empty where its right stops nothing. */
  kinds: EffectKind[];
  inEffectAt: Date | null;
  /** Everything chosen so far; only for who proved the mailbox. */
  choices: ChoiceView[] | null;
  /** What can be allowed again, in two steps; only for who proved the mailbox. */
  out: EffectKind[];
  restriction: { state: "standing" | "told" | "lifted"; liftFrom: Date | null } | null;
};

/** How the choices of a request stand, for whoever may see it. Throws the uniform `not_found` to strangers. */
export async function readOwnChoices(actor: Actor, reference: string): Promise<OwnChoices> {
  const own = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "see", staff: "see_requests" });
    const [plan] = await tx.select().from(effectPlan).where(eq(effectPlan.requestId, row.id));
    const proven = isTheirs(actor, row);
    const [placed] = proven
      ? await tx.select().from(restriction).where(eq(restriction.requestId, row.id))
      : [];
    return {
      proven,
      kinds: (plan?.kinds ?? []) as EffectKind[],
      inEffectAt: plan?.inEffectAt ?? null,
      out: proven ? await outKinds(tx, row) : [],
      restriction: placed
        ? { state: placed.state as "standing" | "told" | "lifted", liftFrom: placed.liftFrom }
        : null,
    };
  });
  const { proven, ...rest } = own;
  return { ...rest, choices: proven ? await readChoices(actor, reference) : null };
}
