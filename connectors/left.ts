import { anonymousValue, pathOf } from "#connectors/anonymous.ts";
import { isObject, type JsonObject } from "#connectors/json.ts";
import type { PathStep } from "#connectors/language/field-path.ts";
import type { Strategy } from "#connectors/sql/erase/strategy.ts";

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
