import type { Text } from "#app/_text/text.ts";
import { systemIn } from "#lib/bundle/words/system-in.ts";
import { countryInWords, listInWords, type Words, wordsFor } from "#lib/bundle/words/words.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { recipientsFor } from "#lib/me/feed/document.ts";
import type { HeldKind } from "#lib/me/snapshot.ts";

/** A kind of data in the reader's own words, wherever the map says it in their language. */
export type KindInWords = {
  id: string;
  systemId: string;
  collection: string;
  label: string;
  system: string;
  country: string;
  category: HeldKind["collection"]["category"];
  categoryName: string;
  special: boolean;
  why: string;
  from: string;
  until: string;
  who: string[];
};

/** What the map says of a kind of data, in the reader's language; as it was released where the map knows it no more. */
export function kindInWords(
  held: Pick<HeldKind, "system" | "collection">,
  regime: string,
  text: Text,
): KindInWords {
  const words = wordsFor(text.language);
  const known = currentMap().systems.find((one) => one.id === held.system.id) ?? held.system;
  const system = systemIn(known, text.language);
  const collection = system.collections.find((one) => one.name === held.collection.name) ?? held.collection;
  return {
    id: `${system.id}-${collection.name}`,
    systemId: system.id,
    collection: collection.name,
    label: collection.label,
    system: system.title,
    country: countryInWords(system.country, words),
    category: collection.category,
    categoryName: words.say(`pages.categories.${collection.category}`),
    special: collection.special !== undefined,
    why: `${collection.purpose} (${words.basis(regime, collection.legal_basis)})`,
    from: collection.source,
    until: collection.retention,
    who: whoOf(system, collection, words, text),
  };
}

function whoOf(system: System, collection: HeldKind["collection"], words: Words, { t }: Text): string[] {
  return recipientsFor({ system, collection }).map(({ name, role, country }) =>
    t("me.data.recipient", { name, role, country: countryInWords(country, words) }),
  );
}

/** "A, B and C", each name standing in its own direction. */
export const listOf = (items: readonly string[], text: Text): string =>
  listInWords(items, wordsFor(text.language));

/** Titles of systems in the reader's language. */
export const titleOf = (system: System, text: Text): string => systemIn(system, text.language).title;
