import { anonymousRecord } from "#connectors/anonymous.ts";
import type { Erased, RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import type { JsonObject } from "#connectors/json.ts";
import { passes, subjectOf, tiesOf } from "../row.ts";
import { rewritten, type Shop } from "./rewritten.ts";
import { markedRows, markOf, rowKeyOf } from "./row-key.ts";
import type { Judge } from "./verdict.ts";

/** Does a step to these rows, file by file. */
export async function actIn(
  shop: Shop,
  step: PlannedStep,
  rows: readonly RowKey[],
  secret: Uint8Array,
): Promise<Erased> {
  const collection = step.of;
  const strategies = strategiesOf(step.rule, step.edge);
  if (step.act === "keep" && strategies === null) return { changed: 0, gone: 0 };
  const wanted = markedRows(rows, collection);
  const judge: Judge = (record) => {
    const row = rowKeyOf(record, collection);
    if (row === undefined || !wanted.has(markOf(row)) || !passes(record, collection.where)) return "stays";
    if (step.act === "delete") return "goes";
    const spot = { seed: `${collection.name} ${markOf(row)}`, secret };
    const done = anonymousRecord(record, strategies ?? {}, spot);
    return done.changed ? done.record : "stays";
  };
  const ofWhom = (record: JsonObject) => ownerOf(record, step);
  const { seen, changed } = await rewritten(shop, { collection, wanted, judge, ownerOf: ofWhom });
  return { changed: changed.size, gone: [...wanted.keys()].filter((mark) => !seen.has(mark)).length };
}

/** By what a record is the person's in the way that the step is about. */
function ownerOf(record: JsonObject, { edge, of }: PlannedStep): string {
  if (edge === null) return subjectOf(record, of.subject_key) ?? "";
  return JSON.stringify(
    tiesOf(
      record,
      edge.on.map((tie) => tie.own),
    ).sort(),
  );
}
