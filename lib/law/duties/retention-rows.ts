import { usStates } from "#lib/law/regimes/us-states.ts";
import type { Confidence, Source } from "#lib/law/source.ts";
import type { retentionTexts } from "./retention-texts.ts";

type RetentionRow = { ground: keyof typeof retentionTexts; article: Source };

/** Rows of one law: its citations share a beginning and how sure we are. */
function rows(
  statute: string,
  confidence: Confidence,
  grounds: Readonly<Partial<Record<RetentionRow["ground"], string>>>,
): RetentionRow[] {
  return (Object.entries(grounds) as [RetentionRow["ground"], string][]).map(([ground, cite]) => ({
    ground,
    article: { cite: `${statute}, ${cite}`, confidence },
  }));
}

const article17 = {
  expression_and_information: "article 17(3)(a)",
  legal_obligation_or_public_task: "article 17(3)(b)",
  public_health: "article 17(3)(c)",
  archive_research_statistics: "article 17(3)(d)",
  legal_claims: "article 17(3)(e)",
};
const section105 = {
  ca_transaction_warranty_contract: "1798.105(d)(1)",
  ca_security_integrity: "1798.105(d)(2)",
  ca_debug: "1798.105(d)(3)",
  ca_free_speech_or_legal_right: "1798.105(d)(4)",
  ca_calecpa: "1798.105(d)(5)",
  ca_research_with_consent: "1798.105(d)(6)",
  ca_internal_aligned_use: "1798.105(d)(7)",
  ca_legal_obligation: "1798.105(d)(8)",
};
const exemptions = "what the law does not restrict";
const inEveryState = {
  us_legal_obligation: exemptions,
  us_legal_claims: exemptions,
  us_product_or_contract: exemptions,
  us_security_or_fraud: exemptions,
  us_research: exemptions,
  us_internal_use: exemptions,
};

const byLaw: Readonly<Record<string, readonly RetentionRow[]>> = {
  EU_GDPR: rows("Regulation (EU) 2016/679", "confirmed", article17),
  UK_GDPR: rows("UK GDPR", "secondary", article17),
  CH_FADP: rows("FADP", "to_confirm", { ch_consent_interest_or_law: "articles 31 and 32(2)" }),
  US_CA_CCPA: rows("Civil Code", "confirmed", section105),
  US_CA_DELETE_ACT: rows("Civil Code 1798.99.86", "secondary", section105),
  ...Object.fromEntries(usStates.map((one) => [one.id, rows(one.law, "to_confirm", inEveryState)])),
  BR_LGPD: rows("Lei 13.709/2018", "secondary", {
    required_by_other_law: "article 16, I",
    research_body: "article 16, II",
  }),
  CA_QC_LAW25: rows("P-39.1", "to_confirm", {
    required_by_other_law: "sections 23 and 28",
    expression_and_information: "section 28.1",
  }),
  ZA_POPIA: rows("POPIA", "secondary", {
    required_by_other_law: "section 14(1)(a)",
    still_necessary: "section 14(1)(b) and (c)",
    archive_research_statistics: "section 14(2)",
  }),
  IN_DPDP: rows("DPDP Act", "secondary", {
    still_necessary: "section 12(3): the specified purpose",
    required_by_other_law: "section 12(3): compliance with a law",
    legal_claims: "section 17(1)(a)",
  }),
  JP_APPI: rows("APPI", "to_confirm", {
    required_by_other_law: "article 34(2): special procedures of other laws",
    technically_not_possible_yet: "article 35: costly to stop, other measures taken",
  }),
  KR_PIPA: rows("PIPA", "to_confirm", {
    required_by_other_law: "article 36(1): another statute collects it",
  }),
  CN_PIPL: rows("PIPL", "to_confirm", {
    required_by_other_law: "article 47(2): a retention period runs",
    technically_not_possible_yet: "article 47(2): technically hard",
  }),
  TH_PDPA: rows("PDPA", "secondary", {
    expression_and_information: "section 33(2)",
    archive_research_statistics: "section 33(2) with section 24(1)",
    public_health: "section 33(2) with section 26(5)",
    legal_claims: "section 33(2)",
    required_by_other_law: "section 33(2)",
  }),
  OWN_POLICY: rows("Our own promise", "confirmed", {
    required_by_other_law: "data that a law makes us keep",
    legal_claims: "data needed in a dispute",
  }),
};

/** The grounds of one law for keeping data; empty where it knows no erasure. */
export const retentionRows = (law: string): readonly RetentionRow[] => byLaw[law] ?? [];
