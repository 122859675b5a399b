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
  const distinct = new Map(doubtful.map(({ kind, value }) => [nameOf({ kind, value }), { kind, value }]));
  const again = await locate([...distinct.values()], searched);
  const mine = new Set(answer.keys.map((one) => `${one.collection} ${one.key}`));
  const leads = new Map<string, { collection: string; keys: readonly string[] }[]>();
  const add = (to: KnownIdentifier, lead: { collection: string; keys: readonly string[] }) => {
    const known = leads.get(nameOf(to));
    if (known === undefined) leads.set(nameOf(to), [lead]);
    else known.push(lead);
  };
  for (const one of again.shared) add(one, one);
  for (const one of again.keys) add(one.via, { collection: one.collection, keys: [one.key] });
  const shared = new Map<string, SharedIdentifier>();
  for (const one of doubtful) {
    for (const { collection, keys } of leads.get(nameOf(one)) ?? []) {
      if (keys.every((key) => mine.has(`${collection} ${key}`))) continue;
      const all = collection === one.collection ? [...new Set([one.key, ...keys])] : [...keys];
      const name = `${collection} ${nameOf(one)}`;
      const known = shared.get(name);
      const { kind, value } = one;
      shared.set(name, {
        kind,
        value,
        collection,
        keys: known === undefined ? all : [...new Set([...known.keys, ...all])],
      });
    }
  }
  const stopped = new Set([...shared.values()].map(nameOf));
  return {
    ...answer,
    identifiers: answer.identifiers.filter((one) => !stopped.has(nameOf(one))),
    shared: [...answer.shared, ...shared.values()],
  };
}

const sameField = (a: Identify, b: Identify) =>
  a.kind === b.kind && a.fields.map((path) => path.text).join() === b.fields.map((path) => path.text).join();
const nameOf = (one: KnownIdentifier) => `${one.kind} ${one.value}`;
