import type { Collection } from "#connectors/collection.ts";
import type { Corrector } from "#connectors/correct.ts";
import { collectionOfRow } from "#connectors/correctable.ts";
import { isObject, type JsonObject, textOf } from "#connectors/json.ts";
import { fieldPath } from "#connectors/language/field-path.ts";
import type { Read } from "../owned.ts";
import { passes } from "../row.ts";

/** What rows hold now. Every record of their files is read, whatever `change` looks at. */
export async function now(
  collections: readonly Collection[],
  rows: Parameters<Corrector["now"]>[0],
  read: Read,
): ReturnType<Corrector["now"]> {
  const asked = rows.map((one) => ({ ...one, of: collectionOfRow(collections, one) }));
  const held = asked.map(({ fields }) => fields.map(() => new Set<string | null>()));
  const names = asked.map(({ row }) => row.join("\u0000"));
  for (const of of new Set(asked.map((one) => one.of))) {
    const wanted = {
      columns: [...of.key, ...asked.flatMap((one) => (one.of === of ? one.fields.map(columnOf) : []))],
      proofs: of.key,
      texts: null,
      keep: (record: JsonObject) => passes(record, of.where),
    };
    for await (const record of read(of, wanted)) {
      const name = of.key.map((field) => textOf(record[field]) ?? "").join("\u0000");
      for (const [at, one] of asked.entries()) {
        if (one.of !== of || names[at] !== name) continue;
        for (const [place, field] of one.fields.entries()) held[at]?.[place]?.add(saidBy(record, field));
      }
    }
  }
  return asked.map(({ fields }, at) => {
    const found = held[at] ?? [];
    if (fields.length === 0 || found.some((one) => one.size === 0)) return null;
    return Object.fromEntries(fields.map((field, place) => [field, together([...(found[place] ?? [])])]));
  });
}

const columnOf = (field: string): string => fieldPath(field)?.column ?? field;

/** A value that is alike in every copy, or the list of those that are not. */
const together = (values: readonly (string | null)[]): string | null =>
  values.length === 1 ? (values[0] ?? null) : JSON.stringify(values);

function saidBy(record: JsonObject, field: string): string | null {
  let value: unknown = record[columnOf(field)];
  for (const step of fieldPath(field)?.steps ?? [])
    value = step.kind === "member" && isObject(value) ? value[step.name] : undefined;
  if (value === undefined || value === null) return null;
  return textOf(value) ?? JSON.stringify(value);
}
