import type { Regime } from "#lib/law/regime.ts";

const regulation = (section: string) => ({
  cite: `California Code of Regulations, title 11, section ${section}`,
  confidence: "confirmed" as const,
});
const optOut = (section: string, confidence: "confirmed" | "secondary") => ({
  unit: "business_day" as const,
  n: 15,
  source: { cite: `California Code of Regulations, title 11, section ${section}`, confidence },
});

export const usCalifornia: Regime = {
  id: "US_CA_CCPA",
  version: 1,
  law: "California Consumer Privacy Act, Civil Code 1798.100 ff., and its regulations",
  name: "CCPA",
  from: "2020-01-01",
  places: ["US-CA"],
  rights: {
    access: { name: "right to know (Civil Code 1798.110)" },
    portability: { name: "right to know in a portable format (Civil Code 1798.130(a)(3))" },
    erasure: { name: "right to delete (Civil Code 1798.105)" },
    rectification: { name: "right to correct (Civil Code 1798.106)", from: "2023-01-01" },
    opt_out: {
      name: "right to opt out of sale and sharing (Civil Code 1798.120)",
      answer: optOut("7026(f)", "confirmed"),
      extendable: false,
      proof: "none",
    },
    limit_sensitive: {
      name: "right to limit the use of sensitive information (Civil Code 1798.121)",
      from: "2023-01-01",
      answer: optOut("7027(g)", "secondary"),
      extendable: false,
      proof: "none",
    },
    automated_decision_review: { name: "access to and opt-out of automated decisions", from: "2027-01-01" },
  },
  answer: {
    unit: "day",
    n: 45,
    roll: false,
    mayCountFirstDay: true,
    source: {
      cite: "Civil Code 1798.130(a)(2); California Code of Regulations, title 11, section 7021(b)",
      confidence: "confirmed",
    },
  },
  start: "receipt",
  pause: { identity: { effect: "none" }, clarification: { effect: "none" }, source: regulation("7021(b)") },
  extension: {
    total: { unit: "day", n: 90, roll: false, mayCountFirstDay: true },
    noticeBy: "first_period",
    reasons: ["reasonably_necessary"],
    source: regulation("7021(b)"),
  },
  acknowledgement: {
    unit: "business_day",
    n: 10,
    rights: ["access", "portability", "erasure", "rectification"],
    contents: ["verification_process", "expected_date"],
    source: regulation("7021(a)"),
  },
  noAsk: {
    unit: "month",
    n: 12,
    roll: false,
    rights: ["opt_out", "limit_sensitive"],
    source: { cite: "Civil Code 1798.135(c)(4)", confidence: "secondary" },
  },
  appeal: null,
  refusal: {
    by: "with_answer",
    contents: ["basis", "rest_complied_with", "offer_opt_out", "fallback_if_unverified"],
    source: regulation("7022 to 7024"),
  },
  fee: {
    freeInTwelveMonths: 2,
    chargeable: ["unfounded", "excessive"],
    source: {
      cite: "Civil Code 1798.130(b), 1798.145(h)(3); no fee for verification, section 7060(e)",
      confidence: "confirmed",
    },
  },
  remedies: ["authority", "attorney_general"],
  records: { keep: { unit: "month", n: 24, roll: false }, source: regulation("7101") },
  changes: [
    { from: "2026-01-01", what: "must be confirmed to the person (section 7026(g))", rights: ["opt_out"] },
  ],
};

export const usCaliforniaDeleteAct: Regime = {
  id: "US_CA_DELETE_ACT",
  version: 1,
  law: "California Delete Act, Civil Code 1798.99.80 ff. (DROP)",
  name: "Delete Act",
  from: "2026-08-01",
  places: ["US-CA"],
  companies: ["data_broker"],
  rights: { erasure: { name: "deletion by data brokers (Civil Code 1798.99.86)", extendable: false } },
  answer: {
    unit: "day",
    n: 45,
    roll: false,
    source: { cite: "Civil Code 1798.99.86", confidence: "secondary" },
  },
  start: "receipt",
  pause: {
    identity: { effect: "none" },
    clarification: { effect: "none" },
    source: { cite: "Civil Code 1798.99.86", confidence: "secondary" },
  },
  extension: null,
  acknowledgement: null,
  appeal: null,
  refusal: {
    by: "words",
    contents: ["treat_as_opt_out"],
    source: {
      cite: "Civil Code 1798.99.86: a request that cannot be verified is an opt-out",
      confidence: "secondary",
    },
  },
  fee: {
    freeInTwelveMonths: null,
    chargeable: [],
    source: { cite: "Civil Code 1798.99.86", confidence: "secondary" },
  },
  remedies: ["authority"],
  records: null,
  changes: [
    {
      from: "2027-01-01",
      what: "30 days instead of 45",
      answer: {
        unit: "day",
        n: 30,
        roll: false,
        source: { cite: "AB 883, Statutes 2026, chapter 507", confidence: "secondary" },
      },
    },
  ],
};
