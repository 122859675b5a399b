import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";
import { describe, expect, it } from "vitest";
import { lawIds, regimes } from "#lib/law/regimes/all.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import { type GroundRule, refusalGrounds, retentionGrounds } from "./grounds.ts";
import { refusalTexts } from "./refusal-texts.ts";
import { retentionTexts } from "./retention-texts.ts";
import { rightsGrounds } from "./rights-grounds.ts";

const laws = [...lawIds, "OWN_POLICY"];
const names = (law: string, right: Right) => refusalGrounds(law, right).map((one) => one.ground);
const given = (law: string): Right[] =>
  rights.filter(
    (right) => law === "OWN_POLICY" || regimes.some((one) => one.id === law && one.rights[right]),
  );

/** Rights that cannot be refused: a complaint and an appeal get an answer, an opt-out of marketing or consent is absolute. */
const absolute: Readonly<Record<string, readonly Right[]>> = {
  EU_GDPR: ["opt_out"],
  UK_GDPR: ["opt_out"],
  CH_FADP: ["opt_out"],
  BR_LGPD: ["opt_out"],
  ZA_POPIA: ["opt_out"],
  TH_PDPA: ["opt_out"],
  SG_PDPA: ["opt_out"],
  OWN_POLICY: ["opt_out", "limit_sensitive"],
};

const wellMade = (one: GroundRule) => {
  expect(one.article.cite, one.ground).toMatch(/\S, \S|: \S/);
  expect(one.conditions.length, one.ground).toBeGreaterThan(0);
  expect(new Set(one.conditions).size, one.ground).toBe(one.conditions.length);
};

describe("grounds for refusing", () => {
  it("exist for each right of each law, but for those that cannot be refused", () => {
    for (const law of laws)
      for (const right of given(law)) {
        const none = right === "appeal" || right === "complaint" || (absolute[law]?.includes(right) ?? false);
        expect(refusalGrounds(law, right).length === 0, `${law} ${right}`).toBe(none);
      }
  });

  it("name none for a law that is not known", () => {
    expect(refusalGrounds("NO_SUCH_LAW", "access")).toEqual([]);
    expect(retentionGrounds("NO_SUCH_LAW")).toEqual([]);
    expect(retentionGrounds("SG_PDPA")).toEqual([]);
    expect(rightsGrounds("US_VA", "erasure")).toEqual([]);
  });

  it("belong each to a law that gives the right, once, with article and conditions", () => {
    const used = new Set<string>();
    for (const law of laws)
      for (const right of rights) {
        const grounds = refusalGrounds(law, right);
        expect(new Set(grounds.map((one) => one.ground)).size, `${law} ${right}`).toBe(grounds.length);
        for (const one of grounds) {
          wellMade(one);
          if (given(law).includes(right)) used.add(one.ground);
        }
      }
    expect([...used].sort()).toEqual(Object.keys(refusalTexts).sort());
  });

  it("ask for a second person and evidence where a request is called unfounded or excessive", () => {
    for (const law of laws)
      for (const right of rights)
        for (const one of refusalGrounds(law, right)) {
          const judged = /unfounded|excessive/.test(one.ground);
          expect(one.secondApprover, `${law} ${one.ground}`).toBe(judged);
          if (judged) expect(one.evidence).toBe(true);
        }
  });

  it("know for opt-outs that may be refused only fraud, or that they have no basis", () => {
    for (const law of lawIds)
      for (const right of ["opt_out", "limit_sensitive"] as const)
        for (const ground of names(law, right))
          expect(
            ["ca_fraudulent_opt_out", "us_fraudulent_opt_out", "manifestly_unfounded", "excessive"].concat(
              law === "US_NV" ? ["nv_not_verified"] : [],
              law === "JP_APPI" ? ["cannot_identify", "conditions_not_met"] : [],
            ),
            `${law} ${right}`,
          ).toContain(ground);
    expect(names("US_CA_CCPA", "opt_out")).toEqual(["ca_fraudulent_opt_out"]);
    expect(names("US_CA_CCPA", "limit_sensitive")).toEqual(["ca_fraudulent_opt_out"]);
  });

  it("model the search exemption of California as four checks", () => {
    const exemption = refusalGrounds("US_CA_CCPA", "access").find((one) => one.ground === "ca_search_exempt");
    expect(exemption?.conditions).toHaveLength(4);
    expect(exemption?.article).toEqual({
      cite: "California Code of Regulations, title 11, section 7024(c)",
      confidence: "confirmed",
    });
  });
});

describe("grounds for keeping", () => {
  it("exist for each law that gives erasure, and only for those", () => {
    for (const law of laws) {
      const grounds = retentionGrounds(law);
      expect(grounds.length > 0, law).toBe(given(law).includes("erasure"));
      for (const one of grounds) wellMade(one);
      expect(grounds.every((one) => one.evidence && !one.secondApprover)).toBe(true);
      // What may be kept is asked for by the ground that refuses erasure.
      if (grounds.length > 0)
        expect(
          names(law, "erasure").some((one) => /erasure_exception|ca_delete_exception/.test(one)),
          law,
        ).toBe(true);
    }
    const used = new Set(laws.flatMap((law) => retentionGrounds(law).map((one) => one.ground)));
    expect([...used].sort()).toEqual(Object.keys(retentionTexts).sort());
  });

  it("are five in the Union and eight in California", () => {
    expect(retentionGrounds("EU_GDPR")).toHaveLength(5);
    expect(retentionGrounds("US_CA_CCPA")).toHaveLength(8);
    expect(retentionGrounds("US_CA_CCPA").every((one) => one.ground.startsWith("ca_"))).toBe(true);
  });
});

describe("what is said to the person", () => {
  const hard =
    /pursuant|herein|controller|data subject|article|section|statut|verif|authenticat|proportionate effort/i;

  it("is short and plain", () => {
    const plain = [...Object.values(refusalTexts), ...Object.values(retentionTexts)].map((one) => one.plain);
    for (const text of plain) {
      const sentences = text.split(/(?<=\.) /);
      expect(sentences.length, text).toBeLessThanOrEqual(2);
      for (const sentence of sentences) expect(sentence.split(" ").length, sentence).toBeLessThanOrEqual(22);
      expect(text).not.toMatch(hard);
      expect(text.endsWith("."), text).toBe(true);
      // Grade 6 of an American school ends at the age of twelve.
      const counts = { sentence: sentences.length, word: text.split(" ").length, syllable: syllable(text) };
      expect(fleschKincaid(counts), text).toBeLessThanOrEqual(6);
    }
  });
});

describe("cases in which a right is given", () => {
  it("are those of the Regulation", () => {
    expect(rightsGrounds("EU_GDPR", "erasure").map((one) => one.article.cite.slice(-8))).toEqual(
      ["a", "b", "c", "d", "e", "f"].map((letter) => ` 17(1)(${letter})`.slice(-8)),
    );
    expect(rightsGrounds("UK_GDPR", "restriction")).toHaveLength(4);
    expect(rightsGrounds("EU_GDPR", "objection")).toHaveLength(3);
    expect(rightsGrounds("EU_GDPR", "opt_out")).toHaveLength(1);
    expect(rightsGrounds("EU_GDPR", "access")).toEqual([]);
  });
});
