import { randomBytes } from "node:crypto";
import { anonymousRecord } from "#connectors/anonymous.ts";
import type { ErasureSample, RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import type { JsonObject } from "#connectors/json.ts";
import { sampled } from "#connectors/sampled.ts";
import type { Read } from "../owned.ts";
import { columnsOf } from "../row.ts";
import { markedRows, markOf, rowKeyOf } from "./row-key.ts";

const most = 10;

/** The first of these rows before and after, in the order in which they are named. */
export async function samplesIn(
  step: PlannedStep,
  rows: readonly RowKey[],
  read: Read,
): Promise<ErasureSample[]> {
  const { of: collection } = step;
  const wanted = markedRows(rows.slice(0, most), collection);
  const found = new Map<string, JsonObject>();
  const markIn = (record: JsonObject) => markOf(rowKeyOf(record, collection) ?? []);
  const search = {
    columns: columnsOf(collection, [collection]),
    proofs: collection.key,
    texts: collection.key.length === 1 ? [...wanted.values()].flatMap((row) => [...row]) : null,
    keep: (record: JsonObject) => wanted.has(markIn(record)),
  };
  for await (const record of read(collection, search)) {
    found.set(markIn(record), record);
    if (found.size === wanted.size) break;
  }
  const secret = randomBytes(32);
  return [...wanted.keys()].flatMap((mark) => {
    const record = found.get(mark);
    if (record === undefined) return [];
    const spot = { seed: `${collection.name} ${mark}`, secret };
    const strategies = strategiesOf(step.rule, step.edge) ?? {};
    const after = step.act === "delete" ? null : anonymousRecord(record, strategies, spot).record;
    return [sampled(collection, record, after)];
  });
}
