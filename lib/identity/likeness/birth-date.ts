/**
 * A birth date as eight digits, `20010930`; undefined where it is none or a placeholder. A day that there is not
 * (`20013009`) stays: mistyped or the other way round, it is still worth comparing.
 */
export function dateOf(raw: string | undefined): string | undefined {
  const text = raw?.trim() ?? "";
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text);
  const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : dayFirst
      ? [dayFirst[3], dayFirst[2]?.padStart(2, "0"), dayFirst[1]?.padStart(2, "0")]
      : [];
  if (!year || !month || !day) return undefined;
  const found = `${year}${month}${day}`;
  return placeholders.has(found) ? undefined : found;
}

/** What systems write where they do not know. */
const placeholders = new Set([
  "00000000",
  "19000101",
  "19010101",
  "19700101",
  "00010101",
  "11111111",
  "18991230",
]);

/** There is such a day in the calendar. */
export function isDay(date: string): boolean {
  const written = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}

/** Day and month the other way round, where both can be either; itself where they are equal. */
export function swapped(date: string): string {
  return date.slice(0, 4) + date.slice(6) + date.slice(4, 6);
}

/**
 * `near`: one digit is other, or two neighbours stand the other way round · `decade`: the
 * same, but the years are a generation apart; a wrong century is none · `two_mistakes`: two of these together.
 */
export type DateLevel =
  | "equal"
  | "swapped"
  | "near"
  | "decade"
  | "two_mistakes"
  | "two_parts"
  | "year"
  | "different";

/** People of one name who are so many years apart may be father and son. */
const generation = 15;

/** How two dates of eight digits agree. */
export function dateLevel(one: string, other: string): DateLevel {
  if (one === other) return "equal";
  if (swapped(one) === other) return "swapped";
  const years = Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)));
  const far = years >= generation && years % 100 !== 0;
  const mistakes = mistakesBetween(one, other);
  if (mistakes === 1) return far ? "decade" : "near";
  const same = [years === 0, one.slice(4, 6) === other.slice(4, 6), one.slice(6) === other.slice(6)];
  if (same.filter(Boolean).length === 2) return far ? "different" : "two_parts";
  if (mistakes === 2 || mistakesBetween(swapped(one), other) === 1) return "two_mistakes";
  return years === 0 ? "year" : "different";
}

/** Other digits, where two neighbours that changed places count once. */
function mistakesBetween(one: string, other: string): number {
  let found = 0;
  for (let at = 0; at < one.length; at++) {
    if (one[at] === other[at]) continue;
    found++;
    if (one[at] === other[at + 1] && one[at + 1] === other[at]) at++;
  }
  return found;
}
