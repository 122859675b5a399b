import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { armRows, identityOf, type Statement, tiesSql } from "#connectors/sql/arms.ts";
import type { Value } from "#connectors/sql/dialect.ts";
import { columnOf, conditionsSql, reading, whereSql, without } from "#connectors/sql/values.ts";
import { type Planned, rankOf } from "./planned.ts";

/** Rows of a step before and after what goes first: under the alias `c`, perhaps several times. */
type StepRows = { from: string; where: string[]; via: string };

/** The rows that a step reaches, whatever other steps say about them. Null where no key leads there. */
function reachedBy<T>(made: Statement<T>, one: Planned): StepRows | null {
  const { collection, edge, owners } = one;
  const arm = made.graph
    .armsOf(collection)
    .find((each) => (edge === null ? each.kind === "subject" : each.kind === "edge" && each.edge === edge));
  if (arm === undefined) return null;
  const rows = armRows(made, collection, arm, "c");
  if (owners === "all") return rows;
  const others = collection.belongs
    .filter((each) => each.as === "owned")
    .map((each) => othersSql(made, collection, each));
  const any = others.length === 0 ? "1 = 0" : `(${others.join(" or ")})`;
  return { ...rows, where: [...rows.where, owners === "more" ? any : `not ${any}`] };
}

/** The same without the rows that are in a step that goes first. */
export function ownRows<T>(made: Statement<T>, one: Planned, plan: readonly Planned[]): StepRows | null {
  const rows = reachedBy(made, one);
  if (rows === null) return null;
  const place = made.live.placeOf(one.collection);
  const ahead = plan.filter((other) => {
    if (other === one || made.live.placeOf(other.collection).sql !== place.sql) return false;
    const [theirs, own] = [rankOf(other), rankOf(one)];
    return theirs < own || (theirs === own && own < 3 && other.step.no < one.step.no);
  });
  const without = ahead.flatMap((other) => {
    const theirs = reachedBy(made, other);
    if (theirs === null) return [];
    const [left, right] = [identityOf(made, one.collection), identityOf(made, other.collection)];
    const list = right.map((each, no) => `${each.sql} as i${no}`).join(", ");
    const same = left.map((each, no) => `x.i${no} = ${each.sql}`).join(" and ");
    return [
      `not exists (select 1 from (select ${list} from ${theirs.from}${whereSql(theirs.where)}) x where ${same})`,
    ];
  });
  return { ...rows, where: [...rows.where, ...without] };
}

/** True where the row `c` has an owner over this edge who is none of those that are asked about. */
function othersSql<T>(made: Statement<T>, collection: Collection, edge: Edge): string {
  const to = made.collections.find((each) => each.name === edge.to);
  if (to === undefined) return "1 = 0";
  const [place, above] = [made.live.placeOf(collection), made.live.placeOf(to)];
  const theirs = edge.on.map((tie, no) => {
    const column = columnOf(above, tie.theirs.column, "p");
    return without(made, reading(made, to, tie.theirs, column, `q${no}`), tie.theirPrefix);
  });
  const known = theirs.map((each): Value<T> => each.value);
  const ties = tiesSql(made, collection, to, edge, "c", known);
  const where = [
    ...ties.on,
    ...conditionsSql(made, above, to.where, "p"),
    ...conditionsSql(made, place, edge.when, "c"),
    ...notTheirs(made, to),
  ];
  const joins = theirs.map((each) => each.joins).join("") + ties.joins;
  return `exists (select 1 from ${above.sql} p${joins}${whereSql(where)})`;
}

/** A row `p` of a collection that is nobody's of those asked about. */
function notTheirs<T>(made: Statement<T>, to: Collection): string[] {
  if (!made.graph.reached.includes(to)) return [];
  const { identity, sql } = made.live.placeOf(to);
  if (identity === null)
    throw new ConnectorError("misconfigured", `The rows of ${to.name} cannot be told apart.`);
  const name = `theirs_${made.collections.indexOf(to)}`;
  if (!made.names.has(name)) {
    made.names.set(name, sql);
    const { from, where } = made.reached(to);
    const list = identity.map((each, no) => `c.${each.sql} as i${no}`).join(", ");
    made.queries.push(`${name} as (select ${list} from ${from}${whereSql(where)})`);
  }
  const same = identity.map((each, no) => `x.i${no} = p.${each.sql}`).join(" and ");
  return [`not exists (select 1 from ${name} x where ${same})`];
}
