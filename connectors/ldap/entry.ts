import type { Entry } from "ldapts";
import type { AttributeType, Schema } from "./schema.ts";
import { isBinary } from "./schema.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The values of an attribute of an entry as texts: bytes that are no text in base64. `dn` is the entry's name. */
export function valuesOf(entry: Entry, attribute: string, schema: Schema): string[] {
  if (attribute === "dn") return [entry.dn];
  const type = schema.attribute(attribute);
  return rawValues(entry, attribute).map((value) => (typeof value === "string" ? value : shown(value, type)));
}

/** The values of an attribute as they came, whatever case the directory writes its name in. */
export function rawValues(entry: Entry, attribute: string): (string | Buffer)[] {
  const name = Object.keys(entry).find((one) => one.toLowerCase() === attribute.toLowerCase());
  return name === undefined ? [] : [entry[name]].flat().filter((one) => one !== undefined);
}

function shown(value: Buffer, type: AttributeType | undefined): string {
  if (type === undefined || isBinary(type)) return value.toString("base64");
  try {
    return utf8.decode(value);
  } catch {
    return value.toString("base64");
  }
}

/** One value as it is, several as a list, none as null. */
export const compact = (values: readonly string[]): unknown =>
  values.length === 0 ? null : values.length === 1 ? values[0] : values;
