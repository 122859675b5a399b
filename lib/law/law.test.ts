import { describe, expect, it } from "vitest";
import { isDay } from "#lib/core/day.ts";
import { calendarOf, loadedHolidays } from "./holidays/calendar.ts";
import { countingInWords, periodInWords } from "./period-words.ts";
import { isPlace } from "./places.ts";
import { regimes } from "./regimes/all.ts";
import { findLaws } from "./search.ts";
import { changesOf, versionsOn } from "./timetable.ts";

const ids = (typed: string) => [...new Set(findLaws(regimes, typed).laws.map((one) => one.id))].sort();

describe("the law as data", () => {
  it("names places that exist, days that exist, and a source for every rule", () => {
    for (const one of regimes) {
      expect(
        one.places.filter((place) => !isPlace(place)),
        one.id,
      ).toEqual([]);
      for (const day of [one.from, one.until ?? one.from, ...(one.changes ?? []).map(({ from }) => from)])
        expect(isDay(day), `${one.id} ${day}`).toBe(true);
      const sources = [
        one.answer,
        one.pause,
        one.extension,
        one.refusal,
        one.fee,
        one.acknowledgement,
        one.records,
      ];
      for (const part of sources) if (part) expect(part.source.cite, one.id).not.toBe("");
    }
  });

  it("has one version of a law for each day, with no day between two versions", () => {
    for (const id of new Set(regimes.map((one) => one.id))) {
      const versions = regimes.filter((one) => one.id === id);
      for (const [at, one] of versions.entries()) {
        const next = versions[at + 1];
        expect(one.version, id).toBe(at + 1);
        if (!next) expect(one.until, id).toBeUndefined();
        else expect(Date.parse(next.from) - Date.parse(one.until ?? ""), id).toBe(86_400_000);
      }
    }
  });

  it("is found by where somebody lives, and by its name", () => {
    expect(ids("Ireland")).toEqual(["EU_GDPR"]);
    expect(ids(" us-ca ")).toEqual(["US_CA_CCPA", "US_CA_DELETE_ACT"]);
    expect(ids("quebec")).toEqual(["CA_PIPEDA", "CA_QC_LAW25"]);
    expect(ids("Scotland")).toEqual(["UK_GDPR"]);
    expect(ids("ccpa")).toEqual(["US_CA_CCPA"]);
    expect(ids("delete act")).toEqual(["US_CA_DELETE_ACT"]);
    expect(ids("")).toHaveLength(new Set(regimes.map((one) => one.id)).size);
    expect(findLaws(regimes, "New York")).toEqual({ laws: [], places: ["US-NY"] });
    expect(findLaws(regimes, "nowhere at all")).toEqual({ laws: [], places: [] });
  });

  it("tells what changes when", () => {
    const told = changesOf(regimes).map(({ from, regime, what }) => `${from} ${regime.id} ${what}`);
    expect(told).toContain("2026-02-05 UK_GDPR version 2 in force");
    expect(told).toContain("2026-07-01 US_UT gives: right to correct");
    expect(told.filter((one) => one.startsWith("2026-06-19 UK_GDPR"))).toHaveLength(1);
    expect(told).toContain("2027-01-01 US_CA_DELETE_ACT 30 days instead of 45: answer in 30 days");
    const { now, toCome } = versionsOn(regimes, "2026-02-04");
    expect(now.filter((one) => one.id === "UK_GDPR").map((one) => one.version)).toEqual([1]);
    expect(toCome.map((one) => one.id)).toContain("IN_DPDP");
    expect(toCome.map((one) => one.id)).not.toContain("UK_GDPR");
    expect(new Set([...now, ...toCome].map((one) => one.id)).size).toBe(now.length + toCome.length);
  });

  it("says periods in words", () => {
    expect(periodInWords({ unit: "month", n: 1, roll: true })).toBe("1 month");
    expect(periodInWords({ unit: "business_day", n: 15 })).toBe("15 working days");
    expect(periodInWords({ unit: "words", words: "timely" })).toBe("no number: timely");
    expect(countingInWords({ unit: "day", n: 45, roll: false, mayCountFirstDay: true })).toHaveLength(2);
  });

  it("knows its public holidays, each a day of its year", () => {
    const { places, source } = loadedHolidays();
    expect(source).not.toBe("");
    for (const { place, years, source: own } of places) {
      expect(isPlace(place)).toBe(true);
      expect(own).not.toBe("");
      expect(years.map(({ year }) => year)).toEqual(years.map((_, at) => (years[0]?.year ?? 0) + at));
      for (const { year, days } of years) {
        expect(days.length).toBeGreaterThan(5);
        expect(days).toEqual([...new Set(days)].sort());
        for (const day of days) expect(isDay(day) && day.startsWith(`${year}-`)).toBe(true);
      }
    }
  });

  it.each([
    ["US", "2026-11-26", "Thanksgiving, the fourth Thursday"],
    ["US", "2027-05-31", "Memorial Day, the last Monday"],
    ["CA", "2026-05-18", "Victoria Day, the Monday before 25 May"],
    ["CA", "2029-07-02", "Canada Day, where 1 July is a Sunday"],
    ["CA-QC", "2026-06-24", "the National Holiday"],
    ["BR", "2026-11-20", "the day of Zumbi"],
    ["ZA", "2026-08-10", "the Monday after a Sunday"],
    ["AU", "2027-01-26", "Australia Day"],
    ["AU", "2030-01-28", "Australia Day, where 26 January is a Saturday"],
    ["NZ", "2026-07-10", "Matariki"],
    ["NZ", "2028-01-04", "2 January, where both first days are on a weekend"],
    ["JP", "2026-09-22", "a day between two holidays"],
    ["JP", "2025-02-24", "the Monday after a Sunday"],
  ])("%s: %s is %s", (place, day) => {
    expect(calendarOf(place).isHoliday(day)).toBe(true);
  });

  it("does not guess: lunar calendars, equinoxes not yet announced and other states are not loaded", () => {
    for (const place of ["SG", "IN", "TH", "KR", "CN", "US-TX"])
      expect(calendarOf(place).knows(2026), place).toBe(false);
    expect(calendarOf("JP").knows(2028)).toBe(false);
    expect(calendarOf("AU").isHoliday("2030-01-26")).toBe(false);
    expect(calendarOf("CA").isHoliday("2029-07-01")).toBe(false);
  });
});
