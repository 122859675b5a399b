import { describe, expect, it } from "vitest";
import { askedOf, monthsOf } from "#lib/metrics/asked.ts";
import { parseQuery } from "#lib/queue/language.ts";
import { listOf, metricsAddress, openList } from "./links.ts";
import { onTimeWords, span, unitFor } from "./words.ts";

const today = "2026-11-20";

describe("figures in words", () => {
  it("say times as a person would, and never call late on time", () => {
    expect([40, 180, 36 * 60, 14_400, 100_000].map(span)).toEqual([
      "40 min",
      "3 h",
      "1.5 days",
      "10 days",
      "69 days",
    ]);
    expect([80, 400, 5000].map((longest) => unitFor(longest).name)).toEqual(["min", "h", "days"]);
    expect([onTimeWords(0, 0), onTimeWords(10_000, 1), onTimeWords(10, 0), onTimeWords(412, 12)]).toEqual([
      "–",
      "99.9 %",
      "100 %",
      "97 %",
    ]);
  });
});

describe("what an address asks for", () => {
  it("is whole months, and twelve of everything where it is not understood", () => {
    const of = (query: Record<string, unknown>) => {
      const { from, to, right, period } = askedOf(query, today);
      return [period, from, to, right];
    };
    expect(of({})).toEqual(["12m", "2025-12-01", "2026-11-01", null]);
    expect(of({ period: "2026", right: "erasure" })).toEqual(["2026", "2026-01-01", "2026-11-01", "erasure"]);
    expect(of({ period: "2025-02" })).toEqual(["2025-02", "2025-02-01", "2025-02-01", null]);
    for (const period of ["2027-01", "2026-13", "0001", "0001-01", "9m", "constructor", ["3m"], ""])
      expect(of({ period, right: "all of it" })).toEqual(["12m", "2025-12-01", "2026-11-01", null]);
    expect(monthsOf({ from: "2025-12-01", to: "2026-02-01" })).toEqual([
      "2025-12-01",
      "2026-01-01",
      "2026-02-01",
    ]);
  });

  it("leads to lists whose every word the queue understands", () => {
    const asked = askedOf({ right: "erasure", law: "US_CA_CCPA", brand: "harbour" }, today);
    for (const href of [
      listOf("ended", asked, ["is:late", "outcome:denied", "ground:excessive"]),
      listOf("received", asked, ["system:shop", "state:troubled,asked"], "2026-10-01"),
      openList(asked, ["is:at_risk", "due:2026-11-23..2026-11-29", "-is:waiting_person"]),
    ]) {
      const query = parseQuery(new URL(href, "http://localhost").searchParams.get("q") ?? "");
      expect([query.problems, query.words]).toEqual([[], []]);
      expect(query.terms.length).toBeGreaterThan(4);
    }
    expect(metricsAddress("/csv", asked, { period: "3m" })).toBe(
      "/desk/metrics/csv?period=3m&right=erasure&law=US_CA_CCPA&brand=harbour",
    );
  });
});
