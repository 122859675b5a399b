import { anonymousValue, pathOf } from "#connectors/anonymous.ts";
import type { RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { isObject, type JsonObject, textOf } from "#connectors/json.ts";
import type { PathStep } from "#connectors/language/field-path.ts";
import type { Strategy } from "#connectors/sql/erase/strategy.ts";
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

/** Whether what stands at a field is what the strategy leaves there: nothing, the constant, or what it makes of itself. */
export function isLeft(record: JsonObject, field: string, strategy: Strategy, seed: string): boolean {
  const { column, steps } = pathOf(field);
  return valuesUnder(record, [{ kind: "member", name: column }, ...steps]).every((value) => {
    if (strategy === "null") return value === null || value === "";
    if (typeof strategy === "object" && "constant" in strategy)
      return String(value) === String(strategy.constant);
    const secret = new Uint8Array(32);
    try {
      return shown(anonymousValue(strategy, value, { seed: `${seed} ${field}`, secret })) === shown(value);
    } catch {
      // What the strategy cannot be done to has not been done to it.
      return false;
    }
  });
}

const shown = (value: unknown): string => JSON.stringify(value ?? null);

function valuesUnder(value: unknown, path: readonly PathStep[]): unknown[] {
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if (step.kind === "each") return Array.isArray(value) ? value.flatMap((one) => valuesUnder(one, rest)) : [];
  return isObject(value) && Object.hasOwn(value, step.name) ? valuesUnder(value[step.name], rest) : [];
}
