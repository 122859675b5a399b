import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";

/** One way in which rows of a collection become somebody's: as a root's own, or over an edge. */
export type Arm = { kind: "subject" } | { kind: "edge"; edge: Edge; to: Collection };

/** How collections of one system hang together, as far as people can be reached at all. */
export type Graph = {
  /** Those that can be reached. */
  reached: readonly Collection[];
  armsOf(collection: Collection): readonly Arm[];
  /** The collections that lie on a circle with this one, itself included; empty where it lies on none. */
  circleOf(collection: Collection): readonly Collection[];
};

export type GraphOptions = {
  /** The roots from which somebody is reached; all of them if not given. */
  isRoot?: (collection: Collection) => boolean;
  /** The edges that count; all of them if not given. */
  follows?: (edge: Edge) => boolean;
};

/** The collection that an edge leads to. Throws `misconfigured` where the map does not describe it. */
function endOf(from: Collection, edge: Edge, collections: readonly Collection[]): Collection {
  const to = collections.find((one) => one.name === edge.to);
  if (to !== undefined) return to;
  throw new ConnectorError(
    "misconfigured",
    `The data map says that ${from.name} belongs to ${edge.to}, which it does not describe.`,
  );
}

/** Reads the graph out of the map. Throws `misconfigured` for an edge that leads nowhere. */
export function graphOf(collections: readonly Collection[], options: GraphOptions = {}): Graph {
  const { isRoot = () => true, follows = () => true } = options;
  const starts = (one: Collection) => one.subject_key.length > 0 && isRoot(one);
  const edges = new Map(
    collections.map((one) => [
      one,
      one.belongs.filter(follows).map((edge) => ({ edge, to: endOf(one, edge, collections) })),
    ]),
  );
  const reached = new Set(collections.filter(starts));
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const [one, up] of edges) if (up.some(({ to }) => reached.has(to))) reached.add(one);
  }
  const arms = new Map(
    [...reached].map((one): [Collection, Arm[]] => [
      one,
      [
        ...(starts(one) ? [{ kind: "subject" as const }] : []),
        ...(edges.get(one) ?? [])
          .filter(({ to }) => reached.has(to))
          .map((up) => ({ kind: "edge" as const, ...up })),
      ],
    ]),
  );
  const circles = circlesOf(arms);
  return {
    reached: collections.filter((one) => reached.has(one)),
    armsOf: (one) => arms.get(one) ?? [],
    circleOf: (one) => circles.get(one) ?? [],
  };
}

/** Identifiers go up, and become known, along what is a person's own: not where they are only mentioned or wrote. */
export const ownedOnly = (edge: Edge): boolean => edge.as === "owned";

/** Where people are found, in the map's order. */
export const rootsOf = (collections: readonly Collection[]): Collection[] =>
  collections.filter((one) => one.subject_key.length > 0);

/** Throws `misconfigured` for a collection that no root leads to. */
export function demandReachable(collections: readonly Collection[]): void {
  const { reached } = graphOf(collections);
  const lost = collections.find((one) => !reached.includes(one));
  if (lost === undefined) return;
  throw new ConnectorError(
    "misconfigured",
    `The data map leads from no person to ${lost.name}: give it a subject_key, or let it belong to a collection that has one.`,
  );
}

function circlesOf(arms: ReadonlyMap<Collection, readonly Arm[]>): Map<Collection, Collection[]> {
  const above = new Map<Collection, Set<Collection>>();
  for (const from of arms.keys()) {
    const seen = new Set<Collection>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const arm of arms.get(at) ?? []) {
        if (arm.kind === "subject" || seen.has(arm.to)) continue;
        seen.add(arm.to);
        open.push(arm.to);
      }
    }
    above.set(from, seen);
  }
  const mutual = (a: Collection, b: Collection) => above.get(a)?.has(b) && above.get(b)?.has(a);
  return new Map(
    [...arms.keys()].flatMap((one) => {
      const circle = [...arms.keys()].filter((other) => mutual(one, other));
      return circle.length > 0 ? [[one, circle] as const] : [];
    }),
  );
}

/** One way up from a collection to a root: the edges in turn, with the collection that each leads to. */
export type Ascent = { root: Collection; steps: readonly { edge: Edge; to: Collection }[] };

const mostAscents = 200;

/**
 * Every way from a collection up to a root along the edges that count, no collection twice. A way ends at the first
 * root: that is the person whose row it is. Throws `misconfigured` where there are more than can be asked at once.
 */
export function ascentsOf(
  from: Collection,
  collections: readonly Collection[],
  follows: (edge: Edge) => boolean,
): Ascent[] {
  const ascents: Ascent[] = [];
  const climb = (at: Collection, steps: Ascent["steps"], seen: readonly Collection[]): void => {
    if (at.subject_key.length > 0) {
      ascents.push({ root: at, steps });
      if (ascents.length > mostAscents) {
        throw new ConnectorError(
          "misconfigured",
          `In the data map ${from.name} belongs to people in more ways than can be walked.`,
        );
      }
      return;
    }
    for (const edge of at.belongs.filter(follows)) {
      const to = endOf(at, edge, collections);
      if (!seen.includes(to)) climb(to, [...steps, { edge, to }], [...seen, to]);
    }
  };
  climb(from, [], [from]);
  return ascents;
}
