import { dataRights, type RefusalRow, rowsIn } from "./refusal-rows.ts";

const brazil = rowsIn("Lei 13.709/2018", "secondary");
const canada = rowsIn("PIPEDA", "confirmed");
const quebec = rowsIn("P-39.1", "to_confirm");
const southAfrica = rowsIn("POPIA", "secondary");
const india = rowsIn("DPDP Act", "secondary");
const japan = rowsIn("APPI", "to_confirm");
const australia = rowsIn("Privacy Act 1988", "to_confirm");
const korea = rowsIn("PIPA", "to_confirm");
const china = rowsIn("PIPL", "to_confirm");
const thailand = rowsIn("PDPA", "secondary");
const singapore = rowsIn("Personal Data Protection Act 2012", "secondary");
const ours = rowsIn("Our own promise", "confirmed");

/** Other laws, and the company's own promise where no law governs. Withdrawing consent knows no ground. */
export const refusalElsewhere: Readonly<Record<string, readonly RefusalRow[]>> = {
  BR_LGPD: [
    brazil("not_responsible", dataRights, "article 18, paragraph 4, I"),
    brazil("law_exception", dataRights, "article 18, paragraph 4, II: reasons in fact or law"),
    brazil("erasure_exception", ["erasure"], "article 16"),
    brazil("cannot_identify", dataRights, "article 18, paragraph 3", "to_confirm"),
    brazil("rights_of_others", ["access", "portability"], "article 19, II: trade secrets", "to_confirm"),
  ],
  CA_PIPEDA: [
    canada("rights_of_others", ["access"], "section 9(1): only what cannot be severed"),
    canada("law_exception", ["access"], "section 9(3)"),
    canada("cannot_identify", ["access", "rectification"], "Schedule 1, 4.9.2", "to_confirm"),
    canada("data_accurate", ["rectification"], "Schedule 1, 4.9.5 and 4.9.6", "to_confirm"),
  ],
  CA_QC_LAW25: [
    quebec("law_exception", ["access", "portability"], "sections 37 to 41"),
    quebec("rights_of_others", ["access", "portability"], "section 40"),
    quebec("data_accurate", ["rectification"], "section 28; Civil Code of Quebec, article 40"),
    quebec("erasure_exception", ["erasure"], "sections 28 and 28.1"),
    quebec("conditions_not_met", ["erasure"], "section 28.1"),
    quebec("conditions_not_met", ["automated_decision_review"], "section 12.1"),
    quebec("cannot_identify", dataRights, "section 30"),
    quebec("excessive", ["access", "rectification"], "section 46: only with the Commission's leave"),
  ],
  ZA_POPIA: [
    southAfrica("cannot_identify", ["access", "rectification", "erasure"], "sections 23(1) and 24(1)"),
    southAfrica("law_exception", ["access"], "section 23(4); PAIA, Part 3, Chapter 4"),
    southAfrica("data_accurate", ["rectification"], "section 24(2)(c)"),
    southAfrica("erasure_exception", ["erasure"], "sections 14 and 24"),
    southAfrica("compelling_grounds", ["objection"], "section 11(3)(a)", "to_confirm"),
  ],
  IN_DPDP: [
    india(
      "cannot_identify",
      ["access", "rectification", "erasure"],
      "sections 11 and 12; Rules 2025, rule 14",
    ),
    india("law_exception", ["access", "rectification", "erasure"], "section 17"),
    india("data_accurate", ["rectification"], "section 12(2)", "to_confirm"),
    india("erasure_exception", ["erasure"], "section 12(3)"),
  ],
  JP_APPI: [
    japan("law_exception", ["access"], "article 33(2)"),
    japan("cannot_identify", dataRights, "article 37"),
    japan("data_accurate", ["rectification"], "article 34(2)"),
    japan("conditions_not_met", ["erasure", "objection", "opt_out"], "article 35"),
    japan("erasure_exception", ["erasure"], "articles 34 and 35(2)"),
  ],
  AU_APP: [
    australia("law_exception", ["access"], "Australian Privacy Principle 12.3"),
    australia("rights_of_others", ["access"], "Australian Privacy Principle 12.3(b)"),
    australia(
      "manifestly_unfounded",
      ["access"],
      "Australian Privacy Principle 12.3(c): frivolous or vexatious",
    ),
    australia("data_accurate", ["rectification"], "Australian Privacy Principle 13.1"),
    australia("cannot_identify", ["access", "rectification"], "Australian Privacy Principles 12 and 13"),
  ],
  KR_PIPA: [
    korea("law_exception", ["access"], "article 35(4)"),
    korea("rights_of_others", ["access", "portability"], "articles 35(4) and 35-2"),
    korea("erasure_exception", ["erasure"], "article 36(1)"),
    korea("law_exception", ["objection", "restriction"], "article 37(2)"),
    korea("data_accurate", ["rectification"], "article 36(2)"),
    korea("conditions_not_met", ["automated_decision_review"], "article 37-2(1)"),
    rowsIn("PIPA Enforcement Decree", "secondary")("cannot_identify", dataRights, "article 46"),
  ],
  CN_PIPL: [
    china("law_exception", ["access", "portability"], "articles 18(1), 35 and 45"),
    china("conditions_not_met", ["portability"], "article 45(3)"),
    china("data_accurate", ["rectification"], "article 46(2)"),
    china("erasure_exception", ["erasure"], "article 47(2)"),
    china("law_exception", ["objection"], "article 44"),
    china("conditions_not_met", ["automated_decision_review"], "article 24(3)"),
    china("cannot_identify", dataRights, "article 50"),
  ],
  TH_PDPA: [
    thailand("th_law_and_harm", ["access"], "section 30(2)"),
    thailand("rights_of_others", ["portability"], "section 31"),
    thailand("not_consent_or_contract", ["portability"], "section 31"),
    thailand("compelling_grounds", ["objection"], "section 32(1)"),
    thailand("erasure_exception", ["erasure"], "section 33"),
    thailand("conditions_not_met", ["erasure"], "section 33"),
    thailand("conditions_not_met", ["restriction"], "section 34"),
    thailand("data_accurate", ["rectification"], "sections 35 and 36"),
    thailand("cannot_identify", dataRights, "sections 30 to 36", "to_confirm"),
  ],
  SG_PDPA: [
    singapore("law_exception", ["access"], "section 21(2) and Fifth Schedule"),
    singapore("law_exception", ["rectification"], "section 22(7) and Sixth Schedule"),
    singapore("rights_of_others", ["access"], "section 21(3)"),
    singapore("data_accurate", ["rectification"], "section 22(2) and (5)"),
    singapore("manifestly_unfounded", ["access"], "Fifth Schedule: frivolous or vexatious"),
    singapore("cannot_identify", ["access", "rectification"], "Regulations 2021, Part 2", "to_confirm"),
  ],
  OWN_POLICY: [
    ours("cannot_identify", dataRights, "we never hand over data without proof"),
    ours("manifestly_unfounded", dataRights, "requests without any basis"),
    ours("excessive", dataRights, "requests that repeat themselves"),
    ours("rights_of_others", ["access", "portability"], "other people's data"),
    ours("data_accurate", ["rectification"], "data that is right"),
    ours("erasure_exception", ["erasure"], "data that must be kept"),
    ours("law_exception", dataRights, "a law that does not let us"),
  ],
};
