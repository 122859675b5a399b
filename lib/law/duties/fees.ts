import type { Counted } from "#lib/law/period.ts";
import type { FeeRule, Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";

/** Why a fee may be charged under some law. Checking who asks is never among them. */
export type FeeReason = FeeRule["chargeable"][number];

/** Whether a fee may be charged, and what goes with it. `reflection`: how long the person has to withdraw. */
export type FeeDecision = {
  allowed: boolean;
  why: string;
  source: Source;
  secondApprover: boolean;
  reflection: Counted | null;
};

const neverCharged: readonly Right[] = ["opt_out", "limit_sensitive", "appeal", "complaint"];
/** Rights answered with the data themselves: only they have copies, searches and free answers a year. */
const withData: readonly Right[] = ["access", "portability"];
const aboutCost: readonly FeeReason[] = ["further_copy", "disproportionate_effort", "actual_cost"];
const byRepetition: readonly FeeReason[] = ["excessive", "repetitive"];
const judged: readonly FeeReason[] = ["unfounded", "excessive", "repetitive"];

/**
 * Whether a fee may be charged for this reason. `answersInTwelveMonths`: answers that the person was given to the same
 * right in the twelve months before this request.
 */
export function mayCharge(
  law: Regime,
  right: Right,
  answersInTwelveMonths: number,
  reason: FeeReason,
): FeeDecision {
  const { fee } = law;
  const decide = (allowed: boolean, why: string): FeeDecision => ({
    allowed,
    why,
    source: fee.source,
    secondApprover: allowed && judged.includes(reason),
    reflection: allowed ? (fee.reflection ?? null) : null,
  });
  const free = fee.freeInTwelveMonths;
  if (neverCharged.includes(right)) return decide(false, "This right is always free.");
  if (!fee.chargeable.includes(reason)) return decide(false, `${law.name} knows no fee for this reason.`);
  if (aboutCost.includes(reason) && !withData.includes(right))
    return decide(false, "Only a copy of the data may cost something.");
  if (reason === "further_copy" && answersInTwelveMonths === 0)
    return decide(false, "The first copy is always free.");
  if (
    free !== null &&
    withData.includes(right) &&
    byRepetition.includes(reason) &&
    answersInTwelveMonths < free
  )
    return decide(false, `The first ${free === 1 ? "answer" : `${free} answers`} in twelve months are free.`);
  return decide(
    true,
    judged.includes(reason)
      ? "Allowed where it is shown with evidence and a second person agrees. The burden is on us."
      : "Allowed. The amount must be told first, so that the person can withdraw.",
  );
}
