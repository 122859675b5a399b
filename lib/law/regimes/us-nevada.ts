import type { Regime } from "#lib/law/regime.ts";

const nevada = { cite: "NRS 603A.345 and 346", confidence: "secondary" as const };

export const usNevada: Regime = {
  id: "US_NV",
  version: 1,
  law: "Nevada Revised Statutes 603A.345 and 346",
  name: "Nevada online privacy law",
  from: "2021-10-01",
  places: ["US-NV"],
  rights: { opt_out: { name: "right to opt out of sale (NRS 603A.345)" } },
  answer: { unit: "day", n: 60, roll: false, source: nevada },
  start: "receipt",
  pause: { identity: { effect: "none" }, clarification: { effect: "none" }, source: nevada },
  extension: {
    total: { unit: "day", n: 90, roll: false },
    noticeBy: "first_period",
    reasons: ["reasonably_necessary"],
    source: nevada,
  },
  acknowledgement: null,
  appeal: null,
  refusal: { by: "with_answer", contents: ["reasons"], source: nevada },
  fee: { freeInTwelveMonths: null, chargeable: [], source: nevada },
  remedies: ["attorney_general"],
  records: null,
};
