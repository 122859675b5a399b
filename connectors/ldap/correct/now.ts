import type { Corrector } from "#connectors/correct.ts";
import { collectionOfRow } from "#connectors/correctable.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { compact, valuesOf } from "../entry.ts";
import { attributeNamed } from "../erase/find.ts";
import { entriesNamed } from "../erase/standing.ts";
import type { Asking } from "../walk.ts";

/** What entries hold now, each asked for by its key alone. */
export async function now(
  asking: Asking,
  rows: Parameters<Corrector["now"]>[0],
): ReturnType<Corrector["now"]> {
  const held: (Record<string, string | null> | null)[] = [];
  for (const { collection: name, row, fields } of rows) {
    const collection = collectionOfRow(asking.collections, { collection: name, row });
    const found: Record<string, string | null>[] = [];
    for await (const entry of entriesNamed(asking, collection, row, fields)) {
      const texts = fields.map((field): [string, string | null] => {
        const value = compact(valuesOf(entry, attributeNamed(field, collection, asking), asking.schema));
        return [field, typeof value === "string" || value === null ? value : JSON.stringify(value)];
      });
      found.push(Object.fromEntries(texts));
    }
    if (found.length > 1)
      throw new ConnectorError("misconfigured", `Several entries of ${name} have the same key.`);
    held.push(found[0] ?? null);
  }
  return held;
}
