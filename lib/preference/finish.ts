import { and, eq, inArray, sql } from "drizzle-orm";
import { effectPlan, effectSystem } from "#drizzle/schema/effect.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import type { System } from "#lib/map/schema.ts";
import { hashOfText } from "#lib/vault/sign.ts";
import type { Applied } from "./apply.ts";
import type { Proof } from "./prove.ts";
import { writeReceipt } from "./receipt.ts";
import { commitEffect, type EffectWork, untroubled } from "./work.ts";

/** Writes down what came of a system: in effect with a signed receipt, nothing held, or what people must do as well. */
export async function settleEffect(
  work: EffectWork,
  system: System,
  { applied, proof }: { applied: Applied; proof: Proof },
  peopleNeeded: string | null,
): Promise<void> {
  await commitEffect(work, async (tx) => {
    const nothing = applied.rows === 0 && peopleNeeded === null;
    const [row] = await tx
      .update(effectSystem)
      .set({
        ...untroubled,
        rows: applied.rows,
        already: applied.already,
        changed: await changedRows(tx, work.row.id),
        gone: applied.gone,
        refused: applied.refused,
        conflicts: applied.conflicts,
        standing: proof.standing,
        provenAt: proof.at,
        startedAt: sql`coalesce(${effectSystem.startedAt}, now())`,
        why: peopleNeeded,
        ...(peopleNeeded === null
          ? { state: "settled", outcome: nothing ? "nothing_held" : "in_effect", endedAt: sql`now()` }
          : { state: "parked" }),
      })
      .where(eq(effectSystem.id, work.row.id))
      .returning();
    if (!row) throw new Error("an effect was not written");
    if (peopleNeeded !== null) {
      await audit(tx, row.requestId, work.actor, { kind: "effect_by_people", system: row.systemId });
      return;
    }
    const receipt = await writeReceipt(tx, row, system.title);
    await audit(tx, row.requestId, work.actor, {
      kind: "effect_done",
      system: row.systemId,
      act: row.act as "set" | "lift",
      outcome: row.outcome ?? "",
      changed: row.changed,
      receipt: hashOfText(receipt),
    });
    await goOn(tx, row.requestId);
  });
}

/** Rows that were written by any run: a run that died after its writes told nobody. */
async function changedRows(tx: Transaction, systemRow: string): Promise<number> {
  const { rows } = await tx.execute<{ changed: number }>(sql`
    select count(*)::int as changed from (
      select distinct on (row_token) outcome from effect_change
        where system_row = ${systemRow} and outcome <> 'already' order by row_token, number desc) last
      where outcome in ('intended', 'changed')`);
  return rows[0]?.changed ?? 0;
}

/** The person is not known there: nothing to switch off. */
export async function settleWithout(work: EffectWork): Promise<void> {
  await commitEffect(work, async (tx) => {
    await tx
      .update(effectSystem)
      .set({ ...untroubled, state: "settled", outcome: "nothing_held", endedAt: sql`now()` })
      .where(eq(effectSystem.id, work.row.id));
    await goOn(tx, work.row.requestId);
  });
}

/** Only people can do it here; it waits for their note. */
export async function leaveToPeople(work: EffectWork, why: string): Promise<void> {
  await commitEffect(work, async (tx) => {
    await tx
      .update(effectSystem)
      .set({ ...untroubled, state: "parked", why })
      .where(eq(effectSystem.id, work.row.id));
    await audit(tx, work.row.requestId, work.actor, { kind: "effect_by_people", system: work.row.systemId });
  });
}

/** Wakes whoever answers the request, once its systems are done. */
export async function goOn(tx: Transaction, requestId: string): Promise<void> {
  const [plan] = await tx
    .update(effectPlan)
    .set({ notBefore: sql`now()` })
    .where(and(eq(effectPlan.requestId, requestId), inArray(effectPlan.state, ["ready"])))
    .returning();
  if (plan) await ring(tx, "effect.keep", plan.id);
}
