import type { Times } from "../written.ts";
import { kinds, type Scanner } from "./scan.ts";

/** Seconds since 1970 and the year as written, of an ISO 8601 date or time. */
type Moment = { seconds: number; year: number };

/**
 * The moment that is written between two places of the bytes: `2024-05-06`, or a time of that day behind `T` or a blank,
 * with or without an offset (without one it is taken as UTC). Null for anything else.
 */
function momentAt(json: Buffer, start: number, end: number): Moment | null {
  const year = number(json, start, 4, end);
  const month = number(json, start + 5, 2, end);
  const day = number(json, start + 8, 2, end);
  if (year < 1 || json[start + 4] !== 45 || json[start + 7] !== 45) return null;
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
  const seconds = daysSince1970(year, month, day) * 86_400;
  const at = start + 10;
  if (at === end) return { seconds, year };
  if (json[at] !== 84 && json[at] !== 32) return null;
  const hour = number(json, at + 1, 2, end);
  const minute = number(json, at + 4, 2, end);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || json[at + 3] !== 58) return null;
  let p = at + 6;
  let second = 0;
  if (json[p] === 58) {
    second = number(json, p + 1, 2, end);
    if (second < 0 || second > 60) return null;
    p += 3;
    if (json[p] === 46) for (p += 1; p < end && isDigit(json[p]); ) p += 1;
  }
  const offset = offsetAt(json, p, end);
  return offset === null ? null : { seconds: seconds + hour * 3600 + minute * 60 + second - offset, year };
}

/** The moment in a column of the record that was scanned; null where its value is none. */
export function momentIn(json: Buffer, { kind, from, to }: Scanner, column: number): Moment | null {
  return kind[column] === kinds.plain ? momentAt(json, (from[column] ?? 0) + 1, (to[column] ?? 0) - 1) : null;
}

/** Seconds east of UTC: nothing, `Z`, `+01`, `+0130` or `+01:30`; null for anything else. */
function offsetAt(json: Buffer, at: number, end: number): number | null {
  if (at === end) return 0;
  if (json[at] === 90) return at + 1 === end ? 0 : null;
  if (json[at] !== 43 && json[at] !== 45) return null;
  const hours = number(json, at + 1, 2, end);
  const p = json[at + 3] === 58 ? at + 4 : at + 3;
  const minutes = at + 3 === end ? 0 : number(json, p, 2, end);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || (at + 3 !== end && p + 2 !== end))
    return null;
  return (json[at] === 45 ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** So many digits as a number; -1 where they are not there. */
function number(json: Buffer, at: number, digits: number, end: number): number {
  if (at + digits > end) return -1;
  let value = 0;
  for (let p = at; p < at + digits; p += 1) {
    const c = json[p] ?? 0;
    if (!isDigit(c)) return -1;
    value = value * 10 + c - 48;
  }
  return value;
}

function isDigit(c: number | undefined): boolean {
  return c !== undefined && c >= 48 && c <= 57;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Of the Gregorian calendar; March is counted as the first month, so that a leap day is a year's last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Counts the years of records, and keeps the first and the last moment as they were written. */
export class TimeCounts {
  readonly #years = new Map<number, number>();
  #first: { seconds: number; text: string } | null = null;
  #last: { seconds: number; text: string } | null = null;

  /** Takes the value of the column that says when; gives its seconds since 1970, or null where it is no moment. */
  take(json: Buffer, scanned: Scanner, column: number): number | null {
    const moment = momentIn(json, scanned, column);
    if (moment === null) return null;
    const { seconds, year } = moment;
    const [start, end] = [(scanned.from[column] ?? 0) + 1, (scanned.to[column] ?? 0) - 1];
    this.#years.set(year, (this.#years.get(year) ?? 0) + 1);
    if (this.#first === null || seconds < this.#first.seconds) {
      this.#first = { seconds, text: json.toString("latin1", start, end) };
    }
    if (this.#last === null || seconds > this.#last.seconds) {
      this.#last = { seconds, text: json.toString("latin1", start, end) };
    }
    return seconds;
  }

  get times(): Times {
    const years = [...this.#years].sort(([a], [b]) => a - b);
    return {
      years: Object.fromEntries(years.map(([year, rows]) => [String(year).padStart(4, "0"), rows])),
      oldest: this.#first?.text ?? null,
      newest: this.#last?.text ?? null,
    };
  }
}
