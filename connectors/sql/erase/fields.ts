import { kindOf } from "./kind.ts";
import type { Planned } from "./planned.ts";
import { incomingOf, type LiveTable, type LiveTables } from "./store.ts";
import { misfit } from "./strategy.ts";

/** Why a step cannot be done to its own table, in plain words; null where nothing is in the way. */
export function hinderedFields(one: Planned, live: LiveTables): string | null {
  const { collection, table, sets, names, step } = one;
  if (table === undefined) return `The database does not show the table of ${collection.name} among its own.`;
  const writes = step.act === "delete" || sets.size > 0 || one.invents !== null;
  if (writes && !table.writable)
    return `${collection.name} is a view or the like, through which nothing can be written.`;
  if (writes && names === null) {
    return `Nothing tells the rows of ${collection.name} apart: name its key in the data map.`;
  }
  if (step.act === "delete") return null;
  if (step.act === "unlink" && step.by === null && sets.size === 0) {
    return `The data map says that ${collection.name} is unlinked, but not which fields.`;
  }
  for (const { own } of one.invents?.ties ?? []) {
    const why = hinderedColumn(one, table, own, live);
    if (why !== null) return why;
  }
  for (const [column, strategy] of sets) {
    const why = hinderedColumn(one, table, column, live);
    if (why !== null) return why;
    const found = table.columns.find((each) => each.name === column);
    if (found === undefined) continue;
    const unique = table.keys.some((key) => key.length === 1 && key[0] === column);
    const unfit = misfit(strategy, kindOf(found.type), found.nullable, unique);
    if (unfit !== null) return `${column} of ${collection.name} ${unfit}.`;
  }
  return null;
}

function hinderedColumn(
  { collection, names }: Planned,
  table: LiveTable,
  column: string,
  live: LiveTables,
): string | null {
  if (!table.columns.some((one) => one.name === column)) {
    return /->|\[\]/.test(column)
      ? `${column} of ${collection.name} stands inside a list or a document, out of which nothing is taken here.`
      : `The database has no column ${column} in ${collection.name}.`;
  }
  if (table.generated.has(column)) return `The database works out ${column} of ${collection.name} by itself.`;
  if (names?.columns.includes(column) || collection.key.includes(column)) {
    return `${column} of ${collection.name} is part of its key.`;
  }
  const referred = incomingOf(live, table).find(({ reference }) => reference.toColumns.includes(column));
  if (referred !== undefined) return `${referred.from.name} refers to ${column} of ${collection.name}.`;
  return null;
}
