import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { ErasureTarget } from "#connectors/erase.ts";
import { erasureSteps, type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { textOf } from "#connectors/json.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { hasMany } from "#connectors/language/field-path.ts";
import { ReachedRows } from "#connectors/reached-rows.ts";
import { ownership, type Read } from "../owned.ts";
import type { Place } from "../place.ts";
import { type Format, formatOf } from "../reader.ts";
import type { FilesSettings } from "../settings.ts";
import { rowKeyOf } from "./row-key.ts";

/** The steps in these files, judged against what can be written anew. */
export async function stepsIn(
  place: Place,
  settings: FilesSettings,
  collections: readonly Collection[],
): Promise<PlannedStep[]> {
  const closed = "The settings do not let files be written anew (`rewrite`).";
  return judgedSteps(
    settings,
    collections,
    settings.rewrite === undefined ? closed : await place.hindrance(),
  );
}

/** The same with what hinders it in general, or with nothing. */
export function judgedSteps(
  settings: FilesSettings,
  collections: readonly Collection[],
  general: string | null,
): PlannedStep[] {
  return erasureSteps(collections, (act, of, edge, rule) => {
    if (general !== null) return general;
    const format = formatOf(of, settings);
    if (format === "parquet")
      return `The files of ${of.name} are Parquet, which cannot be written anew without touching other people's records.`;
    if (act === "delete") return null;
    return unwritable(of, format, Object.keys(strategiesOf(rule, edge) ?? {}), edge);
  });
}

function unwritable(
  of: Collection,
  format: Format,
  fields: readonly string[],
  edge: Edge | null,
): string | null {
  for (const field of fields) {
    const path = pathOf(field);
    if (format === "csv" && path.steps.length > 0)
      return `${field} of ${of.name} stands within a value of a CSV file.`;
    if (hasMany(path) && edge?.on.some((tie) => tie.own.text === field))
      return `${field} of ${of.name} is a list in which other people stand too.`;
  }
  return null;
}

/** Every row of these keys, each in the steps that it is in, the steps in their order. */
export async function* targetsIn(
  steps: readonly PlannedStep[],
  ordered: readonly Collection[],
  keys: readonly FoundKey[],
  read: Read,
): AsyncGenerator<ErasureTarget> {
  const owned = await ownership(ordered, keys, read);
  for (const collection of new Set(steps.map((step) => step.of))) {
    if (collection.key.length === 0) continue;
    // One collection at a time: its steps follow one another.
    const reached = new ReachedRows(steps.filter((step) => step.of === collection));
    for await (const { owner, edges, lastOwner, record } of owned(collection)) {
      const row = rowKeyOf(record, collection);
      if (row === undefined)
        throw new ConnectorError(
          "bad_answer",
          `A record of ${collection.name} has no key, so it cannot be named.`,
        );
      const text = (field: string) => textOf(record[field]);
      reached.add(collection, { row, via: owner.via, edges, lastOwner, text });
    }
    yield* reached.targets();
  }
}
