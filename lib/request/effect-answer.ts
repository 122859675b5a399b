import { and, eq } from "drizzle-orm";
import { effectPlan, effectSystem, objection, restriction } from "#drizzle/schema/effect.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { followsWithoutProof, switchesEffects } from "./effects.ts";
import type { RequestRow } from "./sealed.ts";

/** What came of a request that switches something, for its answer. */
export type EffectAnswer = {
  /** True where machines set it: then the answer says in which systems. */
  switched: boolean;
  /** Titles of the systems in which it is in effect; of an opt-out, of all that can hold it. */
  systems: string[];
  /** Since when all of them say so; null where people did a part. */
  since: Date | null;
};

const none: EffectAnswer = { switched: false, systems: [], since: null };

/**
 * Reads what was switched for a request. An opt-out is followed for whoever asks, so that its answer names every system
 * that can hold one, whether or not it knows the person: else anybody could ask who is known where.
 */
export async function effectAnswer(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "right">,
): Promise<EffectAnswer> {
  if (!switchesEffects(row.right as Right)) return none;
  const systems = await tx
    .select()
    .from(effectSystem)
    .where(and(eq(effectSystem.requestId, row.id), eq(effectSystem.act, "set")))
    .orderBy(effectSystem.position);
  if (systems.length === 0) return none;
  const [plan] = await tx.select().from(effectPlan).where(eq(effectPlan.requestId, row.id));
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const told = systems.filter(({ outcome }) =>
    followsWithoutProof(row.right as Right)
      ? outcome !== "cannot_hold"
      : outcome === "in_effect" || outcome === "by_hand",
  );
  return {
    switched: true,
    systems: told.map(({ systemId }) => titles.get(systemId) ?? systemId),
    since: plan?.inEffectAt ?? null,
  };
}

/** True where some system holds something: else there is nothing to weigh. */
async function somethingHeld(tx: Queryable, requestId: string): Promise<boolean> {
  const rows = await tx.select({ outcome: task.outcome }).from(task).where(eq(task.requestId, requestId));
  return rows.some(({ outcome }) => outcome !== "nothing_held" && outcome !== "not_concerned");
}

/** What of a choice still keeps the answer from going out, in words. The database refuses such an answer as well. */
export async function effectBlocks(tx: Queryable, row: Pick<RequestRow, "id" | "right">): Promise<string[]> {
  if (!switchesEffects(row.right as Right)) return [];
  const [weighed] = await tx.select().from(objection).where(eq(objection.requestId, row.id));
  if (weighed?.state === "weighing" && (await somethingHeld(tx, row.id))) {
    return ["The objection is not weighed yet. Decide whether it is right, or which grounds outweigh it."];
  }
  const open = await tx
    .select()
    .from(effectSystem)
    .where(and(eq(effectSystem.requestId, row.id), eq(effectSystem.act, "set")));
  const waiting = open.filter(({ state }) => state !== "settled");
  if (waiting.length === 0) return [];
  if (waiting.some((one) => one.waitsForPlacing)) {
    const [placed] = await tx.select().from(restriction).where(eq(restriction.requestId, row.id));
    if (!placed)
      return ["The restriction is not placed yet. Place it with its ground, or refuse the request."];
  }
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const named = waiting.map(({ systemId }) => titles.get(systemId) ?? systemId).join(", ");
  return waiting.some(({ state }) => state === "parked")
    ? [`${named}: people must set it by hand. Record what they did.`]
    : [`${named}: it is being set.`];
}
