import type { Day } from "#lib/core/day.ts";
import type { Confidence } from "#lib/law/source.ts";
import days from "./days.json" with { type: "json" };

/** Public holidays of one place. Data, never computed: a year that is not loaded is not guessed. */
export type Calendar = {
  place: string;
  version: string;
  knows(year: number): boolean;
  isHoliday(day: Day): boolean;
};

const loaded = new Map<string, Calendar>();

/**
 * The calendar of a place (ISO 3166, with the part of the country where that matters: GB-SCT, US-CA). A place that is
 * not loaded knows no year, so that nothing is rolled there.
 */
export function calendarOf(place: string): Calendar {
  const known = loaded.get(place);
  if (known) return known;
  const years: Record<string, string> = (days.places as Record<string, Record<string, string>>)[place] ?? {};
  const all = new Set(
    Object.entries(years).flatMap(([year, list]) =>
      list.split(" ").map((one) => `${year}-${one.slice(0, 2)}-${one.slice(2)}`),
    ),
  );
  const calendar: Calendar = {
    place,
    version: `holidays@${days.version}`,
    knows: (year) => String(year) in years,
    isHoliday: (day) => all.has(day),
  };
  loaded.set(place, calendar);
  return calendar;
}

/** The holidays of one place as they are loaded, and where they were taken from. */
export type LoadedHolidays = {
  place: string;
  source: string;
  confidence: Confidence;
  years: { year: number; days: Day[] }[];
};

/** What is loaded, for people to check: each place with its years and their days. `source`: where nothing else is said. */
export function loadedHolidays(): { version: string; source: string; places: LoadedHolidays[] } {
  const own: Record<string, string> = days.ownSources;
  const places = Object.entries(days.places as Record<string, Record<string, string>>);
  return {
    version: `holidays@${days.version}`,
    source: days.source,
    places: places.map(([place, years]) => ({
      place,
      source: own[place] ?? days.source,
      confidence: days.confidence as Confidence,
      years: Object.entries(years).map(([year, list]) => ({
        year: Number(year),
        days: list.split(" ").map((one) => `${year}-${one.slice(0, 2)}-${one.slice(2)}`),
      })),
    })),
  };
}
