import { isoDay } from "./held.ts";
import type { Rendered, Written } from "./rendered.ts";

const parted = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;

/**
 * A civil day in the field's way: as the map says, or as it is written now where that can be only one way.
 * @param wanted YYYY-MM-DD, or a day written in parts that can be only one day
 * @param wrong the days that are disputed, YYYY-MM-DD: what is written now is one of them in some order
 */
export function dateAs(wanted: string, wrong: readonly string[], field: Written): Rendered {
  const day = dayIn(wanted);
  if (day === null) return { why: "It is not sure which day is meant. Write it as year, month, day." };
  const { type, normalise, now } = field;
  if (type.kind === "date") return { value: day };
  const style = now === null ? null : parted.exec(now.trim());
  const mark = style?.[2] ?? "/";
  if (normalise === "day_month_year") return { value: written(day, "day", mark, padded(style)) };
  if (normalise === "month_day_year") return { value: written(day, "month", mark, padded(style)) };
  if (now === null || now.trim() === "") {
    return { why: "Nothing shows how this system writes a day." };
  }
  if (isoDay(now.trim())) return { value: day };
  if (/^\d{8}$/.test(now.trim())) return { value: day.replaceAll("-", "") };
  if (!style) return { why: "This system writes a day in a way that we do not know." };
  const order = orderOf(style, wrong);
  return order === null
    ? { why: "Day and month could be either way round in this system." }
    : { value: written(day, order, mark, padded(style)) };
}

/** A day as YYYY-MM-DD; null where it could be several or none. */
export function dayIn(text: string): string | null {
  const trimmed = text.trim();
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(trimmed)?.[0];
  if (iso) return isoDay(iso) ? iso : null;
  const found = parted.exec(trimmed);
  if (!found) return null;
  const both = [dayBy(found, "day"), dayBy(found, "month")].filter((one) => one !== null);
  const [only] = both;
  return only !== undefined && new Set(both).size === 1 ? only : null;
}

/** The day that a field says, read in its own order where that is known; else the text as it stands. */
export function dayHeld(
  now: string | null,
  normalise: Written["normalise"],
  wrong: readonly string[],
): string {
  const found = parted.exec(now?.trim() ?? "");
  if (!found) return now ?? "";
  const named = normalise === "month_day_year" ? "month" : normalise === "day_month_year" ? "day" : null;
  const order = named ?? orderOf(found, wrong);
  return (order && dayBy(found, order)) ?? now ?? "";
}

type Order = "day" | "month";

function dayBy(found: RegExpExecArray, first: Order): string | null {
  const [, one = "", , two = "", year = ""] = found;
  const [day, month] = first === "day" ? [one, two] : [two, one];
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isoDay(text) ? text : null;
}

/** Which stands first, as far as what is written now is one of the disputed days in one order only, or no day otherwise. */
function orderOf(found: RegExpExecArray, wrong: readonly string[]): Order | null {
  const byDay = dayBy(found, "day");
  const byMonth = dayBy(found, "month");
  if (byDay !== null && byMonth === null) return "day";
  if (byMonth !== null && byDay === null) return "month";
  if (byDay === null || byMonth === null || byDay === byMonth) return null;
  const [isDay, isMonth] = [wrong.includes(byDay), wrong.includes(byMonth)];
  if (isDay === isMonth) return null;
  return isDay ? "day" : "month";
}

/** True unless what is written now leaves a leading zero out. */
const padded = (style: RegExpExecArray | null): boolean =>
  !style || !(style[1]?.length === 1 || style[3]?.length === 1);

function written(day: string, first: Order, mark: string, pad: boolean): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const short = (part: string) => (pad ? part : String(Number(part)));
  const parts = first === "day" ? [date, month] : [month, date];
  return `${parts.map(short).join(mark)}${mark}${year}`;
}
