import { sql } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { Cell, CorrectableField, Corrector } from "#connectors/correct.ts";
import { factReading } from "#drizzle/schema/correction.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { System } from "#lib/map/schema.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";

/** Values of one system that are kept: nobody's facts are more. */
const most = 5_000;

/** What one system says of the facts of a person, and which of its fields can be corrected. */
export type Facts = { fields: CorrectableField[] | null; cells: Cell[]; cut: boolean };

const context = (taskId: string) => `fact_reading/${taskId}`;

/** Fields of a system that can be corrected and tell a fact, or that repeat one. */
export function tellingFields(system: System, fields: readonly CorrectableField[]): CorrectableField[] {
  return fields.filter(({ collection, field }) => {
    const written = system.collections.find((one) => one.name === collection)?.fields[field];
    return written?.fact !== undefined && written.disclose === "yes";
  });
}

/**
 * Reads the facts of a person that can be corrected, and nothing else of them. Where a kind of system cannot be
 * corrected by machine nothing is read. Nobody who is only alike is read of: give confirmed keys.
 */
export async function readFacts(
  corrector: Corrector | undefined,
  system: System,
  keys: readonly FoundKey[],
): Promise<Facts> {
  if (!corrector) return { fields: null, cells: [], cut: false };
  const fields = await corrector.fields();
  const telling = tellingFields(system, fields);
  const cells: Cell[] = [];
  if (keys.length === 0 || telling.length === 0) return { fields, cells, cut: false };
  for await (const cell of corrector.cells(keys, telling)) {
    if (cells.length === most) return { fields, cells, cut: true };
    cells.push(cell);
  }
  return { fields, cells, cut: false };
}

/** Keeps what was read in the place of what was read before. */
export async function storeFacts(
  tx: Transaction,
  of: { taskId: string; requestId: string; systemId: string; key: DataKey; actor: Actor },
  facts: Facts,
): Promise<void> {
  const { taskId, requestId } = of;
  const kept = {
    fields: facts.fields,
    sealed: seal(of.key, context(taskId), JSON.stringify(facts.cells)),
    cut: facts.cut,
  };
  await tx
    .insert(factReading)
    .values({ taskId, requestId, ...kept })
    .onConflictDoUpdate({ target: factReading.taskId, set: { ...kept, readAt: sql`now()` } });
  await audit(tx, requestId, of.actor, {
    kind: "facts_read",
    system: of.systemId,
    values: facts.cells.length,
  });
}

/** Opens what was kept. */
export function keptFacts(key: DataKey, row: typeof factReading.$inferSelect): Facts {
  const cells = JSON.parse(open(key, context(row.taskId), row.sealed)) as Cell[];
  return { fields: row.fields, cells, cut: row.cut };
}
