import { textAt } from "./cells.ts";
import { kinds, type Scanner } from "./scan.ts";

/** Records shown on the start page, and how much of a long value. The files hold everything. */
const shownRecords = 10;
const shownLetters = 400;

/** The first records of a collection: one text a column, long values cut. */
export class Sample {
  readonly rows: string[][] = [];

  take(json: Buffer, { kind, from, to }: Scanner): void {
    if (this.rows.length >= shownRecords) return;
    this.rows.push([...kind].map((is, i) => shown(json, is, from[i] ?? 0, to[i] ?? 0)));
  }
}

function shown(json: Buffer, kind: number, start: number, end: number): string {
  if (kind === kinds.missing || kind === kinds.nothing) return "";
  const isText = kind === kinds.plain || kind === kinds.escaped || kind === kinds.coded;
  const text = isText ? textAt(json, start, end) : json.toString("utf8", start, end);
  return text.length > shownLetters ? `${text.slice(0, shownLetters).toWellFormed()}…` : text;
}
