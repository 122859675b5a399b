import { currentMap } from "#lib/map/current.ts";

/** How a person's own key stands among the kinds by which a record is theirs. */
export const ownKey = "key";

/**
 * True where listing the person again by their keys lists this record and nobody else's: it has their key, where it
 * could have one, and is known by something else of theirs besides. `openedDay`: that of an account newer than the erasure.
 */
export function isSafeToList(record: {
  systemId: string;
  collection: string;
  kinds: readonly string[];
  openedDay: string | null;
}): boolean {
  const { systemId, collection, kinds, openedDay } = record;
  const of = currentMap()
    .systems.find((one) => one.id === systemId)
    ?.collections.find((one) => one.name === collection);
  const keyed = (of?.subject_key.length ?? 0) > 0;
  return openedDay === null && kinds.some((kind) => kind !== ownKey) && (!keyed || kinds.includes(ownKey));
}
