import type { RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import { isLeft } from "#connectors/left.ts";
import type { Read } from "../owned.ts";
import { passes } from "../row.ts";

/** How many of these rows are not as the step leaves them. Reads every record by itself, and asks nothing of `act`. */
export async function standingIn(step: PlannedStep, rows: readonly RowKey[], read: Read): Promise<number> {
  const { of: collection } = step;
  const fields = Object.entries(strategiesOf(step.rule, step.edge) ?? {});
  if (step.act === "keep" && fields.length === 0) return 0;
  const asked = new Set(rows.map((row) => row.join("\u0000")));
  const standing = new Set<string>();
  const wanted = {
    columns: collection.key,
    proofs: collection.key,
    texts: null,
    keep: (record: JsonObject) =>
      asked.has(nameOf(record, collection.key)) && passes(record, collection.where),
  };
  for await (const record of read(collection, wanted)) {
    const name = nameOf(record, collection.key);
    const seed = `${collection.name} ${JSON.stringify(name.split("\u0000"))}`;
    if (step.act === "delete" || fields.some(([field, strategy]) => !isLeft(record, field, strategy, seed)))
      standing.add(name);
  }
  return standing.size;
}

const nameOf = (record: JsonObject, key: readonly string[]): string =>
  key.map((field) => textOf(record[field]) ?? "").join("\u0000");
