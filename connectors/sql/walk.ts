import type { Collection } from "#connectors/collection.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import { hasMany } from "#connectors/language/field-path.ts";
import { armRows, identityOf, numberOf, rolesOf, type Statement, tiesSql } from "./arms.ts";
import type { Value, WalkArm } from "./dialect.ts";
import type { Arm } from "./graph.ts";
import { columnOf, conditionsSql, reading, whereSql, without } from "./values.ts";

/** Columns of a walk beside `via`, `node` and `role`: of each collection its row's identity and what edges compare. */
type Shape = {
  nodes: readonly Collection[];
  ids: (node: Collection) => string[];
  values: (node: Collection) => { name: string; path: FieldPath }[];
  columns: string[];
  keepsRoles: boolean;
};

/**
 * A collection's rows in the recursive walk of the collections that belong to each other in circles, itself one of
 * them: `(…)` with via, identity and roles; and how the identity is found in the table.
 */
export function walkedRows<T>(
  made: Statement<T>,
  collection: Collection,
): { source: string; identity: string[] } {
  const nodes = made.graph.circleOf(collection);
  const name = `walk_${numberOf(made, nodes[0] as Collection)}`;
  const shape = shapeOf(made, nodes);
  if (!made.names.has(name)) {
    made.names.set(name, name);
    made.recursive = true;
    const query = walkSql(made, name, shape);
    made.queries.push(query);
  }
  const ids = shape.ids(collection);
  const flags = rolesOf(collection).map(
    (role, no) => `, max(case when role = '${role}' then 1 else 0 end) as r${no}`,
  );
  const named = ids.map((id, no) => `${id} as i${no}`).join(", ");
  const rows = `from ${name} where node = ${nodes.indexOf(collection)}`;
  return {
    source: `(select via, ${named}${flags.join("")} ${rows} group by ${["via", ...ids].join(", ")})`,
    identity: identityOf(made, collection).map((one, no) => made.dialect.holds(one, `r.i${no}`)),
  };
}

function shapeOf<T>(made: Statement<T>, nodes: readonly Collection[]): Shape {
  const ids = (node: Collection) => identityOf(made, node).map((_, no) => `i${nodes.indexOf(node)}_${no}`);
  const values = (node: Collection) => {
    const paths = new Map<string, FieldPath>();
    for (const arm of nodes.flatMap((one) => innerArms(made, one, nodes))) {
      if (arm.to === node) for (const { theirs } of arm.edge.on) paths.set(theirs.text, theirs);
    }
    return [...paths.values()].map((path, no) => ({ name: `v${nodes.indexOf(node)}_${no}`, path }));
  };
  const keepsRoles = nodes.some((node) => rolesOf(node).length > 0);
  const own = nodes.flatMap((node) => [...ids(node), ...values(node).map((one) => one.name)]);
  return {
    nodes,
    ids,
    values,
    keepsRoles,
    columns: ["via", "node", ...(keepsRoles ? ["role"] : []), ...own],
  };
}

type EdgeArm = Extract<Arm, { kind: "edge" }>;

function innerArms(made: Statement<unknown>, node: Collection, nodes: readonly Collection[]): EdgeArm[] {
  return made.graph
    .armsOf(node)
    .filter((arm): arm is EdgeArm => arm.kind === "edge" && nodes.includes(arm.to));
}

function walkSql<T>(made: Statement<T>, name: string, shape: Shape): string {
  const anchors: string[] = [];
  const arms: WalkArm[] = [];
  for (const node of shape.nodes) {
    const inner = innerArms(made, node, shape.nodes);
    const place = made.live.placeOf(node);
    for (const arm of made.graph.armsOf(node)) {
      if (arm.kind === "edge" && inner.includes(arm)) continue;
      const rows = armRows(made, node, arm, "c");
      for (const { columns, joins } of emitted(made, shape, node, arm, rows.via)) {
        anchors.push(`select ${columns.join(", ")} from ${rows.from}${joins}${whereSql(rows.where)}`);
      }
    }
    for (const arm of inner) {
      const stands = shape.values(arm.to);
      const known = arm.edge.on.map(({ theirs, theirPrefix }): Value<T> => {
        const column = stands.find((one) => one.path.text === theirs.text);
        const value = { sql: `w.${column?.name}`, type: made.dialect.textType };
        return without(made, { joins: "", value }, theirPrefix).value;
      });
      const ties = tiesSql(made, node, arm.to, arm.edge, "c", known);
      const conditions = [...node.where, ...arm.edge.when];
      const on = [...ties.on, ...conditionsSql(made, place, conditions, "c")];
      for (const { columns, joins } of emitted(made, shape, node, arm, "w.via")) {
        arms.push({ columns, from: `${place.sql} c${ties.joins}${joins}`, on: on.join(" and ") });
      }
    }
  }
  return made.dialect.recursive(name, "w", shape.columns, anchors, arms);
}

/**
 * What a walk keeps of a row. Values out of arrays come in rows of their own, so that a row with an empty array
 * is still there; beside them stands what the same edge compares as well.
 */
function emitted<T>(
  made: Statement<T>,
  shape: Shape,
  node: Collection,
  arm: Arm,
  via: string,
): { columns: string[]; joins: string }[] {
  const { dialect } = made;
  const place = made.live.placeOf(node);
  const role = arm.kind === "edge" ? (arm.edge.role ?? "") : "";
  const ids = shape.ids(node);
  const identity = identityOf(made, node).map((one) => dialect.keyText(one));
  const stands = shape.values(node);
  const read = ({ path }: { path: FieldPath }, no = 0) =>
    reading(made, node, path, columnOf(place, path.column, "c"), `x${no}`);
  const scalars = stands.filter(({ path }) => !hasMany(path));
  const line = (known: ReadonlyMap<string, string>, joins: string) => ({
    joins,
    columns: shape.columns.map((column) => {
      if (column === "via") return via;
      if (column === "node") return `${shape.nodes.indexOf(node)}`;
      if (column === "role") return `'${role}'`;
      return known.get(column) ?? identity[ids.indexOf(column)] ?? dialect.noText;
    }),
  });
  const plain = new Map(scalars.map((one) => [one.name, dialect.keyText(read(one).value)]));
  const opening = shape.nodes
    .flatMap((one) => innerArms(made, one, shape.nodes))
    .filter((inner) => inner.to === node && inner.edge.on.some((tie) => hasMany(tie.theirs)))
    .map((inner) => new Set(inner.edge.on.map((tie) => tie.theirs.text)));
  const lines = [line(plain, "")];
  const written = new Set<string>();
  for (const paths of opening) {
    const compared = stands.filter(({ path }) => paths.has(path.text));
    const name = compared.map((one) => one.name).join();
    if (written.has(name)) continue;
    written.add(name);
    const reads = compared.map((one, no) => ({ name: one.name, ...read(one, no) }));
    const known = new Map(reads.map((one) => [one.name, dialect.keyText(one.value)]));
    lines.push(line(known, reads.map((one) => one.joins).join("")));
  }
  return lines;
}
