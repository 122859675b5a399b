import type { Collection } from "#connectors/collection.ts";
import type { FoundKey, KnownIdentifier } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";

/** The fields a person may see, without the one whose bytes are delivered as a file. */
export function disclosedFields(collection: Collection): string[] {
  return Object.entries(collection.fields)
    .filter(([name, one]) => one.disclose === "yes" && name !== collection.file_field?.field)
    .map(([name]) => name);
}

/** Every column that the map names for a collection and that the live system must therefore have. */
export function neededFields(collection: Collection): string[] {
  const shown = Object.entries(collection.fields).filter(([, one]) => one.disclose === "yes");
  const identified = [...collection.match, ...collection.yields];
  const conditions = [
    ...collection.where,
    ...identified.flatMap((one) => one.when),
    ...collection.belongs.flatMap((edge) => edge.when),
  ];
  return [
    ...new Set([
      ...shown.map(([name]) => name),
      ...collection.key,
      ...identified.flatMap((one) => one.fields.map((path) => path.column)),
      ...conditions.map((one) => one.field.column),
      ...collection.subject_key,
      ...collection.belongs.flatMap((edge) => edge.on.map((tie) => tie.own.column)),
      ...Object.values(collection.likeness ?? {}).filter((name) => name !== undefined),
      ...(collection.file_field === undefined ? [] : [collection.file_field.field]),
    ]),
  ];
}

// Only control characters can break a line; the percent sign is encoded so that the way back is exact.
const breaking = /[\p{Cc}%]/gu;

/** A subject key's text as it stands in front of a line. */
export function sealKey(text: string): string {
  return text.replace(breaking, encodeURIComponent);
}

/** The text of the subject key behind a sealed one. */
export function openKey(key: string): string {
  return key.replace(/(?:%[0-9A-F]{2})+/g, decodeURIComponent);
}

/** The distinct keys found in one root collection. Throws `misconfigured` for what is no `FoundKey`. */
export function keysOf(root: Collection, keys: readonly FoundKey[]): string[] {
  for (const one of keys) {
    if (typeof one?.key !== "string" || typeof one.collection !== "string") {
      throw new ConnectorError("misconfigured", "The keys to collect are not what locate answered.");
    }
  }
  return [...new Set(keys.filter((one) => one.collection === root.name).map((one) => one.key))];
}

/** A–Z to a–z and nothing else: wider folding turns one person's address into another's. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Values that a store could only hold after changing them can match nothing: NUL and lone surrogates. */
export function isSearchable(identifier: KnownIdentifier): boolean {
  return identifier.value !== "" && !identifier.value.includes("\0") && identifier.value.isWellFormed();
}
