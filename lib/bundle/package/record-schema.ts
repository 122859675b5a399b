import type { Collection } from "#connectors/collection.ts";
import { columnsOf } from "../records.ts";
import { formatVersion, jsonText } from "./version.ts";

/**
 * JSON Schema 2020-12 of one record, as `<collection>.schema.json`: what each field is called and means. The data map
 * names no types, and a key that it does not know is still data: so neither is asked for. A field that is never
 * disclosed may not be there.
 */
export function recordSchema(collection: Collection): string {
  return jsonText({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: `Habeas bundle format ${formatVersion}`,
    title: collection.label,
    description: collection.purpose,
    type: "object",
    properties: Object.fromEntries([
      ...columnsOf(collection).map((key) => [key, described(collection, key)]),
      ...Object.entries(collection.fields).flatMap(([key, field]) =>
        field.disclose === "never" ? [[key, false]] : [],
      ),
    ]),
    additionalProperties: true,
  });
}

function described(collection: Collection, key: string): Record<string, string> {
  const field = collection.fields[key];
  return {
    title: field?.label ?? key,
    ...(field?.meaning === undefined ? {} : { description: field.meaning }),
  };
}
