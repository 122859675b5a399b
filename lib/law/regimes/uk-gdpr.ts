import type { Regime } from "#lib/law/regime.ts";
import type { Source } from "#lib/law/source.ts";

const ico: Source = { cite: "ICO guidance on the right of access, 8 December 2025", confidence: "confirmed" };
const article = (cite: string): Source => ({ cite: `UK GDPR, ${cite}`, confidence: "secondary" });

const common: Omit<Regime, "version" | "from" | "law" | "start" | "pause"> = {
  id: "UK_GDPR",
  name: "UK GDPR",
  places: ["GB", "GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"],
  rights: {
    access: { name: "right of access (article 15)" },
    rectification: { name: "right to rectification (article 16)" },
    erasure: { name: "right to erasure (article 17)" },
    restriction: { name: "right to restriction (article 18)" },
    portability: { name: "right to data portability (article 20)" },
    objection: { name: "right to object (article 21)" },
    opt_out: {
      name: "objection to direct marketing (article 21(2))",
      answer: { unit: "words", words: "without_delay", source: article("article 21(3)") },
      extendable: false,
      proof: "none",
    },
    automated_decision_review: { name: "safeguards for automated decisions (articles 22A to 22D)" },
    complaint: {
      name: "complaint to us (Data Protection Act 2018, section 164A)",
      from: "2026-06-19",
      answer: {
        unit: "words",
        words: "without_delay",
        source: { cite: "Data Protection Act 2018, section 164A", confidence: "secondary" },
      },
      extendable: false,
      proof: "none",
    },
  },
  answer: {
    unit: "month",
    n: 1,
    roll: true,
    source: {
      cite: "UK GDPR, article 12A(1) and (2); ICO, 'How do we calculate a month?', 8 December 2025",
      confidence: "confirmed",
    },
  },
  extension: {
    total: { unit: "month", n: 3, roll: true },
    noticeBy: "first_period",
    reasons: ["complexity", "number_of_requests"],
    source: article("article 12A(3) and (4)"),
  },
  acknowledgement: null,
  complaint: {
    acknowledgement: {
      unit: "day",
      n: 30,
      roll: true,
      source: {
        cite: "Data Protection Act 2018, section 164A; ICO complaints guidance, February 2026",
        confidence: "secondary",
      },
    },
    outcome: {
      unit: "words",
      words: "without_delay",
      source: { cite: "Data Protection Act 2018, section 164A", confidence: "secondary" },
    },
    from: "2026-06-19",
  },
  consentStop: { unit: "words", words: "without_delay", source: article("articles 7(3) and 17(1)(b)") },
  appeal: null,
  refusal: {
    by: "first_period",
    contents: ["reasons", "complaint_to_company", "complaint_to_authority", "court"],
    source: article("article 12(4)"),
  },
  fee: {
    freeInTwelveMonths: null,
    chargeable: ["unfounded", "excessive", "further_copy"],
    source: article("article 12(5)"),
  },
  remedies: ["authority", "court"],
  records: null,
};

/** Before the Data (Use and Access) Act 2025 took effect: the ICO's reading of the same articles. */
export const ukGdprBefore: Regime = {
  ...common,
  version: 1,
  from: "2018-05-25",
  until: "2026-02-04",
  law: "UK GDPR and Data Protection Act 2018",
  start: "latest",
  pause: {
    identity: { effect: "restarts" },
    clarification: {
      effect: "suspends",
      bothEnds: false,
      rights: ["access"],
      only: "a large amount of data is held and the scope is unclear",
    },
    source: ico,
  },
};

export const ukGdpr: Regime = {
  ...common,
  version: 2,
  from: "2026-02-05",
  law: "UK GDPR and Data Protection Act 2018 as amended by the Data (Use and Access) Act 2025",
  start: "latest",
  pause: {
    identity: { effect: "restarts" },
    clarification: {
      effect: "suspends",
      bothEnds: true,
      rights: ["access"],
      only: "it is reasonably required to know what is asked for, not in which format",
    },
    source: {
      cite: "UK GDPR, article 12A(5) and (6); parallel text Data Protection Act 2018, section 54(3C) and (3D)",
      confidence: "secondary",
    },
  },
};
