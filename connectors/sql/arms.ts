import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";
import type { Value } from "./dialect.ts";
import type { Arm, Graph } from "./graph.ts";
import { holdsKeyPart, isMailTie } from "./mail.ts";
import { columnOf, conditionsSql, type Making, reading, whereSql, without } from "./values.ts";

/** Where the keys of a root stand: an item of a `from` clause under the alias, with columns `via`, `p0`, `p1` … */
export type KeySource = (root: Collection, alias: string) => string;

/** The rows of a collection that belong to somebody: under the alias `c`, each once for every `via`. */
export type Reached = {
  /** Without the word itself. */
  from: string;
  where: readonly string[];
  via: string;
  /** Whether the person stands in one of these roles: a condition, or already known. */
  standsIn(roles: readonly string[]): string | boolean;
};

/** One statement in the making: the queries that come before it, each once. */
export type Statement<T> = Making<T> & {
  graph: Graph;
  keys: KeySource;
  collections: readonly Collection[];
  queries: string[];
  names: Map<string, string>;
  recursive: boolean;
  /** The rows of a collection, as `reach.ts` finds them. */
  reached(collection: Collection): Reached;
};

/** The roles for which a collection keeps some fields. */
export function rolesOf(collection: Collection): string[] {
  return [...new Set(Object.values(collection.fields).flatMap((field) => field.roles ?? []))];
}

export const numberOf = (made: Statement<unknown>, collection: Collection): number =>
  made.collections.indexOf(collection);

/** What tells the rows of a collection apart, under the alias `c`. Throws `misconfigured` where nothing does. */
export function identityOf<T>(made: Statement<T>, collection: Collection): Value<T>[] {
  const { identity } = made.live.placeOf(collection);
  if (identity !== null) return identity.map(({ sql, type }) => ({ sql: `c.${sql}`, type }));
  throw new ConnectorError(
    "misconfigured",
    `The rows of ${collection.name} belong to people in several ways and cannot be told apart: the data map must name its key, one that the database keeps unique.`,
  );
}

type ArmRows = { from: string; where: string[]; via: string };

/** Rows that come in over one arm; over an array in the row itself the same row may come several times. */
export function armRows<T>(made: Statement<T>, collection: Collection, arm: Arm, row: string): ArmRows {
  const place = made.live.placeOf(collection);
  const own = conditionsSql(made, place, collection.where, row);
  if (arm.kind === "subject") {
    const held = collection.subject_key.map((name, no) =>
      holdsKeyPart(made.dialect, collection, columnOf(place, name, row), `k.p${no}`),
    );
    const on = [...held, ...own].join(" and ");
    return {
      from: `${made.keys(collection, "k")} join ${place.sql} ${row} on ${on}`,
      where: [],
      via: "k.via",
    };
  }
  const owners = ownersOf(made, collection, arm.to, arm.edge);
  const ties = tiesSql(made, collection, arm.to, arm.edge, row, owners.values);
  const conditions = [...ties.on, ...own, ...conditionsSql(made, place, arm.edge.when, row)];
  if (ties.joins === "") {
    const from = `${owners.from} join ${place.sql} ${row} on ${conditions.join(" and ")}`;
    return { from, where: [], via: "o.via" };
  }
  return {
    from: `${owners.from} join ${place.sql} ${row} on 1 = 1${ties.joins}`,
    where: conditions,
    via: "o.via",
  };
}

/** The ties of an edge between a row and known values of the other row, in the edge's order. */
export function tiesSql<T>(
  made: Statement<T>,
  collection: Collection,
  to: Collection,
  edge: Edge,
  row: string,
  known: readonly Value<T>[],
): { joins: string; on: string[] } {
  const place = made.live.placeOf(collection);
  let joins = "";
  const on = edge.on.map((tie, no) => {
    const { own, prefix } = tie;
    const plain = reading(made, collection, own, columnOf(place, own.column, row), `e${no}`);
    const read = without(made, plain, prefix);
    joins += read.joins;
    const value = known[no] as Value<T>;
    return isMailTie(collection, to, tie)
      ? made.dialect.holdsFolded(read.value, made.dialect.folded(value).sql)
      : made.dialect.tied(read.value, value);
  });
  return { joins, on };
}

/** Whose rows an edge leads to: each person with each set of values that the edge compares, once, under `o`. */
function ownersOf<T>(
  made: Statement<T>,
  collection: Collection,
  to: Collection,
  edge: Edge,
): { from: string; values: Value<T>[] } {
  const name = reachName(made, to);
  const place = made.live.placeOf(to);
  const columns = carriedBy(made, to);
  const carried = (row: string, column: string): Value<T> => ({
    sql: `${row}.k${columns.indexOf(column)}`,
    type: columnOf(place, column, row).type,
  });
  const theirs = edge.on.map((tie) => tie.theirs);
  const mails = edge.on.map((tie) => isMailTie(collection, to, tie));
  const plain =
    !mails.includes(true) && edge.on.every((tie) => tie.theirs.steps.length === 0 && tie.theirPrefix === "");
  const named = theirs.map((path) => path.column);
  if (plain && place.unique.some((set) => set.every((column) => named.includes(column)))) {
    return { from: `${name} o`, values: named.map((column) => carried("o", column)) };
  }
  let joins = "";
  const values = edge.on.map(({ theirs: path, theirPrefix }, no) => {
    const read = without(made, reading(made, to, path, carried("r", path.column), `t${no}`), theirPrefix);
    joins += read.joins;
    return made.dialect.comparable(mails[no] ? made.dialect.folded(read.value) : read.value);
  });
  const list = values.map((value, no) => `${value.sql} as o${no}`);
  return {
    from: `(select distinct r.via, ${list.join(", ")} from ${name} r${joins}) o`,
    values: values.map(({ type }, no) => ({ sql: `o.o${no}`, type })),
  };
}

/** The columns of a collection that edges to it compare. */
function carriedBy(made: Statement<unknown>, collection: Collection): string[] {
  const edges = made.collections.flatMap((one) => one.belongs.filter((edge) => edge.to === collection.name));
  return [...new Set(edges.flatMap((edge) => edge.on.map((tie) => tie.theirs.column)))];
}

/** The name of the query of a collection's rows, which is written down when it is first needed. */
function reachName<T>(made: Statement<T>, collection: Collection): string {
  const known = made.names.get(collection.name);
  if (known !== undefined) return known;
  const name = `reach_${numberOf(made, collection)}`;
  made.names.set(collection.name, name);
  const rows = made.reached(collection);
  const place = made.live.placeOf(collection);
  const columns = carriedBy(made, collection).map(
    (column, no) => `${columnOf(place, column, "c").sql} as k${no}`,
  );
  made.queries.push(
    `${name} as (select ${[`${rows.via} as via`, ...columns].join(", ")} from ${rows.from}${whereSql(rows.where)})`,
  );
  return name;
}
