import type { Statement } from "#connectors/sql/arms.ts";
import { identityOf } from "#connectors/sql/arms.ts";
import { columnOf, whereSql } from "#connectors/sql/values.ts";
import type { Planned } from "./planned.ts";

const deepest = 1000;

/**
 * Rows of a table that refers to itself go from the leaves up, so that no row goes while another still refers to it:
 * what to join and what to order by. Nothing where the table does not refer to itself, or empties such references.
 */
export function leafFirst<T>(
  made: Statement<T>,
  one: Planned,
  rows: { from: string; where: readonly string[] },
): { join: string; order: string[] } {
  const { table, collection, step } = one;
  const own =
    table?.references.filter((each) => each.to === table.name && each.onDelete !== "set_null") ?? [];
  if (step.act !== "delete" || own.length === 0) return { join: "", order: [] };
  const place = made.live.placeOf(collection);
  const identity = identityOf(made, collection);
  const columns = [...new Set(own.flatMap((each) => [...each.columns, ...each.toColumns]))];
  const at = (alias: string, name: string) => `${alias}.v${columns.indexOf(name)}`;
  const marks = identity.map((each, no) => `${each.sql} as i${no}`);
  const values = columns.map((name) => `${columnOf(place, name, "c").sql} as v${columns.indexOf(name)}`);
  // `a` refers to `b`.
  const refers = (a: string, b: string) =>
    own
      .map(
        (each) =>
          `(${each.columns.map((name, no) => `${at(a, name)} = ${at(b, each.toColumns[no] ?? "")}`).join(" and ")})`,
      )
      .join(" or ");
  const ids = identity.map((_, no) => `i${no}`);
  const carried = [...ids, ...columns.map((_, no) => `v${no}`)];
  made.recursive = true;
  made.queries.push(
    `going as (select distinct ${[...marks, ...values].join(", ")} from ${rows.from}${whereSql(rows.where)})`,
    `depths(${carried.join(", ")}, depth) as (
       select ${carried.map((name) => `g.${name}`).join(", ")}, 0 from going g where not exists (select 1 from going u where (${refers("g", "u")}))
       union select ${carried.map((name) => `g.${name}`).join(", ")}, d.depth + 1 from depths d join going g on (${refers("g", "d")}) where d.depth < ${deepest})`,
    `levels as (select ${ids.join(", ")}, max(depth) as depth from depths group by ${ids.join(", ")})`,
  );
  const same = identity.map((each, no) => `l.i${no} = ${each.sql}`).join(" and ");
  return { join: ` left join levels l on ${same}`, order: ["coalesce(l.depth, 0) desc"] };
}
