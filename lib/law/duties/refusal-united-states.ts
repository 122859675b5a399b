import type { Regime } from "#lib/law/regime.ts";
import { usStates } from "#lib/law/regimes/us-states.ts";
import type { Right } from "#lib/law/rights.ts";
import { dataRights, type RefusalRow, rowsIn } from "./refusal-rows.ts";

const ccr = rowsIn("California Code of Regulations, title 11", "confirmed");
const civil = rowsIn("Civil Code", "confirmed");
const know: readonly Right[] = ["access", "portability"];
const verified: readonly Right[] = [...know, "erasure", "rectification"];

const california: readonly RefusalRow[] = [
  ccr("ca_cannot_verify", know, "section 7024(a) and (b)"),
  ccr("ca_cannot_verify", ["erasure"], "section 7022(a)"),
  ccr("ca_cannot_verify", ["rectification"], "section 7023(a)"),
  ccr("ca_cannot_verify", ["automated_decision_review"], "section 7222", "secondary"),
  civil("ca_delete_exception", ["erasure"], "1798.105(d)"),
  civil("ca_legal_conflict", [...verified, "automated_decision_review"], "1798.145 and 1798.146"),
  ccr("ca_never_disclose", know, "section 7024(d)"),
  ccr("ca_search_exempt", know, "section 7024(c)"),
  civil("ca_excessive", [...verified, "automated_decision_review"], "1798.145(h)(3)"),
  ccr("ca_accurate_on_totality", ["rectification"], "section 7023(b)"),
  ccr("ca_fraudulent_opt_out", ["opt_out"], "section 7026(e)"),
  ccr("ca_fraudulent_opt_out", ["limit_sensitive"], "section 7027(f)", "secondary"),
  ccr("conditions_not_met", ["automated_decision_review"], "section 7221(b)", "secondary"),
];

const broker = rowsIn("Civil Code", "secondary");
const deleteAct: readonly RefusalRow[] = [
  broker("ca_cannot_verify", ["erasure"], "1798.99.86: the request then counts as an opt-out"),
  broker("ca_delete_exception", ["erasure"], "1798.99.86 with 1798.105(d)"),
  broker("ca_legal_conflict", ["erasure"], "1798.99.86 with 1798.145 and 1798.146"),
];

const nevada: readonly RefusalRow[] = [
  rowsIn("NRS", "secondary")("nv_not_verified", ["opt_out"], "603A.345: a verified request"),
];

/** States whose opt-outs need no authentication and may be refused on a documented belief that they are fraudulent. */
const refusesFraudulentOptOuts = ["CT", "DE", "MD", "MN", "MT", "NH", "NJ", "OR", "RI"];

/**
 * A state law in the common model. Laws of the Virginia kind would let a company authenticate opt-outs too; we never
 * do, so `us_cannot_authenticate` is no ground for them here.
 */
function stateRows(regime: Regime): RefusalRow[] {
  const confidence = regime.answer.source.confidence;
  const row = rowsIn(regime.law, confidence === "confirmed" ? "secondary" : confidence);
  const given = dataRights.filter((right) => regime.rights[right]);
  const fraud = refusesFraudulentOptOuts.some((state) => regime.id === `US_${state}`);
  return [
    row("us_cannot_authenticate", given, "a request that cannot be authenticated"),
    row("manifestly_unfounded", [...given, "opt_out"], "unfounded, excessive and repeated requests"),
    row("excessive", [...given, "opt_out"], "unfounded, excessive and repeated requests"),
    row("us_chapter_exemption", given, "scope and exemptions"),
    row("rights_of_others", know, "rights and freedoms of others, trade secrets", "to_confirm"),
    ...(regime.rights.rectification
      ? [
          row(
            "data_accurate",
            ["rectification"],
            "nature of the data and purpose of processing",
            "to_confirm",
          ),
        ]
      : []),
    row("erasure_exception", ["erasure"], "exemptions: what the law does not restrict"),
    ...(fraud
      ? [
          row(
            "us_fraudulent_opt_out",
            ["opt_out"],
            "opt-out requests believed to be fraudulent",
            "to_confirm",
          ),
        ]
      : []),
  ];
}

const rows: Readonly<Record<string, readonly RefusalRow[]>> = {
  US_CA_CCPA: california,
  US_CA_DELETE_ACT: deleteAct,
  US_NV: nevada,
  ...Object.fromEntries(usStates.map((one) => [one.id, stateRows(one)])),
};

/** What a law of the United States allows as grounds; undefined where it is not one. */
export const refusalUnitedStates = (law: string): readonly RefusalRow[] | undefined => rows[law];
