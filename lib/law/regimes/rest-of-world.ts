import type { Counted, Period } from "#lib/law/period.ts";
import type { FeeRule, Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";

type Elsewhere = {
  id: string;
  law: string;
  name: string;
  from: string;
  places: string[];
  /** The law's own name for each, with its first day where the law gave it later than the others. */
  rights: Partial<Record<Right, string | { name: string; from: string }>>;
  answer: Period;
  source: Source;
  extension?: Regime["extension"];
  refusal: { by: Regime["refusal"]["by"]; contents: string[] };
  chargeable?: FeeRule["chargeable"];
  remedies: Regime["remedies"];
  deemedRefusal?: true;
  keep?: Counted;
  notes?: string;
};

/** Laws that know neither pauses nor acknowledgements, and whose periods are days or words. */
function elsewhere(one: Elsewhere): Regime {
  const { source } = one;
  const rights = Object.entries(one.rights).map(([right, told]) => [
    right,
    typeof told === "string" ? { name: told } : told,
  ]);
  return {
    id: one.id,
    version: 1,
    law: one.law,
    name: one.name,
    from: one.from,
    places: one.places,
    rights: Object.fromEntries(rights) as Regime["rights"],
    answer: { ...one.answer, source },
    start: "receipt",
    pause: { identity: { effect: "none" }, clarification: { effect: "none" }, source },
    extension: one.extension ?? null,
    acknowledgement: null,
    appeal: null,
    refusal: { ...one.refusal, source },
    fee: { freeInTwelveMonths: null, chargeable: one.chargeable ?? [], source },
    remedies: one.remedies,
    ...(one.deemedRefusal ? { deemedRefusal: true } : {}),
    records: one.keep ? { keep: one.keep, source } : null,
    ...(one.notes ? { notes: one.notes } : {}),
  };
}

const days = (n: number): Counted => ({ unit: "day", n, roll: false });
const secondary = (cite: string): Source => ({ cite, confidence: "secondary" });
const confirmed = (cite: string): Source => ({ cite, confidence: "confirmed" });
const toConfirm = (cite: string): Source => ({ cite, confidence: "to_confirm" });

export const restOfWorld: readonly Regime[] = [
  elsewhere({
    id: "BR_LGPD",
    law: "Lei 13.709/2018, articles 18 to 20",
    name: "LGPD",
    from: "2020-09-18",
    places: ["BR"],
    rights: {
      access: "right of access (article 18, II)",
      rectification: "right to correction (article 18, III)",
      erasure: "anonymisation, blocking or deletion (article 18, IV and VI)",
      portability: "right to portability (article 18, V)",
      objection: "right to object (article 18, paragraph 2)",
      restriction: "right to blocking (article 18, IV)",
      automated_decision_review: "review of automated decisions (article 20)",
      opt_out: "withdrawal of consent (article 18, IX)",
      complaint: "complaint (article 18, paragraph 1)",
    },
    answer: days(15),
    source: secondary("Lei 13.709/2018, article 19, II"),
    refusal: { by: "with_answer", contents: ["reasons", "who_is_responsible"] },
    remedies: ["authority", "court"],
    notes: "A simplified confirmation is due at once; other rights at once or as the authority regulates.",
  }),
  elsewhere({
    id: "CA_PIPEDA",
    law: "Personal Information Protection and Electronic Documents Act",
    name: "PIPEDA",
    from: "2001-01-01",
    places: ["CA"],
    rights: {
      access: "right of access (Schedule 1, 4.9)",
      rectification: "right to correction (Schedule 1, 4.9.5)",
      complaint: "challenge to compliance (Schedule 1, 4.10)",
    },
    answer: days(30),
    source: confirmed("PIPEDA, section 8(3)"),
    extension: {
      total: days(60),
      noticeBy: { afterRequestDate: days(30) },
      reasons: ["reasonably_necessary", "third_party_consultation"],
      source: confirmed("PIPEDA, section 8(4)"),
    },
    refusal: { by: "first_period", contents: ["reasons", "recourse"] },
    chargeable: ["actual_cost"],
    remedies: ["authority", "court"],
    deemedRefusal: true,
  }),
  elsewhere({
    id: "CA_QC_LAW25",
    law: "Act respecting the protection of personal information in the private sector (P-39.1)",
    name: "Quebec Law 25",
    from: "2023-09-22",
    places: ["CA-QC"],
    rights: {
      access: "right of access (section 27)",
      rectification: "right to rectification (section 28)",
      portability: { name: "right to portability (section 27)", from: "2024-09-22" },
      erasure: "de-indexing and deletion (sections 28 and 28.1)",
      automated_decision_review: "information on automated decisions (section 12.1)",
    },
    answer: days(30),
    source: confirmed("P-39.1, section 32"),
    refusal: { by: "first_period", contents: ["reasons", "provision", "remedies", "time_limit"] },
    chargeable: ["actual_cost"],
    remedies: ["authority", "court"],
    deemedRefusal: true,
  }),
  elsewhere({
    id: "ZA_POPIA",
    law: "Protection of Personal Information Act, sections 23 to 25",
    name: "POPIA",
    from: "2021-07-01",
    places: ["ZA"],
    rights: {
      access: "right of access (section 23; PAIA, section 56)",
      rectification: "right to correction (section 24)",
      erasure: "right to deletion (section 24)",
      objection: "right to object (section 11(3))",
      opt_out: "objection to direct marketing (section 11(3)(b))",
    },
    answer: days(30),
    source: secondary("Promotion of Access to Information Act, section 56; regulations of 17 April 2025"),
    extension: {
      total: days(60),
      noticeBy: "first_period",
      reasons: ["number_of_requests", "complexity", "third_party_consultation"],
      source: secondary("PAIA, section 57"),
    },
    refusal: { by: "first_period", contents: ["reasons"] },
    chargeable: ["actual_cost"],
    remedies: ["authority", "court"],
    notes: "POPIA alone says only: within a reasonable time. The 30 days are those of PAIA.",
  }),
  elsewhere({
    id: "IN_DPDP",
    law: "Digital Personal Data Protection Act 2023, sections 11 to 14",
    name: "DPDP Act",
    from: "2027-05-13",
    places: ["IN"],
    rights: {
      access: "right to a summary (section 11)",
      rectification: "right to correction (section 12)",
      erasure: "right to erasure (section 12)",
      complaint: "grievance (section 13)",
    },
    answer: days(90),
    source: secondary("DPDP Rules 2025, rule 14(3): the company publishes its own period, 90 days at most"),
    refusal: { by: "with_answer", contents: ["reasons"] },
    remedies: ["authority"],
    notes: "18 months after publication in November 2025: 13 or 14 May 2027, to confirm.",
  }),
  elsewhere({
    id: "JP_APPI",
    law: "Act on the Protection of Personal Information, articles 32 to 39",
    name: "APPI",
    from: "2022-04-01",
    places: ["JP"],
    rights: {
      access: "disclosure (article 33)",
      rectification: "correction (article 34)",
      erasure: "deletion or end of use (articles 34 and 35)",
      objection: "end of use (article 35)",
      opt_out: "stop of provision to third parties (article 35)",
    },
    answer: { unit: "words", words: "without_delay" },
    source: toConfirm("APPI, articles 33 to 36"),
    refusal: { by: "words", contents: ["reasons"] },
    chargeable: ["actual_cost"],
    remedies: ["authority", "court"],
  }),
  elsewhere({
    id: "AU_APP",
    law: "Privacy Act 1988, Australian Privacy Principles 12 and 13",
    name: "Australian Privacy Principles",
    from: "2014-03-12",
    places: ["AU"],
    rights: { access: "access (APP 12)", rectification: "correction (APP 13)" },
    answer: { unit: "words", words: "reasonable_time" },
    source: toConfirm("APP 12.4; the regulator expects about 30 days"),
    refusal: { by: "words", contents: ["reasons", "complaint_to_authority"] },
    remedies: ["authority"],
  }),
  elsewhere({
    id: "KR_PIPA",
    law: "Personal Information Protection Act, articles 35 to 38",
    name: "PIPA",
    from: "2020-08-05",
    places: ["KR"],
    rights: {
      access: "access (article 35)",
      rectification: "correction (article 36)",
      erasure: "deletion (article 36)",
      objection: "suspension of processing (article 37)",
      restriction: "suspension of processing (article 37)",
      portability: { name: "transmission (article 35-2)", from: "2025-03-13" },
      automated_decision_review: {
        name: "refusal of automated decisions (article 37-2)",
        from: "2024-03-15",
      },
    },
    answer: days(10),
    source: secondary("Enforcement Decree, articles 41(4), 43(3) and 44(2)"),
    extension: {
      total: null,
      noticeBy: "first_period",
      reasons: ["reasonably_necessary"],
      source: secondary("Standard Guideline, article 31: within ten days of the reason's end"),
    },
    refusal: { by: "first_period", contents: ["reasons", "objection_route"] },
    chargeable: ["actual_cost"],
    remedies: ["authority"],
  }),
  elsewhere({
    id: "CN_PIPL",
    law: "Personal Information Protection Law, articles 44 to 50",
    name: "PIPL",
    from: "2021-11-01",
    places: ["CN"],
    rights: {
      access: "access and copy (article 45)",
      portability: "transfer (article 45)",
      rectification: "correction (article 46)",
      erasure: "deletion (article 47)",
      automated_decision_review: "refusal of automated decisions (article 24)",
      objection: "restriction or refusal (article 44)",
    },
    answer: { unit: "words", words: "timely" },
    source: toConfirm("PIPL, articles 45 and 50; practice 15 working days or 30 days"),
    refusal: { by: "words", contents: ["reasons"] },
    remedies: ["authority", "court"],
  }),
  elsewhere({
    id: "TH_PDPA",
    law: "Personal Data Protection Act B.E. 2562, sections 30 to 36",
    name: "Thai PDPA",
    from: "2022-06-01",
    places: ["TH"],
    rights: {
      access: "access (section 30)",
      portability: "portability (section 31)",
      objection: "objection (section 32)",
      erasure: "erasure (section 33)",
      restriction: "restriction (section 34)",
      rectification: "correction (section 36)",
      opt_out: "objection to direct marketing (section 32(2))",
    },
    answer: days(30),
    source: confirmed("PDPA, section 30"),
    refusal: { by: "with_answer", contents: ["reasons"] },
    remedies: ["authority"],
  }),
  elsewhere({
    id: "SG_PDPA",
    law: "Personal Data Protection Act 2012, sections 21 to 22A",
    name: "Singapore PDPA",
    from: "2021-02-01",
    places: ["SG"],
    rights: {
      access: "access (section 21)",
      rectification: "correction (section 22)",
      opt_out: "withdrawal of consent (section 16)",
    },
    answer: days(30),
    source: secondary("Personal Data Protection Regulations 2021, regulation 5"),
    extension: {
      total: null,
      noticeBy: "first_period",
      reasons: ["reasonably_necessary"],
      source: secondary("regulation 5: a dated holding reply"),
    },
    refusal: { by: "with_answer", contents: ["reasons"] },
    chargeable: ["actual_cost"],
    remedies: ["authority"],
    notes: "Refused data is kept for at least 30 days (section 22A).",
  }),
];
