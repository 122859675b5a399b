import { describe, expect, test } from "vitest";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { guessedPattern, patternOf } from "./pattern.ts";

describe("a file pattern", () => {
  test.each([
    ["visits/dt={date}/*.parquet", "visits/dt=2026-03-01/part-0.parquet", "2026-03-01"],
    ["day-{date}.ndjson", "day-20260301.ndjson", "2026-03-01"],
    ["{year}/{month}/{day}/a.csv.gz", "2026/03/01/a.csv.gz", "2026-03-01"],
    ["*.ndjson", "visits.ndjson", null],
    ["a+b (1).csv", "a+b (1).csv", null],
  ])("%s fits %s", (pattern, name, day) => {
    expect(patternOf(pattern, "visits").fits(name)).toBe(true);
    expect(patternOf(pattern, "visits").dayOf(name)).toBe(day);
  });

  test.each([
    ["*.csv", "sub/a.csv"],
    ["a.csv", "axcsv"],
    ["dt={date}/a.csv", "dt=lately/a.csv"],
  ])("%s does not fit %s", (pattern, name) => {
    expect(patternOf(pattern, "visits").fits(name)).toBe(false);
  });

  test.each([
    "../a.csv",
    "a/../../b.csv",
    "/etc/a.csv",
    "a//b.csv",
    "{date}{date}.csv",
    "{hour}.csv",
    "{year}.csv",
    "a\\b",
    "",
  ])("%s is refused", async (pattern) => {
    expect((await failureOfWork(async () => patternOf(pattern, "visits"))).code).toBe("misconfigured");
  });

  test("a day that does not exist is no day, and never silently left out", async () => {
    const pattern = patternOf("day-{date}.csv", "visits");
    expect((await failureOfWork(async () => pattern.dayOf("day-2026-02-30.csv"))).code).toBe("misconfigured");
  });

  test("is guessed from a name", () => {
    expect(guessedPattern("visits/dt=2026-03-01/part-00017.parquet")).toBe("visits/dt={date}/part-*.parquet");
    expect(guessedPattern("orders_20260301.csv")).toBe("orders_{date}.csv");
    expect(guessedPattern("people.csv")).toBe("people.csv");
  });
});
