import { describe, expect, it } from "vitest";
import { answerPeriod } from "#lib/clock/answer.ts";
import { clocksOf } from "#lib/clock/clocks.ts";
import { count } from "#lib/clock/count.ts";
import { deadline } from "#lib/clock/deadline.ts";
import { addDays, type Day } from "#lib/core/day.ts";
import { governing } from "./choose.ts";
import { calendarOf } from "./holidays/calendar.ts";
import { isCounted } from "./period.ts";
import { companyKinds, type Regime } from "./regime.ts";
import { regimes } from "./regimes/all.ts";
import { type Right, rights } from "./rights.ts";
import { changesOf, type LegalChange, reachOf } from "./timetable.ts";

const changes = changesOf(regimes);
const calendar = calendarOf("nowhere");

/** The versions of one law that govern a request for a right received on a day, where it protects people. */
function versions({ id, places }: Regime, right: Right, received: Day): number[] {
  const [place = ""] = places;
  return governing({ right, place, received, companyKinds })
    .filter(({ regime }) => regime.id === id)
    .map(({ regime }) => regime.version);
}

/** The legal day under one version, that it names none, or why such a request cannot be. */
function judged(regime: Regime, right: Right, received: Day): string {
  const told = clocksOf({ regime, right, received, calendar, questions: [] }, received);
  if (!told.possible) return told.refused.join(" ");
  return told.clocks.find(({ kind }) => kind === "answer" || kind === "appeal")?.legalDue ?? "no day";
}

const given = (regime: Regime, on: Day) =>
  rights.filter((right) => {
    const rule = regime.rights[right];
    return rule !== undefined && (rule.from ?? on) <= on;
  });

describe("a request received the day before a change and one received on its day each get their rule", () => {
  const named = changes.map((one) => [`${one.from} ${one.regime.id}: ${one.what}`, one] as const);
  it.each(named)("%s", (_name, change) => {
    expect(sides(change)).toBe("checked");
  });

  it("names every change once", () => {
    const all = changes.map(({ from, regime, what }) => `${from} ${regime.id} ${what}`);
    expect(new Set(all).size).toBe(all.length);
    // One thing told in two ways: as a right that begins and as a change in words of the same right.
    const touched = changes.flatMap((one) =>
      one.kind === "right" || one.kind === "reach" ? [`${one.from} ${one.regime.id} ${one.right}`] : [],
    );
    expect(new Set(touched).size).toBe(touched.length);
    expect(all.filter((one) => one.startsWith("2027-01-01 US_CA_CCPA"))).toEqual([
      "2027-01-01 US_CA_CCPA gives: access to and opt-out of automated decisions",
    ]);
    const rightsChanged = regimes.flatMap((one) =>
      (one.changes ?? []).flatMap((change) =>
        "rights" in change ? change.rights.map((right) => [one, right] as const) : [],
      ),
    );
    for (const [one, right] of rightsChanged) expect(one.rights[right], one.id).toBeDefined();
  });
});

function sides(change: LegalChange): "checked" {
  const { from, regime } = change;
  const before = addDays(from, -1);
  switch (change.kind) {
    case "law":
      expect(given(regime, from)).not.toEqual([]);
      for (const right of given(regime, from)) {
        expect(versions(regime, right, before)).toEqual([]);
        expect(versions(regime, right, from)).toEqual([regime.version]);
        expect(judged(regime, right, before)).toMatch(/received_before_law/);
        expect(judged(regime, right, from)).not.toMatch(/_law/);
      }
      return "checked";
    case "version":
      for (const right of given(regime, before)) {
        const [place = ""] = regime.places;
        expect(versions(regime, right, before)).toEqual([regime.version - 1]);
        expect(versions(regime, right, from)).toEqual([regime.version]);
        const frozen = (receivedDay: Day) =>
          deadline({ right, place, receivedDay, controllerPlace: "GB" }).ruleVersion;
        expect(frozen(before)).toBe(`${regime.id}@${regime.version - 1}`);
        expect(frozen(from)).toBe(`${regime.id}@${regime.version}`);
      }
      return "checked";
    case "right":
      expect(versions(regime, change.right, before)).toEqual([]);
      expect(versions(regime, change.right, from)).toEqual([regime.version]);
      expect(judged(regime, change.right, before)).toMatch(/right_not_in_law/);
      expect(judged(regime, change.right, from)).not.toMatch(/_law/);
      return "checked";
    case "answer": {
      const [right = "access"] = given(regime, before);
      const old = answerPeriod(regime, right, before);
      expect(old).not.toEqual(change.answer);
      expect(answerPeriod(regime, right, from)).toEqual(change.answer);
      expect(judged(regime, right, before)).toBe(isCounted(old) && count(before, old, calendar).legal);
      expect(judged(regime, right, from)).toBe(
        isCounted(change.answer) && count(from, change.answer, calendar).legal,
      );
      return "checked";
    }
    case "reach": {
      const added = reachOf(regime, change.right, from).filter(
        (one) => !reachOf(regime, change.right, before).includes(one),
      );
      expect(added).toHaveLength(1);
      expect(change.what).toContain(added[0]);
      return "checked";
    }
  }
}
