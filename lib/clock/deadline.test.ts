import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, dayInWords, dayOf, daysBetween, weekdayOf } from "#lib/core/day.ts";
import { rights } from "#lib/law/rights.ts";
import { deadline } from "./deadline.ts";
import { refusalInWords } from "./refusals.ts";

describe("due days", () => {
  it.each([
    ["IE", "access", "2026-03-12", "2026-04-13", "2026-04-12", "EU_GDPR"],
    ["DE", "erasure", "2026-01-31", "2026-03-02", "2026-02-28", "EU_GDPR"],
    ["DE", "access", "2028-01-31", "2028-02-29", "2028-02-29", "EU_GDPR"],
    ["IE", "access", "2024-02-29", "2024-03-29", "2024-03-29", "EU_GDPR"],
    ["IE", "access", "2026-12-31", "2027-02-02", "2027-01-31", "EU_GDPR"],
    ["IE", "access", "2026-05-31", "2026-06-30", "2026-06-30", "EU_GDPR"],
    ["GB", "access", "2026-08-31", "2026-09-30", "2026-09-30", "UK_GDPR"],
    ["US-CA", "access", "2026-01-01", "2026-02-15", "2026-02-14", "US_CA_CCPA"],
    ["US-CA", "erasure", "2028-01-20", "2028-03-05", "2028-03-04", "US_CA_CCPA"],
    ["US-TX", "access", "2026-01-01", "2026-02-15", "2026-02-15", "US_TX"],
    ["US-NY", "access", "2026-01-01", "2026-02-15", "2026-02-15", "OWN_POLICY"],
    // Fifteen working days from a Friday, a Saturday and a Monday; the safe day counts Saturdays too.
    ["US-CA", "opt_out", "2026-03-06", "2026-03-27", "2026-03-24", "US_CA_CCPA"],
    ["US-CA", "opt_out", "2026-03-07", "2026-03-27", "2026-03-25", "US_CA_CCPA"],
    ["US-CA", "limit_sensitive", "2026-03-09", "2026-03-30", "2026-03-26", "US_CA_CCPA"],
    ["IE", "opt_out", "2026-03-06", "2026-04-06", "2026-04-06", "EU_GDPR"],
  ] as const)("in %s for %s received on %s", (place, right, receivedDay, legalDue, safeDue, regime) => {
    expect(deadline({ place, right, receivedDay, controllerPlace: "IE" })).toMatchObject({
      legalDue,
      safeDue,
      regime,
    });
  });

  const inCalifornia = {
    place: "US-CA",
    right: "access",
    receivedDay: "2026-01-01",
    controllerPlace: "IE",
  } as const;

  it("are those of every law that binds the company; the earliest safe one leads, and the choice is told", () => {
    const both = deadline({
      ...inCalifornia,
      laws: [{ law: "EU_GDPR", everyone: true }, { law: "US_CA_CCPA" }],
    });
    expect(both).toMatchObject({ regime: "EU_GDPR", safeDue: "2026-02-01", legalDue: "2026-02-03" });
    expect(both.others).toEqual([
      { regime: "US_CA_CCPA", ruleVersion: "US_CA_CCPA@1", legalDue: "2026-02-15", safeDue: "2026-02-14" },
    ]);
    expect(both.steps.slice(-2)).toEqual([
      "The law that counts is GDPR, which binds us whoever asks.",
      `CCPA counts too, with ${dayInWords("2026-02-15", "en")} as its last day. We work towards the earliest day.`,
    ]);
    const own = deadline({ ...inCalifornia, laws: [{ law: "US_CA_CCPA" }] });
    expect(own).toMatchObject({ regime: "US_CA_CCPA", others: [] });
    expect(own.steps.at(-1)).toBe(
      "The law that counts is CCPA, for people who live in California, as you told us.",
    );
  });

  it("are the company's own where no law that binds it protects the person", () => {
    expect(deadline({ ...inCalifornia, laws: [{ law: "EU_GDPR" }] })).toMatchObject({
      regime: "OWN_POLICY",
      others: [],
    });
  });

  it("say how the place is known, and in which language", () => {
    const shown = deadline({ ...inCalifornia, residence: "evidenced", laws: [{ law: "US_CA_CCPA" }] });
    expect(shown.steps.at(-1)).toBe(
      "The law that counts is CCPA, for people who live in California, as was shown to us.",
    );
    expect(deadline({ ...inCalifornia, language: "de" }).steps).toEqual([
      `Das kam am ${dayInWords("2026-01-01", "de")} bei uns an.`,
      expect.stringMatching(/^45 Tage später ist .*15\. Februar 2026 \(Civil Code/),
      expect.stringMatching(/^Man kann auch den ersten Tag mitzählen, .*14\. Februar 2026\.$/),
      "Hier gilt dieses Gesetz: CCPA. Es schützt Menschen an Ihrem Wohnort (Kalifornien), wie Sie uns gesagt haben.",
    ]);
  });

  it("are those of the laws that staff chose; one that cannot govern is refused with the reason", () => {
    const chosen = deadline({ ...inCalifornia, only: ["EU_GDPR"], laws: [{ law: "US_CA_CCPA" }] });
    expect(chosen).toMatchObject({ regime: "EU_GDPR", others: [], refused: [] });
    expect(chosen.steps.at(-1)).toBe(
      "The law that counts is GDPR, as our staff found when they looked at the request.",
    );
    const some = deadline({
      ...inCalifornia,
      right: "rectification",
      only: ["US_VA", "US_IA", "US_CA_DELETE_ACT", "IN_DPDP", "MOON_LAW", "US_VA"],
    });
    expect(some).toMatchObject({ regime: "US_VA", others: [] });
    expect(some.refused).toEqual([
      { law: "US_IA", why: "right_not_in_law" },
      { law: "US_CA_DELETE_ACT", why: "received_before_law" },
      { law: "IN_DPDP", why: "received_before_law" },
      { law: "MOON_LAW", why: "unknown_law" },
    ]);
    for (const { why } of some.refused) expect(refusalInWords(why)).toMatch(/^[A-Z].*\.$/);
    expect(deadline({ ...inCalifornia, only: [] })).toMatchObject({ regime: "OWN_POLICY", refused: [] });
    // The version is that of the day of receipt, whoever chose the law.
    const british = { ...inCalifornia, receivedDay: "2026-02-04", only: ["UK_GDPR"] };
    expect(deadline(british).ruleVersion).toBe("UK_GDPR@1");
    expect(deadline({ ...british, receivedDay: "2026-02-05" }).ruleVersion).toBe("UK_GDPR@2");
  });

  it("know laws that are about some kinds of company only", () => {
    const broker = { ...inCalifornia, right: "erasure", receivedDay: "2027-02-01" } as const;
    expect(deadline({ ...broker, kinds: ["data_broker"] })).toMatchObject({
      regime: "US_CA_DELETE_ACT",
      legalDue: "2027-03-03",
      others: [{ regime: "US_CA_CCPA" }],
    });
    expect(deadline(broker)).toMatchObject({ regime: "US_CA_CCPA", others: [] });
  });

  const day = fc
    .date({ min: new Date("2020-01-01"), max: new Date("2060-12-31"), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));

  it("lie ahead, the safe one is never later, and each explains itself", () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom("IE", "GB", "US", "US-CA", "US-NY", "BR"),
        fc.constantFrom(...rights),
        (receivedDay, place, right) => {
          const due = deadline({ place, right, receivedDay, controllerPlace: "IE" });
          expect(daysBetween(receivedDay, due.safeDue)).toBeGreaterThan(13);
          expect(daysBetween(due.safeDue, due.legalDue)).toBeGreaterThanOrEqual(0);
          expect(daysBetween(receivedDay, due.legalDue)).toBeLessThanOrEqual(45);
          expect(due.steps.length).toBeGreaterThanOrEqual(2);
          expect(due.steps.every((step) => step.endsWith(".") || step.endsWith(")."))).toBe(true);
        },
      ),
    );
  });

  it("a month later is the same date, or the last day of a shorter month", () => {
    fc.assert(
      fc.property(day, (from) => {
        const to = addMonths(from, 1);
        const last = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).getUTCDate();
        expect(Number(to.slice(8))).toBe(Math.min(Number(from.slice(8)), last));
        expect((Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 12) % 12).toBe(1);
      }),
    );
  });

  it("the day of receipt is the controller's, at both sides of midnight and of summer time", () => {
    expect(dayOf(new Date("2026-06-30T23:30:00Z"), "Europe/Dublin")).toBe("2026-07-01");
    expect(dayOf(new Date("2026-12-31T23:30:00Z"), "Europe/Dublin")).toBe("2026-12-31");
    expect(dayOf(new Date("2026-07-01T02:00:00Z"), "America/Los_Angeles")).toBe("2026-06-30");
    expect(weekdayOf("2026-03-29")).toBe(7);
  });
});
