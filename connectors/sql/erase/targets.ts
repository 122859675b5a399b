import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { ErasureTarget } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Value } from "#connectors/sql/dialect.ts";
import { graphOf } from "#connectors/sql/graph.ts";
import { keySource, type RootKeys, rootKeys } from "#connectors/sql/keys.ts";
import { statement, withSql } from "#connectors/sql/reach.ts";
import { columnOf, type Making, whereSql } from "#connectors/sql/values.ts";
import { addDays, addMonths, isDay } from "#lib/core/day.ts";
import { leafFirst } from "./leaf-first.ts";
import { ownRows } from "./owned-rows.ts";
import type { Planned } from "./planned.ts";
import type { Cells, Reader } from "./store.ts";

/** Every row of a plan, step by step, each step in key order, out of one moment of the database; some at a time. */
export async function* targetsIn<T>(
  { flow }: Reader<T>,
  collections: readonly Collection[],
  plan: readonly Planned[],
  keys: readonly FoundKey[],
): AsyncGenerator<ErasureTarget[]> {
  const roots = rootKeys(flow.making, collections, keys);
  for (const one of plan) {
    const sql = targetsSql(flow.making, collections, plan, one, roots);
    if (sql === null) continue;
    let last: Cells = [];
    for await (const batch of flow.rows(sql)) {
      const targets: ErasureTarget[] = [];
      for (const cells of batch) {
        // A row that is reached in several ways comes several times, one after the other.
        if (isSameRow(cells, last)) continue;
        last = cells;
        const [via, from] = cells;
        const row = cells.slice(3);
        if (!isNamed(row)) {
          throw new ConnectorError(
            "misconfigured",
            `A row of ${one.collection.name} has no value in its key, so it cannot be named.`,
          );
        }
        targets.push({ step: one.step.no, via: via ?? "", until: untilOf(one, from ?? null), row });
      }
      yield targets;
    }
  }
}

/** What tells rows apart stands from the third cell on. */
function isSameRow(cells: Cells, other: Cells): boolean {
  if (cells.length !== other.length) return false;
  for (let no = 2; no < cells.length; no++) if (cells[no] !== other[no]) return false;
  return true;
}

const isNamed = (row: Cells): row is string[] => !row.includes(null);

/** Columns: key of the person, field from which a time counts, what tells rows without a key apart, the row's key. */
function targetsSql<T>(
  making: Making<T>,
  collections: readonly Collection[],
  plan: readonly Planned[],
  one: Planned,
  roots: RootKeys,
): string | null {
  const graph = graphOf(collections, { isRoot: (root) => (roots.get(root)?.length ?? 0) > 0 });
  if (!graph.reached.includes(one.collection)) return null;
  const made = statement(making, graph, collections, keySource(making, roots));
  const rows = ownRows(made, one, plan);
  if (rows === null) return null;
  const { dialect } = making;
  const place = making.live.placeOf(one.collection);
  const names = (one.names?.columns ?? []).map((name) => columnOf(place, name, "c"));
  const { rule } = one.step;
  const from =
    rule.act === "keep" && rule.until
      ? dialect.keyText(columnOf(place, rule.until.from, "c"))
      : dialect.noText;
  const marks: Value<T>[] =
    one.names === null ? (place.identity ?? []).map(({ sql, type }) => ({ sql: `c.${sql}`, type })) : [];
  const mark = marks[0] === undefined ? dialect.noText : dialect.keyText(marks[0]);
  const order = [...names, ...marks].map((each) => dialect.comparable(each).sql);
  const list = [rows.via, from, mark, ...names.map((each) => dialect.keyText(each))];
  const first = leafFirst(made, one, rows);
  return `${withSql(made)}select ${list.join(", ")} from ${rows.from}${first.join}${whereSql(rows.where)} order by ${[...first.order, ...order, rows.via].join(", ")}`;
}

/** The civil day after which a kept row need not be kept; null where the map or the row names none. */
function untilOf({ step }: Planned, from: string | null): string | null {
  if (step.rule.act !== "keep" || step.rule.until === undefined || from === null) return null;
  const day = from.slice(0, 10);
  if (!isDay(day)) return null;
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(step.rule.until.after) ?? [];
  return addDays(addMonths(day, Number(years ?? 0) * 12 + Number(months ?? 0)), Number(days ?? 0));
}
