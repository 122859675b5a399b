import { anonymousRecord } from "#connectors/anonymous.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Erased, RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import type { JsonObject } from "#connectors/json.ts";
import { foldAscii, keysOf, openKey } from "#connectors/lineage.ts";
import { passes, subjectOf, tiesOf } from "../row.ts";
import { rewritten, type Shop } from "./rewritten.ts";
import { markedRows, markOf, rowKeyOf } from "./row-key.ts";
import type { Judge } from "./verdict.ts";

/** Does a step to these rows, file by file. A record that names another person by their key is let be. */
export async function actIn(
  shop: Shop,
  step: PlannedStep,
  rows: readonly RowKey[],
  secret: Uint8Array,
  whose?: readonly FoundKey[],
): Promise<Erased> {
  const collection = step.of;
  const strategies = strategiesOf(step.rule, step.edge);
  if (step.act === "keep" && strategies === null) return { changed: 0, gone: 0 };
  const wanted = markedRows(rows, collection);
  const isOthers = othersIn(shop, step, whose);
  const others = new Set<string>();
  const judge: Judge = (record) => {
    const row = rowKeyOf(record, collection);
    if (row === undefined || !wanted.has(markOf(row)) || !passes(record, collection.where)) return "stays";
    if (isOthers(record)) {
      others.add(markOf(row));
      return "stays";
    }
    if (step.act === "delete") return "goes";
    const spot = { seed: `${collection.name} ${markOf(row)}`, secret };
    const done = anonymousRecord(record, strategies ?? {}, spot);
    return done.changed ? done.record : "stays";
  };
  const ofWhom = (record: JsonObject) => ownerOf(record, step);
  const { seen, changed } = await rewritten(shop, { collection, wanted, judge, ownerOf: ofWhom });
  const gone = [...wanted.keys()].filter((mark) => !seen.has(mark)).length;
  const released = rows.flatMap((row, no) =>
    others.has(markOf(row)) && !changed.has(markOf(row)) ? [no] : [],
  );
  return { changed: changed.size, gone, ...(whose ? { released } : {}) };
}

/** Whether a record names somebody else by their key, where it names a person by key at all. */
function othersIn(
  { collections }: Shop,
  { edge, of }: PlannedStep,
  whose: readonly FoundKey[] | undefined,
): (record: JsonObject) => boolean {
  const root = edge === null ? of : collections.find((one) => one.name === edge.to);
  const [tie, ...more] = edge?.on ?? [];
  const byKey =
    edge === null ||
    (more.length === 0 &&
      tie?.theirPrefix === "" &&
      tie.prefix === "" &&
      tie.theirs.text === root?.subject_key.join());
  if (whose === undefined || root === undefined || root.subject_key.length === 0 || !byKey)
    return () => false;
  // Addresses that differ by A–Z and a–z are one person's.
  const keys = new Set(keysOf(root, whose).map((key) => foldAscii(openKey(key))));
  return (record) => {
    const named =
      tie === undefined
        ? [subjectOf(record, of.subject_key)].filter((one) => one !== undefined)
        : tiesOf(record, [tie.own]);
    return named.length > 0 && !named.some((one) => keys.has(foldAscii(one)));
  };
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
