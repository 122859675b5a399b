import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier, LocateAnswer, SharedIdentifier } from "#connectors/contract.ts";
import type { Identify } from "#connectors/language/identify.ts";

type Located = Extract<LocateAnswer, { kind: "located" }>;
type Locate = (
  identifiers: readonly KnownIdentifier[],
  collections: readonly Collection[],
) => Promise<Located>;

/**
 * Asks the same system about what it has just yielded. An identifier that leads from here to somebody else as well
 * (a shop's till address in two people's histories) must not go on to other systems, where it may look like one
 * person's: it is answered as shared instead. Where `searchYields` is set the system can also be searched by the
 * fields that yield, so that an identifier is caught of which it is only known to whom it belongs.
 */
export async function locateAlone(
  locate: Locate,
  collections: readonly Collection[],
  asked: readonly KnownIdentifier[],
  { searchYields }: { searchYields: boolean },
): Promise<Located> {
  const answer = await locate(asked, collections);
  const searched = searchYields
    ? collections.map((one) => ({
        ...one,
        match: [
          ...one.match,
          ...one.yields.filter((yielded) => !one.match.some((each) => sameField(each, yielded))),
        ],
      }))
    : collections;
  const matched = new Set(searched.flatMap((one) => one.match.map((each) => each.kind)));
  const doubtful = answer.identifiers.filter((one) => matched.has(one.kind));
  if (doubtful.length === 0) return answer;
  const again = await locate(
    doubtful.map(({ kind, value }) => ({ kind, value })),
    searched,
  );
  const mine = new Set(answer.keys.map((one) => `${one.collection} ${one.key}`));
  const shared: SharedIdentifier[] = [];
  for (const one of doubtful) {
    const found = [
      ...again.shared.filter((each) => same(each, one)),
      ...again.keys
        .filter((each) => same(each.via, one))
        .map((each) => ({ ...each.via, collection: each.collection, keys: [each.key] })),
    ];
    for (const { collection, keys } of found) {
      if (keys.every((key) => mine.has(`${collection} ${key}`))) continue;
      const all = collection === one.collection ? [...new Set([one.key, ...keys])] : keys;
      shared.push({ kind: one.kind, value: one.value, collection, keys: all });
    }
  }
  return {
    ...answer,
    identifiers: answer.identifiers.filter((one) => !shared.some((each) => same(each, one))),
    shared: [...answer.shared, ...shared],
  };
}

const sameField = (a: Identify, b: Identify) =>
  a.kind === b.kind && a.fields.map((path) => path.text).join() === b.fields.map((path) => path.text).join();
const same = (a: KnownIdentifier, b: KnownIdentifier) => a.kind === b.kind && a.value === b.value;
