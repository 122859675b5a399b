import type { Inhabitant } from "./crowd.ts";
import { chanceFor } from "./random.ts";
import { type Table, table } from "./table.ts";
import { day, END, momentBetween } from "./time.ts";
import { products } from "./words.ts";

/** The rows of Hank's spreadsheet: one line for each time points were given or spent. */
export function loyaltyOf(seed: number, everybody: readonly Inhabitant[]): Table {
  const sheet = table("loyalty-cards", [
    "card_no",
    "name",
    "email",
    "date",
    "store",
    "what",
    "points",
    "remark",
  ]);
  for (const who of everybody) {
    if (who.card === null) continue;
    const chance = chanceFor(seed, `loyalty/${who.number}`);
    for (let n = 0; n < who.counts.loyalty; n++) {
      const spent = chance.happens(0.15);
      sheet.rows.push([
        who.card,
        who.name,
        who.email,
        day(momentBetween(chance, END - 700 * 86_400_000, END)),
        chance.pick(["Galway", "Dublin South", "Cork", "Leeds", "Online"]),
        spent ? "Voucher" : chance.pick(products)[1],
        spent ? -500 : chance.int(5, 240),
        n === 0 ? (who.canary ?? "") : "",
      ]);
    }
  }
  return sheet;
}

/** Comma-separated text with a header line, quoted where needed (RFC 4180). */
export function csvOf(of: Table): string {
  const cell = (value: unknown): string => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [of.columns, ...of.rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
