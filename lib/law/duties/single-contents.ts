import type { Right } from "#lib/law/rights.ts";
import type { Confidence, Source } from "#lib/law/source.ts";
import type { NoticeContent, NoticeKind } from "./notice.ts";

type Single = {
  law: string;
  notices: readonly NoticeKind[];
  /** Without: every right. */
  rights?: readonly Right[];
  contents: readonly NoticeContent[];
  why: Source;
};

const refusals: readonly NoticeKind[] = ["refusal", "partial_refusal"];
const at = (cite: string, confidence: Confidence): Source => ({ cite, confidence });

/** What single articles add to a notice, beyond what the regimes say of all of their kind. */
const singles: readonly Single[] = [
  {
    law: "US_CA_CCPA",
    notices: ["granted", "partial_refusal"],
    rights: ["erasure"],
    contents: ["record_kept"],
    why: at("California Code of Regulations, title 11, section 7022", "confirmed"),
  },
  {
    law: "US_CA_CCPA",
    notices: refusals,
    rights: ["rectification"],
    contents: ["statement_may_be_attached"],
    why: at("California Code of Regulations, title 11, section 7023(f): data about health", "confirmed"),
  },
  {
    law: "US_CA_CCPA",
    notices: ["opt_out_done"],
    rights: ["opt_out", "limit_sensitive"],
    contents: ["decided_on"],
    why: at("California Code of Regulations, title 11, section 7026(g)", "secondary"),
  },
  {
    law: "UK_GDPR",
    notices: ["complaint_outcome"],
    contents: ["reasons", "complaint_authority", "court"],
    why: at("Data Protection Act 2018, section 164A", "secondary"),
  },
  {
    law: "IN_DPDP",
    notices: ["complaint_outcome"],
    contents: ["complaint_authority"],
    why: at("DPDP Act, section 13(3): grievance first, then the Board", "to_confirm"),
  },
  {
    law: "CA_PIPEDA",
    notices: ["extension"],
    contents: ["complaint_authority"],
    why: at("PIPEDA, section 8(4)", "to_confirm"),
  },
  {
    law: "CA_PIPEDA",
    notices: refusals,
    rights: ["rectification"],
    contents: ["statement_may_be_attached"],
    why: at("PIPEDA, Schedule 1, 4.9.6: what is left unresolved is recorded", "to_confirm"),
  },
  {
    law: "ZA_POPIA",
    notices: ["extension"],
    contents: ["complaint_authority", "court"],
    why: at("PAIA, section 57(3)", "to_confirm"),
  },
  {
    law: "ZA_POPIA",
    notices: ["granted", "partial_refusal"],
    rights: ["access"],
    contents: ["right_to_correct"],
    why: at("POPIA, section 23(2)", "confirmed"),
  },
  {
    law: "ZA_POPIA",
    notices: refusals,
    rights: ["rectification"],
    contents: ["statement_may_be_attached"],
    why: at("POPIA, section 24(2)(d)", "to_confirm"),
  },
  {
    law: "AU_APP",
    notices: refusals,
    rights: ["rectification"],
    contents: ["statement_may_be_attached"],
    why: at("Australian Privacy Principle 13.4", "to_confirm"),
  },
];

/** What single articles of a law ask of this notice. */
export function singleContents(law: string, asked: { right: Right; notice: NoticeKind }) {
  return singles
    .filter((one) => one.law === law && one.notices.includes(asked.notice))
    .filter((one) => one.rights === undefined || one.rights.includes(asked.right))
    .flatMap(({ contents, why }) => contents.map((content) => ({ content, why })));
}
