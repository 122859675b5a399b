import type { InspectedCollection } from "#connectors/contract.ts";
import type { System } from "../schema.ts";
import { liveOf } from "./compare.ts";

/** How much of one live table the map explains. */
export type TableCoverage = {
  table: string;
  columns: number;
  explained: number;
  /** Left out on purpose, with a reason. */
  ignored: number;
  unexplained: string[];
  /** True where no collection of the map stands for it. */
  unmapped: boolean;
};

export type Coverage = {
  tables: TableCoverage[];
  /** What the map leaves out and the live system does not have. */
  stale: string[];
};

/** Every column of a live system, and whether the map explains it: as a field, or as left out with a reason. */
export function coverageOf(system: System, live: readonly InspectedCollection[]): Coverage {
  const fieldsOf = new Map<string, Set<string>>();
  for (const one of system.collections) {
    const table = liveOf(system, one.table ?? one.name, live);
    if (!table) continue;
    const fields = fieldsOf.get(table.name) ?? new Set<string>();
    for (const name of Object.keys(one.fields)) fields.add(name);
    fieldsOf.set(table.name, fields);
  }
  const left = new Map<string, Set<string>>();
  const stale: string[] = [];
  for (const { table: written, columns } of system.ignored) {
    const table = liveOf(system, written, live);
    if (!table) {
      stale.push(written);
      continue;
    }
    const names = table.columns.map((column) => column.name);
    const out = left.get(table.name) ?? new Set<string>();
    for (const name of columns ?? names) {
      if (names.includes(name)) out.add(name);
      else stale.push(`${written}.${name}`);
    }
    left.set(table.name, out);
  }
  const tables = live.map(({ name, columns }): TableCoverage => {
    const names = columns.map((column) => column.name);
    const explained = names.filter((column) => fieldsOf.get(name)?.has(column));
    const ignored = names.filter((column) => !explained.includes(column) && left.get(name)?.has(column));
    return {
      table: name,
      columns: names.length,
      explained: explained.length,
      ignored: ignored.length,
      unexplained: names.filter((column) => !explained.includes(column) && !ignored.includes(column)),
      unmapped: !fieldsOf.has(name),
    };
  });
  return { tables, stale };
}
