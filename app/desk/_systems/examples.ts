import type { Staff } from "#app/_auth/staff.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { MappedCollection } from "#lib/map/systems/mapping.ts";
import { maskedSample } from "#lib/map/systems/sample.ts";
import type { Problem } from "./guard.ts";

/** Masked examples by field, or why there are none. */
export async function examplesOf(
  actor: Staff,
  id: string,
  one: MappedCollection,
  version: number | null,
): Promise<{ values: Map<string, string[]>; problem: Problem | null }> {
  try {
    const { columns, rows } = await maskedSample(actor, id, {
      collection: one.table,
      columns: one.fields.map((field) => field.name),
      rows: 3,
      ...(version === null ? {} : { version }),
    });
    const values = new Map(
      columns.map((column, at) => [
        column,
        [...new Set(rows.flatMap((row) => row[at] ?? []))].filter((text) => text !== ""),
      ]),
    );
    return { values, problem: null };
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    return { values: new Map(), problem: { title: "There are no examples", sentence: error.message } };
  }
}
