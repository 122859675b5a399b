import { pathOf } from "#connectors/anonymous.ts";
import { heldText } from "#connectors/correctable.ts";
import type { JsonObject } from "#connectors/json.ts";
import { valuesOf } from "../field.ts";

/** What a field of a record says, as text. */
export const heldIn = (record: JsonObject, field: string): string | null =>
  heldText(valuesOf(record, pathOf(field))[0]);
