import { describe, expect, it } from "vitest";
import { lawIds } from "#lib/law/regimes/all.ts";
import { usStates } from "#lib/law/regimes/us-states.ts";
import { dutyToTell, recipientKinds, type ToldAction } from "./recipients.ts";

const actions: ToldAction[] = ["erase", "correct", "restrict", "lift", "opt_out", "limit"];
const told = (laws: string[], action: ToldAction) =>
  recipientKinds.filter((kind) => dutyToTell(laws, action, kind).length > 0);

describe("who must be told", () => {
  it.each<[string, ToldAction, readonly string[]]>([
    ["EU_GDPR", "erase", recipientKinds],
    ["EU_GDPR", "restrict", recipientKinds],
    ["EU_GDPR", "lift", recipientKinds],
    ["UK_GDPR", "correct", recipientKinds],
    ["US_CA_CCPA", "erase", ["processor", "sold_to", "shared_with"]],
    ["US_CA_CCPA", "correct", ["processor"]],
    ["US_CA_CCPA", "restrict", []],
    ["US_VA", "opt_out", ["processor", "sold_to", "shared_with"]],
    ["US_VA", "erase", ["processor"]],
    ["BR_LGPD", "erase", recipientKinds],
    ["SG_PDPA", "correct", ["controller", "third_party", "sold_to", "shared_with"]],
    ["SG_PDPA", "erase", []],
  ])("under %s, of %s: %j", (law, action, kinds) => {
    expect(told([law], action)).toEqual(kinds);
  });

  it("every state of the model instructs who works for the company, of everything", () => {
    for (const { id } of usStates)
      for (const action of actions) expect(told([id], action)).toContain("processor");
  });

  it("where several laws govern, each is followed and named", () => {
    const found = dutyToTell(["US_CA_CCPA", "EU_GDPR"], "erase", "processor");
    expect(found.map(({ law }) => law)).toEqual(["US_CA_CCPA", "EU_GDPR"]);
    expect(told(["US_CA_CCPA", "EU_GDPR"], "correct")).toEqual(recipientKinds);
    for (const { article } of found) expect(article.cite).not.toBe("");
  });

  it("where no law speaks of it, the company's own rule tells everybody who has the data", () => {
    for (const laws of [[], ["OWN_POLICY"], ["CA_PIPEDA"], ["JP_APPI", "OWN_POLICY"]]) {
      expect(told(laws, "erase")).toEqual(recipientKinds);
      expect(dutyToTell(laws, "erase", "processor").map(({ law }) => law)).toEqual(["OWN_POLICY"]);
    }
    expect(told(["CA_PIPEDA", "EU_GDPR"], "opt_out")).toEqual(["processor"]);
  });

  it("speaks of laws that there are", () => {
    for (const law of lawIds) {
      for (const action of actions) {
        for (const one of dutyToTell([law], action, "processor"))
          expect([...lawIds, "OWN_POLICY"]).toContain(one.law);
      }
    }
  });
});
