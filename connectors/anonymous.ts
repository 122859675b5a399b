import type { Strategies } from "#connectors/erasure-steps.ts";
import { exactNumber, isObject, type JsonObject, textOf } from "#connectors/json.ts";
import { type FieldPath, fieldPath, type PathStep } from "#connectors/language/field-path.ts";
import type { Kind } from "#connectors/sql/erase/kind.ts";
import { anonymised, type Strategy } from "#connectors/sql/erase/strategy.ts";

/** Where a value stands: `seed` tells its record from others. */
export type Spot = { seed: string; secret: Uint8Array };

/** A field as the map writes it. */
export const pathOf = (field: string): FieldPath =>
  fieldPath(field) ?? { column: field, steps: [], text: field };

/** What kind of value it is by its looks, since files and answers have no types. */
function kindOf(value: string | number): Kind {
  const fits = { length: null, digits: 0 };
  if (typeof value === "number") return { is: "decimal", ...fits };
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return { is: "date", ...fits };
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(value)) return { is: "moment", ...fits };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return { is: "uuid", ...fits };
  return { is: "text", ...fits };
}

const isPeriod = (strategy: Strategy): boolean =>
  typeof strategy === "object" &&
  "generalise" in strategy &&
  (strategy.generalise === "year" || strategy.generalise === "month");

/**
 * What takes the place of a value; done twice it is the same as done once. Nothing stays nothing, but for a constant.
 * Throws `misconfigured` for what is not of the sort that the strategy is for.
 */
export function anonymousValue(strategy: Strategy, value: unknown, { seed, secret }: Spot): unknown {
  if (strategy === "null") return null;
  if (typeof strategy === "object" && "constant" in strategy) return strategy.constant;
  if (value === null || value === undefined || value === "") return value ?? null;
  if (Array.isArray(value))
    return value.map((one, at) => anonymousValue(strategy, one, { seed: `${seed} ${at}`, secret }));
  const text = textOf(value);
  // Of what is no plain value nothing says that only its shape would stay.
  if (text === undefined) return null;
  const isNumber = typeof value !== "string";
  const kind =
    isNumber && (strategy === "keyed_hash" || isPeriod(strategy)) ? kindOf("") : kindOf(isNumber ? 0 : text);
  const found = anonymised(strategy, text, { kind, seed, secret });
  return isNumber && found !== null && /^-?\d+(\.\d+)?$/.test(found) ? exactNumber(found) : found;
}

/** A record with these fields made anonymous; all else is as it was. `changed` is false where nothing had to be done. */
export function anonymousRecord(
  record: JsonObject,
  strategies: Strategies,
  spot: Spot,
): { record: JsonObject; changed: boolean } {
  let whole: unknown = record;
  for (const [field, strategy] of Object.entries(strategies)) {
    const { column, steps } = pathOf(field);
    whole = replaced(whole, [{ kind: "member", name: column }, ...steps], (value) =>
      anonymousValue(strategy, value, { ...spot, seed: `${spot.seed} ${field}` }),
    );
  }
  return { record: whole as JsonObject, changed: JSON.stringify(whole) !== JSON.stringify(record) };
}

/** A copy in which what stands at a path is replaced; nothing is made where nothing is. */
function replaced(whole: unknown, path: readonly PathStep[], change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(whole);
  if (step.kind === "each")
    return Array.isArray(whole) ? whole.map((one) => replaced(one, rest, change)) : whole;
  if (!isObject(whole) || !Object.hasOwn(whole, step.name)) return whole;
  // Without a prototype: a member named __proto__ is a member like any other.
  const copy: JsonObject = Object.assign(Object.create(null), whole);
  copy[step.name] = replaced(whole[step.name], rest, change);
  return copy;
}
