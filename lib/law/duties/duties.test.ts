import { describe, expect, it } from "vitest";
import { lawIds, regimes } from "#lib/law/regimes/all.ts";
import { rights } from "#lib/law/rights.ts";
import { type FeeReason, mayCharge } from "./fees.ts";
import { figuresRule, recordRule } from "./records.ts";
import { evidenceLadder, mayAskFor, verificationCeiling } from "./verification.ts";

const laws = [...lawIds, "OWN_POLICY"];
const law = (id: string) => {
  const found = regimes.findLast((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const reasons: readonly FeeReason[] = [
  "unfounded",
  "excessive",
  "repetitive",
  "further_copy",
  "disproportionate_effort",
  "actual_cost",
];

describe("what may be asked to know who asks", () => {
  it("is nothing for an opt-out, a limit or a complaint, but in Nevada", () => {
    for (const id of laws)
      for (const right of ["opt_out", "limit_sensitive", "complaint"] as const) {
        const nevada = id === "US_NV" && right === "opt_out";
        expect(verificationCeiling(id, right).most === "nothing", `${id} ${right}`).toBe(!nevada);
        if (!nevada)
          for (const evidence of evidenceLadder) {
            const { allowed, lastResort } = mayAskFor(id, right, evidence);
            expect([allowed, lastResort], `${id} ${right} ${evidence}`).toEqual([false, false]);
          }
      }
    expect(mayAskFor("US_NV", "opt_out", "matched_data_points").allowed).toBe(true);
  });

  it("never includes an identity document but as a last resort", () => {
    for (const id of laws)
      for (const right of rights) {
        const ceiling = verificationCeiling(id, right);
        const document = mayAskFor(id, right, "identity_document");
        expect(ceiling.most).not.toBe("identity_document");
        expect(document.lastResort, `${id} ${right}`).toBe(document.allowed);
        expect(document.allowed).toBe(ceiling.documentAsLastResort);
        expect(ceiling.source.cite).not.toBe("");
        expect(ceiling.notes.length).toBeGreaterThan(0);
      }
    expect(mayAskFor("EU_GDPR", "access", "identity_document")).toMatchObject({
      allowed: true,
      lastResort: true,
    });
    expect(mayAskFor("US_CA_CCPA", "appeal", "identity_document").allowed).toBe(false);
  });

  it("allows every rung below one that it allows", () => {
    for (const id of laws)
      for (const right of rights) {
        const plain = evidenceLadder.map((one) => {
          const { allowed, lastResort } = mayAskFor(id, right, one);
          return allowed && !lastResort;
        });
        expect(plain, `${id} ${right}`).toEqual([...plain].sort((a, b) => Number(b) - Number(a)));
      }
  });

  it("asks for a declaration and three points in California alone", () => {
    expect(verificationCeiling("US_CA_CCPA", "access")).toMatchObject({
      most: "signed_declaration",
      dataPoints: 3,
    });
    for (const id of laws)
      expect(mayAskFor(id, "access", "signed_declaration").allowed, id).toBe(id === "US_CA_CCPA");
    expect(verificationCeiling("EU_GDPR", "access").dataPoints).toBeNull();
  });
});

describe("fees", () => {
  it("are charged for no reason that the law does not know, and never for an opt-out, an appeal or a complaint", () => {
    for (const one of regimes)
      for (const right of rights)
        for (const reason of reasons)
          for (const answers of [0, 1, 2, 9]) {
            const decision = mayCharge(one, right, answers, reason);
            const never = ["opt_out", "limit_sensitive", "appeal", "complaint"].includes(right);
            if (never || !one.fee.chargeable.includes(reason)) expect(decision.allowed, one.id).toBe(false);
            if (reason === "further_copy" && answers === 0) expect(decision.allowed).toBe(false);
            expect(decision.secondApprover).toBe(
              decision.allowed && ["unfounded", "excessive", "repetitive"].includes(reason),
            );
            expect(decision.why).not.toBe("");
            if (!decision.allowed) expect(decision.reflection).toBeNull();
          }
  });

  it("do not fall again once more answers were given", () => {
    for (const one of regimes)
      for (const reason of reasons) {
        const allowed = [0, 1, 2, 3, 4].map((answers) => mayCharge(one, "access", answers, reason).allowed);
        expect(allowed, `${one.id} ${reason}`).toEqual([...allowed].sort((a, b) => Number(a) - Number(b)));
      }
  });

  it.each([
    ["EU_GDPR", "access", 0, "further_copy", false],
    ["EU_GDPR", "access", 1, "further_copy", true],
    ["EU_GDPR", "erasure", 5, "further_copy", false],
    ["EU_GDPR", "access", 0, "actual_cost", false],
    ["EU_GDPR", "erasure", 0, "unfounded", true],
    ["US_CA_CCPA", "access", 1, "excessive", false],
    ["US_CA_CCPA", "access", 2, "excessive", true],
    ["US_CA_CCPA", "erasure", 0, "excessive", true],
    ["US_CA_CCPA", "opt_out", 9, "excessive", false],
    ["US_CO", "access", 0, "repetitive", false],
    ["US_CO", "access", 1, "repetitive", true],
    ["US_NV", "opt_out", 9, "excessive", false],
    ["CH_FADP", "access", 0, "disproportionate_effort", true],
    ["CA_PIPEDA", "access", 0, "actual_cost", true],
    ["CA_PIPEDA", "rectification", 0, "actual_cost", false],
  ] as const)("%s, %s after %i answers, %s: %s", (id, right, answers, reason, allowed) => {
    expect(mayCharge(law(id), right, answers, reason).allowed).toBe(allowed);
  });

  it("leave ten days to withdraw in Switzerland", () => {
    expect(mayCharge(law("CH_FADP"), "access", 0, "disproportionate_effort").reflection).toMatchObject({
      n: 10,
    });
  });
});

describe("records and figures", () => {
  it("keeps a record as long as the law says, else 24 months by our own rule", () => {
    for (const one of regimes) {
      const rule = recordRule(one);
      expect(rule.keep).toEqual(one.records?.keep ?? { unit: "month", n: 24, roll: false });
      expect(rule.source.cite.startsWith("Our own rule"), one.id).toBe(one.records === null);
      expect(rule.fields).toEqual([
        "date_of_request",
        "nature_of_request",
        "manner_of_request",
        "date_of_response",
        "nature_of_response",
        "basis_of_denial",
      ]);
    }
  });

  it("publishes by the first of July in California, and nowhere else by law", () => {
    expect(laws.filter((id) => figuresRule(id) !== null)).toEqual(["US_CA_CCPA", "US_CA_DELETE_ACT"]);
    const figures = figuresRule("US_CA_CCPA");
    expect(figures?.publishBy).toBe("07-01");
    expect(figures?.rows).toEqual(["erasure", "rectification", "access", "opt_out", "limit_sensitive"]);
    expect(figures?.columns).toEqual([
      "received",
      "complied_whole_or_part",
      "denied",
      "median_days",
      "mean_days",
    ]);
    expect(figuresRule("US_CA_DELETE_ACT")?.rows).not.toContain("rectification");
  });
});
