import { addMonths, type Day, isDay } from "#lib/core/day.ts";
import { type Right, rights } from "#lib/law/rights.ts";

/** Which figures are asked for: whole months, and one right, law or brand where not all. */
export type Asked = {
  /** First days of the first and of the last month. */
  from: Day;
  to: Day;
  right: Right | null;
  law: string | null;
  brand: string | null;
};

/** Beside single months and years. Records, and so lists, go back for two years. */
const monthsIn: Readonly<Record<string, number>> = { "3m": 3, "12m": 12, "24m": 24 };

/**
 * What an address asks for: `period` is 3m, 12m, 24m, a year or a month; what is not understood asks for the last twelve
 * months of everything. `today`: the company's civil day.
 */
export function askedOf(query: Readonly<Record<string, unknown>>, today: Day): Asked & { period: string } {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" && value !== "" && value.length <= 60 ? value : null;
  };
  const month = `${today.slice(0, 7)}-01`;
  const right = rights.find((one) => one === text("right")) ?? null;
  const rest = { right, law: text("law"), brand: text("brand") };
  const period = text("period") ?? "12m";
  if (/^20\d{2}$/.test(period) && period <= today.slice(0, 4))
    return { period, from: `${period}-01-01`, to: earlier(`${period}-12-01`, month), ...rest };
  if (/^20\d{2}-\d{2}$/.test(period) && isDay(`${period}-01`) && `${period}-01` <= month)
    return { period, from: `${period}-01`, to: `${period}-01`, ...rest };
  const known = Object.hasOwn(monthsIn, period) ? period : "12m";
  return { period: known, from: addMonths(month, 1 - (monthsIn[known] ?? 12)), to: month, ...rest };
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

/** The first days of every month of a period. */
export function monthsOf({ from, to }: Pick<Asked, "from" | "to">): Day[] {
  const months: Day[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}
