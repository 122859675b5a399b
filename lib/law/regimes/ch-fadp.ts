import type { Regime } from "#lib/law/regime.ts";

const dsv = (cite: string) => ({ cite, confidence: "confirmed" as const });

export const chFadp: Regime = {
  id: "CH_FADP",
  version: 1,
  law: "Federal Act on Data Protection (FADP) and Ordinance (DPO)",
  name: "Swiss FADP",
  from: "2023-09-01",
  places: ["CH"],
  rights: {
    access: { name: "right to information (FADP, article 25)" },
    portability: { name: "right to data portability (FADP, article 28)" },
    rectification: { name: "right to correction (FADP, article 32)" },
    erasure: { name: "claim for deletion or to stop processing (FADP, article 32)" },
    objection: { name: "claim to stop processing (FADP, articles 30 and 32)" },
    opt_out: { name: "objection to marketing (FADP, article 30)", proof: "none" },
    automated_decision_review: { name: "human review of automated decisions (FADP, article 21)" },
  },
  answer: { unit: "day", n: 30, roll: false, source: dsv("FADP, article 25(7); DPO, article 18(1)") },
  start: "receipt",
  pause: {
    identity: { effect: "none" },
    clarification: { effect: "none" },
    source: dsv("DPO, articles 16 and 19(3)"),
  },
  extension: {
    total: null,
    noticeBy: "first_period",
    reasons: ["reasonably_necessary"],
    source: dsv("DPO, article 18(2)"),
  },
  acknowledgement: null,
  appeal: null,
  refusal: {
    by: "first_period",
    contents: ["reasons"],
    source: dsv("DPO, article 18(3); FADP, article 26(4)"),
  },
  fee: {
    freeInTwelveMonths: null,
    chargeable: ["disproportionate_effort"],
    reflection: { unit: "day", n: 10, roll: false },
    source: dsv("DPO, article 19: at most CHF 300; ten days' silence withdraws the request"),
  },
  remedies: ["court", "authority"],
  records: null,
};
