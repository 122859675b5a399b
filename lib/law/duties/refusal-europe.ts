import { dataRights, type RefusalRow, rowsIn } from "./refusal-rows.ts";

const eu = rowsIn("Regulation (EU) 2016/679", "confirmed");
const uk = rowsIn("UK GDPR", "secondary");
const act2018 = rowsIn("Data Protection Act 2018", "secondary");
const swiss = rowsIn("FADP", "confirmed");

/**
 * Europe. Objection to direct marketing is absolute (article 21(3)): it knows no ground, so no row has `opt_out`.
 */
export const refusalEurope: Readonly<Record<string, readonly RefusalRow[]>> = {
  EU_GDPR: [
    eu("cannot_identify", dataRights, "articles 11(2) and 12(2)"),
    eu("manifestly_unfounded", dataRights, "article 12(5)"),
    eu("excessive", dataRights, "article 12(5); C-526/24"),
    eu("rights_of_others", ["access"], "article 15(4)"),
    eu("rights_of_others", ["portability"], "article 20(4)"),
    eu("erasure_exception", ["erasure"], "article 17(3)"),
    eu("compelling_grounds", ["objection"], "article 21(1)"),
    eu("not_consent_or_contract", ["portability"], "article 20(1)"),
    eu("data_accurate", ["rectification"], "article 16", "to_confirm"),
    eu("conditions_not_met", ["erasure"], "article 17(1)"),
    eu("conditions_not_met", ["restriction"], "article 18(1)"),
    eu("conditions_not_met", ["automated_decision_review"], "article 22(1) and (2)"),
    eu("national_restriction", dataRights, "article 23 and the national law that uses it"),
  ],
  UK_GDPR: [
    uk("cannot_identify", dataRights, "articles 11(2) and 12(2)"),
    uk("manifestly_unfounded", dataRights, "article 12(5)"),
    uk("excessive", dataRights, "article 12(5)"),
    act2018("rights_of_others", ["access"], "Schedule 2, paragraph 16"),
    uk("rights_of_others", ["portability"], "article 20(4)"),
    uk("erasure_exception", ["erasure"], "article 17(3)"),
    uk("compelling_grounds", ["objection"], "article 21(1)"),
    uk("not_consent_or_contract", ["portability"], "article 20(1)"),
    uk("data_accurate", ["rectification"], "article 16", "to_confirm"),
    uk("conditions_not_met", ["erasure"], "article 17(1)"),
    uk("conditions_not_met", ["restriction"], "article 18(1)"),
    uk("conditions_not_met", ["automated_decision_review"], "articles 22A to 22D"),
    act2018("uk_schedule_exemption", dataRights, "Schedules 2 to 4"),
    uk("search_disproportionate", ["access"], "article 15(1A)"),
  ],
  CH_FADP: [
    swiss("ch_formal_law", ["access", "portability"], "articles 26(1)(a) and 29"),
    swiss("rights_of_others", ["access", "portability"], "articles 26(1)(b) and 29"),
    swiss("manifestly_unfounded", ["access", "portability"], "articles 26(1)(c) and 29"),
    swiss("ch_own_overriding_interest", ["access", "portability"], "articles 26(2)(a) and 29"),
    swiss("ch_media", ["access"], "article 27"),
    rowsIn("DPO", "to_confirm")("cannot_identify", dataRights, "article 16(5)"),
    swiss("not_consent_or_contract", ["portability"], "article 28(1)"),
    swiss("data_accurate", ["rectification"], "article 32(1)", "to_confirm"),
    swiss("erasure_exception", ["erasure"], "articles 31 and 32(2)", "to_confirm"),
    swiss("compelling_grounds", ["objection"], "article 31: an overriding interest or a law", "to_confirm"),
    swiss("conditions_not_met", ["automated_decision_review"], "article 21(3)"),
  ],
};
