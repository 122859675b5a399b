import { companyToday } from "#lib/map/today.ts";

/** Which figures an address asks for; last year's of all requests where it does not say. */
export function askedFigures(query: { year?: unknown; law?: unknown }): { year: number; law: string | null } {
  const thisYear = Number(companyToday().slice(0, 4));
  const typed =
    typeof query.year === "string" && /^\d{4}$/.test(query.year) ? Number(query.year) : thisYear - 1;
  const year = typed >= 2018 && typed <= thisYear ? typed : thisYear - 1;
  return { year, law: typeof query.law === "string" && query.law !== "" ? query.law : null };
}

/** The address of figures, and of their file. */
export const figuresAddress = (
  path: "" | "/csv",
  { year, law }: { year: number; law: string | null },
): string =>
  `/desk/figures${path}?${new URLSearchParams({ year: `${year}`, ...(law === null ? {} : { law }) })}`;
