import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { ErasureTarget, RowKey } from "#connectors/erase.ts";
import {
  erasureSteps,
  keptUntil,
  type PlannedStep,
  stepsOfRow,
  strategiesOf,
} from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { textOf } from "#connectors/json.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { hasMany } from "#connectors/language/field-path.ts";
import { ownership, type Read } from "../owned.ts";
import type { Place } from "../place.ts";
import { type Format, formatOf } from "../reader.ts";
import type { FilesSettings } from "../settings.ts";
import { markOf, rowKeyOf } from "./row-key.ts";

/** Rows of one collection that are held while it is decided what becomes of each. */
const mostRows = 2_000_000;

/** The steps in these files, judged against what can be written anew. */
export async function stepsIn(
  place: Place,
  settings: FilesSettings,
  collections: readonly Collection[],
): Promise<PlannedStep[]> {
  const general =
    settings.rewrite === undefined
      ? "The settings do not let files be written anew (`rewrite`)."
      : await place.hindrance();
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

type Known = {
  row: RowKey;
  via: string;
  ways: Set<Edge | null>;
  lastOwner: boolean;
  counted: Map<string, string>;
};

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
    const mine = steps.filter((step) => step.of === collection);
    const rows = new Map<string, Known>();
    for await (const { owner, edges, lastOwner, record } of owned(collection)) {
      const row = rowKeyOf(record, collection);
      if (row === undefined)
        throw new ConnectorError(
          "bad_answer",
          `A record of ${collection.name} has no key, so it cannot be named.`,
        );
      const known = rows.get(markOf(row)) ?? {
        row,
        via: owner.via,
        ways: new Set(),
        lastOwner: true,
        counted: new Map(),
      };
      rows.set(markOf(row), known);
      for (const edge of edges) known.ways.add(edge);
      known.lastOwner &&= lastOwner;
      for (const { rule } of mine) {
        if (rule.act !== "keep" || rule.until === undefined) continue;
        const text = textOf(record[rule.until.from]) ?? "";
        // Of several copies of a row the latest day counts.
        if (text > (known.counted.get(rule.until.from) ?? "")) known.counted.set(rule.until.from, text);
      }
      if (rows.size > mostRows)
        throw new ConnectorError(
          "misconfigured",
          `One person has more than ${mostRows} records in ${collection.name}.`,
        );
    }
    for (const step of mine) {
      for (const { row, via, ways, lastOwner, counted } of rows.values()) {
        if (!stepsOfRow(mine, ways, lastOwner).includes(step)) continue;
        const from = step.rule.act === "keep" ? step.rule.until?.from : undefined;
        const until = keptUntil(step.rule, from === undefined ? undefined : counted.get(from));
        yield { step: step.no, via, until, row };
      }
    }
  }
}
