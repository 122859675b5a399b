import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { placesIn } from "#demo/places.ts";
import { csvOf } from "#demo/seed/loyalty.ts";

const columns = ["card_no", "name", "email", "date", "store", "what", "points", "remark"];

/** The lines of Hank's own sheet that name one of these cards or addresses, as he would save them; null for none. */
export function cutFrom(folder: string, known: readonly string[]): string | null {
  const sheet = readFileSync(placesIn(folder).loyalty);
  const rows = (parse(sheet, { columns: true }) as Record<string, string>[]).filter(
    (row) => known.includes(row.card_no ?? "") || known.includes(row.email ?? ""),
  );
  if (rows.length === 0) return null;
  return csvOf({ name: "loyalty", columns, rows: rows.map((row) => columns.map((name) => row[name] ?? "")) });
}
