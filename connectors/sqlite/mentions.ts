import type { DatabaseSync } from "node:sqlite";
import { setImmediate as breathe } from "node:timers/promises";
import type { Mention } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { mentionExpression, quotedForms } from "#connectors/sql/erase/mention-pattern.ts";
import { inspectAll, quoted } from "./catalogue.ts";

const breath = 2000;
const longestSeconds = 600;

/** How many rows of each column hold one of some values: as a whole, as a word, or in JSON. */
export async function mentionsIn(database: DatabaseSync, values: readonly string[]): Promise<Mention[]> {
  if (values.length === 0) return [];
  const whole = new Set(values);
  const quotes = quotedForms(values);
  const pattern = mentionExpression(values);
  return countedIn(
    database,
    (text) =>
      whole.has(text) ||
      pattern?.test(text) === true ||
      (/^[[{"]/.test(text) && quotes.some((one) => text.includes(one))),
  );
}

/** How many rows of each column are one of thousands of values, in whatever case. */
export async function wholesIn(database: DatabaseSync, values: readonly string[]): Promise<Mention[]> {
  if (values.length === 0) return [];
  const whole = new Set(values.map((one) => one.toLowerCase()));
  return countedIn(database, (text) => whole.has(text.toLowerCase()));
}

async function countedIn(database: DatabaseSync, holds: (text: string) => boolean): Promise<Mention[]> {
  const until = performance.now() + longestSeconds * 1000;
  const found: Mention[] = [];
  for (const { name: table, kind, columns } of inspectAll(database)) {
    if (kind !== "table" || columns.length === 0) continue;
    const counts = columns.map(() => 0);
    const list = columns.map((one) => quoted(one.name)).join(", ");
    const statement = database.prepare(`select ${list} from main.${quoted(table)}`);
    statement.setReturnArrays(true);
    let read = 0;
    for (const row of statement.iterate() as Iterable<unknown>) {
      (row as unknown[]).forEach((value, no) => {
        if (typeof value === "string" && holds(value)) counts[no] = (counts[no] ?? 0) + 1;
      });
      if (++read % breath !== 0) continue;
      await breathe();
      if (performance.now() > until)
        throw new ConnectorError("timeout", "Not every table could be searched in time.");
    }
    columns.forEach(({ name: column }, no) => {
      const rows = counts[no] ?? 0;
      if (rows > 0) found.push({ table, column, rows });
    });
  }
  return found;
}
