import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { hasMany } from "#connectors/language/field-path.ts";
import { refersUp } from "#connectors/language/outline.ts";
import type { Value } from "#connectors/sql/dialect.ts";
import { keySource, type RootKeys, rootKeys } from "#connectors/sql/keys.ts";
import { holdsAnyKey, holdsKeyPart, isMailTie } from "#connectors/sql/mail.ts";
import { columnOf, conditionsSql, type Making, reading, whereSql, without } from "#connectors/sql/values.ts";
import { type Doing, matchedIn } from "./doing.ts";
import type { Planned } from "./planned.ts";
import type { Question } from "./store.ts";

/**
 * Whether the rows of a step are another person's by now, at the moment at which they are changed. It is asked from the
 * row up to the people, so that it costs a look by key for each step of the way. A row that leads to nobody is nobody
 * else's: what it belonged to may be gone by the same erasure.
 */
export type Theirs<T> = {
  /** ` and …`: false of a row `c` that is another person's. */
  condition(question: Question<T>): string;
  /** Numbers of the rows that are nobody else's, held until the end of the transaction. */
  held(doing: Doing<T>): Promise<number[]>;
  /** Numbers of the rows that are there and are another person's. */
  others(doing: Doing<T>): Promise<number[]>;
};

/** Null where it cannot be asked from the row up: rows tied in circles, by lists, or by what others say of them. */
export function theirsOf<T>(
  one: Planned,
  collections: readonly Collection[],
  keys: readonly FoundKey[],
  probe: string,
): Theirs<T> | null {
  const owned = one.owners === "last" ? one.collection.belongs.filter((each) => each.as === "owned") : [];
  if (![one.edge, ...owned].every((edge) => isPlain(one.collection, edge, collections, []))) return null;
  const spoken = ({ making }: Question<T>): string => {
    const theirs: Up<T> = {
      making,
      collections,
      keys: rootKeys(making, collections, keys),
      probe,
      leads: "theirs",
    };
    const { collection, edge } = one;
    // A record that was used since the list was made has not outlived its time any more.
    const time = collection.where.filter((each) => each.is === "before");
    const outlived = conditionsSql(making, making.live.placeOf(collection), time, "c");
    if (edge === null) return [isRootSql(theirs, collection, "c"), ...outlived].join(" and ");
    const over = (leads: Up<T>["leads"], by: Edge) => overSql({ ...theirs, leads }, collection, by, "c", 1);
    const own = `(${over("theirs", edge)} or not ${over("somebody", edge)})`;
    return [own, ...outlived, ...owned.map((each) => `not ${over("others", each)}`)].join(" and ");
  };
  // What the step itself writes into a tie leads to nobody that is known.
  const tied = one.edge === null ? one.collection.subject_key : one.edge.on.map((tie) => tie.own.column);
  const own = one.invents !== null || tied.some((name) => one.sets.has(name));
  const numbers = async (doing: Doing<T>, how: "locked" | "found", condition: (q: Question<T>) => string) => {
    const question = doing.reader.ask();
    const matched = matchedIn(doing, question);
    const rows = await question.rows(
      doing.speech[how]({ ...matched, on: `${matched.on} and ${condition(question)}` }, "k.n"),
    );
    return [...new Set(rows.map(([no]) => Number(no)))];
  };
  return {
    condition: (question) => ` and ${spoken(question)}`,
    held: (doing) => numbers(doing, "locked", spoken),
    others: async (doing) => (own ? [] : numbers(doing, "found", (question) => `not (${spoken(question)})`)),
  };
}

const ownerOf = (edge: Edge, collections: readonly Collection[]): Collection | undefined =>
  collections.find((one) => one.name === edge.to);

/** True where every row on the way up names its one owner: without circles, lists and owners that name what is theirs. */
function isPlain(
  collection: Collection,
  edge: Edge | null,
  collections: readonly Collection[],
  seen: readonly Collection[],
): boolean {
  if (edge === null) return true;
  const to = ownerOf(edge, collections);
  if (to === undefined || to === collection || seen.includes(to) || !refersUp(edge, collection, to))
    return false;
  if (edge.on.some((tie) => hasMany(tie.own) || hasMany(tie.theirs))) return false;
  return to.belongs.every((next) => isPlain(to, next, collections, [...seen, collection]));
}

/** What the way up is asked with: whether it leads to the people of the keys, to anybody, or to anybody else. */
type Up<T> = {
  making: Making<T>;
  collections: readonly Collection[];
  keys: RootKeys;
  probe: string;
  leads: "theirs" | "somebody" | "others";
};

/** So many keys are compared one by one; more are a list of their own. */
const fewKeys = 20;

/** True where a row of a root is one of the people asked about. */
function isRootSql<T>(up: Up<T>, root: Collection, row: string): string {
  if (up.leads === "somebody") return "1 = 1";
  const place = up.making.live.placeOf(root);
  const theirs = isKeySql(
    up,
    root,
    root.subject_key.map((name) => columnOf(place, name, row)),
  );
  return up.leads === "theirs" ? theirs : `not ${theirs}`;
}

/** True where values are a key of the people asked about. */
function isKeySql<T>({ making, keys }: Up<T>, root: Collection, values: readonly Value<T>[]): string {
  const held = (part: (no: number) => string) =>
    values.map((value, no) => holdsKeyPart(making.dialect, root, value, part(no))).join(" and ");
  const known = keys.get(root) ?? [];
  const [only, ...more] = values;
  if (known.length > fewKeys && only && more.length === 0) {
    const texts = known.map(({ parts }) => parts[0] ?? "");
    const any = holdsAnyKey(making.dialect, root, only, () => making.bind.list(texts, "keys"));
    if (any !== null) return any;
  }
  if (known.length > fewKeys)
    return `exists (select 1 from ${keySource(making, keys)(root, "y")} where ${held((no) => `y.p${no}`)})`;
  const each = known.map(({ parts }) => `(${held((no) => making.bind.text(parts[no] ?? "", "key"))})`);
  return `(${each.join(" or ") || "1 = 0"})`;
}

/** Where a row names the person by their very key, their own row need not be looked at. */
function namesKey(edge: Edge, to: Collection): boolean {
  const [tie, ...more] = edge.on;
  const whole = tie?.prefix === "" && tie.theirPrefix === "" && more.length === 0;
  const key = to.subject_key.length === 1 && tie?.theirs.text === to.subject_key[0];
  return whole && key && tie.own.steps.length === 0 && to.belongs.length === 0 && to.where.length === 0;
}

/** True where a row has an owner over this edge who is theirs. */
function overSql<T>(up: Up<T>, collection: Collection, edge: Edge, row: string, depth: number): string {
  const { making, collections, probe } = up;
  const to = ownerOf(edge, collections);
  if (to === undefined) return "1 = 0";
  const [place, above] = [making.live.placeOf(collection), making.live.placeOf(to)];
  const [tie] = edge.on;
  if (up.leads === "theirs" && tie && namesKey(edge, to) && edge.when.length === 0)
    return isKeySql(up, to, [columnOf(place, tie.own.column, row)]);
  const owner = `u${depth}`;
  let joins = "";
  const on = edge.on.map((tie, no) => {
    const ownColumn = columnOf(place, tie.own.column, row);
    const theirColumn = columnOf(above, tie.theirs.column, owner);
    const own = without(
      making,
      reading(making, collection, tie.own, ownColumn, `m${depth}_${no}`),
      tie.prefix,
    );
    const theirs = without(
      making,
      reading(making, to, tie.theirs, theirColumn, `t${depth}_${no}`),
      tie.theirPrefix,
    );
    joins += theirs.joins + own.joins;
    return tiedSql(making, isMailTie(collection, to, tie), theirs.value, own.value);
  });
  const ways = [
    ...(to.subject_key.length > 0 ? [isRootSql(up, to, owner)] : []),
    ...to.belongs.map((next) => overSql(up, to, next, owner, depth + 1)),
  ];
  const where = [
    ...on,
    ...conditionsSql(making, above, to.where, owner),
    ...conditionsSql(making, place, edge.when, row),
    `(${ways.join(" or ")})`,
  ];
  // Between a row and a person stand rows by the thousand: each is looked for by its key, and not all of them listed.
  const columns = edge.on.map((tie) => tie.theirs.column);
  const byKey = above.unique.some((set) => set.every((name) => columns.includes(name)));
  const apart = to.subject_key.length === 0 && byKey ? probe : "";
  return `exists (select 1 from ${above.sql} ${owner}${joins}${whereSql(where)}${apart})`;
}

const tiedSql = <T>({ dialect }: Making<T>, mail: boolean, sought: Value<T>, known: Value<T>): string =>
  mail ? dialect.holdsFolded(sought, dialect.folded(known).sql) : dialect.tied(sought, known);
