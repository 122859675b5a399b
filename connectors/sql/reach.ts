import type { Collection } from "#connectors/collection.ts";
import { hasMany } from "#connectors/language/field-path.ts";
import { armRows, identityOf, type KeySource, type Reached, rolesOf, type Statement } from "./arms.ts";
import type { Arm, Graph } from "./graph.ts";
import { type Making, whereSql } from "./values.ts";
import { walkedRows } from "./walk.ts";

/** Begins a statement that reads `graph` from the keys of its roots. */
export function statement<T>(
  making: Making<T>,
  graph: Graph,
  collections: readonly Collection[],
  keys: KeySource,
): Statement<T> {
  const made: Statement<T> = {
    ...making,
    graph,
    keys,
    collections,
    queries: [],
    names: new Map(),
    recursive: false,
    reached: (collection) => reachedRows(made, collection),
  };
  return made;
}

/** `with …` of a statement, or nothing. */
export function withSql(made: Statement<unknown>): string {
  if (made.queries.length === 0) return "";
  return `with ${made.recursive ? "recursive " : ""}${made.queries.join(",\n")}\n`;
}

/** The person's rows of a collection. A collection with one plain way in is read as it comes, nothing is sorted out. */
function reachedRows<T>(made: Statement<T>, collection: Collection): Reached {
  const arms = made.graph.armsOf(collection);
  if (made.graph.circleOf(collection).length > 0) {
    const { source, identity } = walkedRows(made, collection);
    return regrouped(made, collection, source, identity);
  }
  const [only, ...more] = arms;
  if (only !== undefined && more.length === 0 && !opensOwn(only)) {
    const { from, where, via } = armRows(made, collection, only, "c");
    const role = only.kind === "edge" ? only.edge.role : undefined;
    return { from, where, via, standsIn: (roles) => role !== undefined && roles.includes(role) };
  }
  const identity = identityOf(made, collection);
  const parts = arms.map((arm) => {
    const { from, where, via } = armRows(made, collection, arm, "c");
    const role = arm.kind === "edge" ? arm.edge.role : undefined;
    const flags = rolesOf(collection).map((one, no) => `${one === role ? 1 : 0} as r${no}`);
    const columns = [`${via} as via`, ...identity.map((one, no) => `${one.sql} as i${no}`), ...flags];
    return `select ${columns.join(", ")} from ${from}${whereSql(where)}`;
  });
  const inner = parts.join("\nunion all ");
  const by = ["via", ...identity.map((_, no) => `i${no}`)].join(", ");
  const flags = rolesOf(collection).map((_, no) => `, max(r${no}) as r${no}`);
  const source = `(select ${by}${flags.join("")} from (${inner}) u group by ${by})`;
  const same = identity.map((one, no) => `${one.sql} = r.i${no}`);
  return regrouped(made, collection, source, same);
}

function regrouped<T>(
  made: Statement<T>,
  collection: Collection,
  source: string,
  identity: readonly string[],
): Reached {
  const roles = rolesOf(collection);
  const place = made.live.placeOf(collection);
  return {
    from: `${source} r join ${place.sql} c on ${identity.join(" and ")}`,
    where: [],
    via: "r.via",
    standsIn: (wanted) => {
      const flags = wanted.map((one) => `r.r${roles.indexOf(one)} = 1`);
      return flags.length === 0 ? false : `(${flags.join(" or ")})`;
    },
  };
}

const opensOwn = (arm: Arm): boolean => arm.kind === "edge" && arm.edge.on.some((tie) => hasMany(tie.own));
