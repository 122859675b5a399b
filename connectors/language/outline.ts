import type { Collection } from "#connectors/collection.ts";
import type { Edge } from "./edge.ts";
import type { ErasureRule } from "./erasure.ts";

/** What the erasure of a person does to the rows of one collection that are theirs in one way. */
export type OutlineStep = {
  collection: string;
  /** The edge over which the rows are theirs; null for a root's own. */
  by: { to: string; as: Edge["as"]; role: string | undefined } | null;
  rule: ErasureRule;
  /** True where the map says nothing and the way of belonging decided. */
  assumed: boolean;
  /** What the system does here by itself when the other row is deleted, and it is going to be. */
  bySystem: "cascade" | "set_null" | null;
};

/** Where the map asks for what the system will not do, or for what would undo it. */
export type Contradiction = {
  collection: string;
  to: string;
  /**
   * `cannot`: the system or the key will refuse it · `undone`: the system's own cascade takes what is to stay ·
   * `dangling`: nothing fails, but what stays refers to what is gone · `outlives`: it is kept longer than what it refers
   * to, which cannot go when its time is over.
   */
  kind: "cannot" | "undone" | "dangling" | "outlives";
  sentence: string;
};

export type Outline = {
  /** In the order in which it must be done: what refers to others first. */
  steps: OutlineStep[];
  contradictions: Contradiction[];
};

/** What erasing a person will do in one system, from the map alone (pure). Nothing is asked of the system. */
export function outlineOf(collections: readonly Collection[]): Outline {
  const byName = new Map(collections.map((one) => [one.name, one]));
  const rules = new Map(collections.map((one) => [one, ownRules(one, byName)]));
  const goes = (one: Collection | undefined): boolean =>
    one !== undefined && (rules.get(one) ?? []).some(({ rule }) => deletes(rule));
  const steps: OutlineStep[] = [];
  const contradictions: Contradiction[] = [];
  for (const collection of inOrder(collections, byName)) {
    for (const { edge, rule, assumed } of rules.get(collection) ?? []) {
      const parentGoes = edge !== null && goes(byName.get(edge.to));
      const cascade = edge?.system_cascade;
      steps.push({
        collection: collection.name,
        by: edge === null ? null : { to: edge.to, as: edge.as, role: edge.role },
        rule,
        assumed,
        bySystem: parentGoes && (cascade === "cascade" || cascade === "set_null") ? cascade : null,
      });
      if (edge === null) continue;
      const above = byName.get(edge.to);
      const found =
        contradictionOf(collection, above, edge, rule, parentGoes) ??
        outlivesOf(collection, edge, rule, above ? (rules.get(above) ?? []) : []);
      if (found !== null) contradictions.push({ collection: collection.name, to: edge.to, ...found });
    }
  }
  return { steps, contradictions };
}

type Ruled = { edge: Edge | null; rule: ErasureRule; assumed: boolean };

function ownRules(one: Collection, byName: ReadonlyMap<string, Collection>): Ruled[] {
  const root: Ruled[] =
    one.subject_key.length === 0
      ? []
      : [{ edge: null, rule: one.erasure ?? { act: "delete" }, assumed: one.erasure === undefined }];
  const edges = one.belongs.map((edge): Ruled => {
    const said = edge.erasure ?? one.erasure;
    return said === undefined
      ? { edge, rule: usual(one, edge, byName), assumed: true }
      : { edge, rule: said, assumed: false };
  });
  return [...root, ...edges];
}

/** What is done where the map says nothing. */
function usual(one: Collection, edge: Edge, byName: ReadonlyMap<string, Collection>): ErasureRule {
  switch (edge.as) {
    case "owned": {
      // The lines of an invoice that must be kept are part of what must be kept.
      const above = byName.get(edge.to)?.erasure;
      return above?.act === "keep" ? { act: "keep", ground: above.ground } : { act: "delete" };
    }
    case "shared":
      return { act: "unlink" };
    case "about":
      return { act: "by_hand", note: "Somebody else wrote this about the person." };
    case "authored":
      return keepsTies(one, edge) ? { act: "decorrelate" } : { act: "unlink" };
  }
}

const deletes = (rule: ErasureRule): boolean =>
  rule.act === "delete" || rule.act === "delete_with_last_owner";
const tiedBy = (edge: Edge): string[] => edge.on.map((tie) => tie.own.column);
/** The fields of the tie are part of the row's key, so they cannot be emptied. */
const keepsTies = (one: Collection, edge: Edge): boolean =>
  tiedBy(edge).some((column) => one.key.includes(column));

/** Whether the row refers to the one it belongs to, and not the other way round: the other one's key is tied. */
export function refersUp(edge: Edge, one: Collection, above: Collection | undefined): boolean {
  const theirs = edge.on.map((tie) => tie.theirs.column);
  const own = tiedBy(edge);
  const isKey = (key: readonly string[] | undefined, columns: readonly string[]) =>
    key !== undefined && key.length > 0 && key.every((column) => columns.includes(column));
  return isKey(above?.key, theirs) || isKey(above?.subject_key, theirs) || !isKey(one.key, own);
}

function contradictionOf(
  one: Collection,
  above: Collection | undefined,
  edge: Edge,
  rule: ErasureRule,
  parentGoes: boolean,
): Pick<Contradiction, "kind" | "sentence"> | null {
  const up = refersUp(edge, one, above);
  if (rule.act === "unlink" && up) {
    const emptied = rule.fields ?? tiedBy(edge);
    const key = emptied.find((column) => one.key.includes(column));
    if (key !== undefined) {
      return {
        kind: "cannot",
        sentence: `${key} of ${one.name} is part of its key and cannot be emptied: let its rows be deleted, or decorrelated.`,
      };
    }
  }
  if (!parentGoes || !up || deletes(rule) || letsGo(rule, edge)) return null;
  switch (edge.system_cascade) {
    case "cascade":
      return {
        kind: "undone",
        sentence: `${one.name} is to stay, but the system deletes it together with ${edge.to}.`,
      };
    case "restrict":
      return {
        kind: "cannot",
        sentence: `${edge.to} cannot be deleted while ${one.name}, which is to stay, refers to it.`,
      };
    case "none":
      return {
        kind: "dangling",
        sentence: `${one.name} is to stay and would refer to rows of ${edge.to} that are gone.`,
      };
    case "set_null":
      return null;
  }
}

type Keep = Extract<ErasureRule, { act: "keep" }>;

/** Where a row is kept on after the time of the row that it refers to. */
function outlivesOf(
  one: Collection,
  edge: Edge,
  rule: ErasureRule,
  above: readonly Ruled[],
): Pick<Contradiction, "kind" | "sentence"> | null {
  if (rule.act !== "keep" || letsGo(rule, edge)) return null;
  const ends = above
    .map((each) => each.rule)
    .filter((each): each is Keep => each.act === "keep" && !!each.until);
  const first = ends.toSorted((a, b) => daysOf(a) - daysOf(b))[0];
  if (first === undefined || daysOf(rule) <= daysOf(first)) return null;
  return {
    kind: "outlives",
    sentence: `${one.name} is kept ${rule.until ? `for ${rule.until.after}` : "without an end"}, longer than ${edge.to}, to which it refers and which is kept for ${first.until?.after}.`,
  };
}

/** About how many days a row is kept; endless where the map names no end. */
function daysOf({ until }: Keep): number {
  if (until === undefined) return Number.POSITIVE_INFINITY;
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(until.after) ?? [];
  return Number(years ?? 0) * 365.25 + Number(months ?? 0) * 30.44 + Number(days ?? 0);
}

/** True where the rule takes the tie away before the other row goes. */
function letsGo(rule: ErasureRule, edge: Edge): boolean {
  const own = tiedBy(edge);
  const covers = (fields: readonly string[]) => own.every((column) => fields.includes(column));
  switch (rule.act) {
    case "unlink":
      return rule.fields === undefined || covers(rule.fields);
    case "decorrelate":
      return true;
    case "anonymise":
      return covers(Object.keys(rule.fields));
    case "keep":
      return covers(Object.keys(rule.anonymise ?? {}));
    default:
      return false;
  }
}

/** What refers to others before what it refers to; in a circle the map's order. */
function inOrder(collections: readonly Collection[], byName: ReadonlyMap<string, Collection>): Collection[] {
  const after = new Map<Collection, Set<Collection>>(collections.map((one) => [one, new Set()]));
  for (const one of collections) {
    for (const edge of one.belongs) {
      const above = byName.get(edge.to);
      if (above === undefined || above === one) continue;
      const [first, then] = refersUp(edge, one, above) ? [one, above] : [above, one];
      after.get(then)?.add(first);
    }
  }
  const order: Collection[] = [];
  const open = new Set(collections);
  const before = (one: Collection): Set<Collection> => {
    const seen = new Set<Collection>();
    const next = [one];
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      for (const first of after.get(at) ?? [])
        if (open.has(first) && !seen.has(first) && seen.add(first)) next.push(first);
    }
    return seen;
  };
  while (open.size > 0) {
    // Nothing still open comes before it, except what it comes before itself: a circle.
    const next = [...open].find((one) => [...before(one)].every((first) => before(first).has(one)));
    if (next === undefined) break;
    open.delete(next);
    order.push(next);
  }
  return order;
}
