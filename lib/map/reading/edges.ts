import type { Collection } from "#connectors/collection.ts";
import { noSuch } from "./issues.ts";
import { doubt, type Finding, mistake, type Path } from "./mistake.ts";

/** True where a person can be found in it by themselves, and not only by way of another collection. */
export const isRoot = (one: Collection) => one.subject_key.length > 0;

/** What is wrong with how the collections of a system hang together. */
export function edgeFindings(collections: readonly Collection[], from: Path): Finding[] {
  const names = collections.map((one) => one.name);
  const byName = new Map(collections.map((one) => [one.name, one]));
  const found: Finding[] = [];
  collections.forEach((one, at) => {
    const here = [...from, at];
    if (names.indexOf(one.name) < at) {
      found.push(mistake([...here, "name"], `another collection is called ${one.name} already`));
    }
    if (isRoot(one) && one.match.length === 0 && one.likeness === undefined && one.belongs.length === 0) {
      found.push(
        mistake(
          [...here, "subject_key"],
          "people have a key here, but nobody can be found: say by what with match",
        ),
      );
    }
    const seen = new Set<string>();
    one.belongs.forEach((edge, no) => {
      const place = [...here, "belongs", no];
      const other = byName.get(edge.to);
      if (other === undefined) found.push(noSuch([...place, "to"], "collection", edge.to, names));
      for (const { own, theirs } of edge.on) {
        const tie = [...place, "on", own.text];
        if (!Object.hasOwn(one.fields, own.column)) {
          found.push(noSuch(tie, `field in ${one.name}`, own.column, Object.keys(one.fields), "name"));
        }
        if (other !== undefined && !Object.hasOwn(other.fields, theirs.column)) {
          found.push(noSuch(tie, `field in ${other.name}`, theirs.column, Object.keys(other.fields)));
        }
      }
      const same = JSON.stringify([edge.to, edge.on, edge.when, edge.role]);
      if (seen.has(same)) found.push(mistake(place, "this edge stands here twice"));
      seen.add(same);
    });
  });
  return [...found, ...unreached(collections, from), ...circles(collections, from)];
}

/** Collections to which no way leads from anything in which a person can be found. */
function unreached(collections: readonly Collection[], from: Path): Finding[] {
  const reached = new Set(collections.filter(isRoot).map((one) => one.name));
  for (let grown = true; grown; ) {
    const more = collections.filter(
      (one) => !reached.has(one.name) && one.belongs.some((edge) => reached.has(edge.to)),
    );
    for (const one of more) reached.add(one.name);
    grown = more.length > 0;
  }
  const names = new Set(collections.map((one) => one.name));
  return collections.flatMap((one, at) =>
    reached.has(one.name) || one.belongs.some((edge) => !names.has(edge.to))
      ? []
      : [
          mistake(
            [...from, at, "belongs"],
            "no way leads here from a collection in which people are found (one with subject_key)",
          ),
        ],
  );
}

/** In a circle a row can be come by again and again: only a key tells that it is the same. */
function circles(collections: readonly Collection[], from: Path): Finding[] {
  const ways = new Map(collections.map((one) => [one.name, one.belongs.map((edge) => edge.to)]));
  const comesBack = (name: string): boolean => {
    const seen = new Set(ways.get(name) ?? []);
    for (const next of seen) for (const more of ways.get(next) ?? []) seen.add(more);
    return seen.has(name);
  };
  return collections.flatMap((one, at) =>
    one.key.length === 0 && comesBack(one.name)
      ? [
          mistake(
            [...from, at, "name"],
            "its edges lead back to it, so it needs key: the fields that tell its rows apart",
          ),
        ]
      : [],
  );
}

/** Kinds of identifiers that are looked for and that nothing ever makes known. */
export function unknownKinds(
  systems: readonly { collections: readonly Collection[]; path: Path }[],
  claimable: ReadonlySet<string>,
): Finding[] {
  const known = new Set(claimable);
  for (const { collections } of systems) {
    for (const one of collections) for (const { kind } of one.yields) known.add(kind);
  }
  return systems.flatMap(({ collections, path }) =>
    collections.flatMap((one, at) =>
      [...new Set(one.match.map(({ kind }) => kind))]
        .filter((kind) => !known.has(kind))
        .map((kind) =>
          doubt(
            [...path, "collections", at, "match", kind],
            `nobody types ${kind} and no system yields it, so it finds nobody; the kinds that are known: ${[...known].sort().join(", ")}`,
          ),
        ),
    ),
  );
}
