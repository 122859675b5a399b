import type { Collection } from "#connectors/collection.ts";
import type { Field } from "#connectors/language/field.ts";
import type { System } from "#lib/map/schema.ts";

/**
 * A system of the map with what a person reads of it in their language, wherever the map says it in that language;
 * the rest stays as the company wrote it. Names and keys never change.
 */
export function systemIn(system: System, language: string): System {
  return {
    ...system,
    ...said(system.words_in, language),
    recipients: system.recipients.map((one) => ({ ...one, ...said(one.words_in, language) })),
    automated_decisions: system.automated_decisions.map((one) => ({
      ...one,
      ...said(one.words_in, language),
    })),
    collections: system.collections.map((one) => collectionIn(one, language)),
  };
}

function collectionIn(collection: Collection, language: string): Collection {
  const fields = Object.entries(collection.fields).map(([key, field]) => [key, fieldIn(field, language)]);
  return {
    ...collection,
    label: inTag(collection.labels, language) ?? collection.label,
    ...said(collection.words_in, language),
    fields: Object.fromEntries(fields),
  };
}

function fieldIn(field: Field, language: string): Field {
  const meaning = inTag(field.meanings, language) ?? field.meaning;
  return {
    ...field,
    label: inTag(field.labels, language) ?? field.label,
    ...(meaning === undefined ? {} : { meaning }),
  };
}

/** What is written under a tag, or under its language where nothing is under the tag itself. */
function inTag<T>(words: Record<string, T> | undefined, tag: string): T | undefined {
  if (words === undefined) return undefined;
  const base = tag.split("-")[0] ?? tag;
  return [tag, base].filter((one) => Object.hasOwn(words, one)).map((one) => words[one])[0];
}

type Said<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function said<T extends object>(words: Record<string, T> | undefined, tag: string): Partial<Said<T>> {
  const found = Object.entries(inTag(words, tag) ?? {}).filter(([, text]) => text !== undefined);
  return Object.fromEntries(found) as Partial<Said<T>>;
}
