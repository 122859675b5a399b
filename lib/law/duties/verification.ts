import { regimes } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import { ceilingOf } from "./verification-rows.ts";

/** Ways to prove who asks, the least first: one stops at the first that suffices. */
export const evidenceLadder = [
  "live_login",
  "reauthentication",
  "message_to_known_address",
  "matched_data_points",
  "signed_declaration",
  "identity_document",
] as const;
export type Evidence = (typeof evidenceLadder)[number];

/** The most that may be asked of the person. */
export type Ceiling = {
  most: Evidence | "nothing";
  /** How many data points may be matched at most; null: as few as suffice, never more than sign-up asked. */
  dataPoints: number | null;
  /** Beyond `most`: only where nothing less suffices, asked by staff with a reason, deleted at the decision. */
  documentAsLastResort: boolean;
  source: Source;
  notes: string[];
};

/** The most that a law lets a company ask for a right. Opt-outs, limits and complaints need no proof; Nevada is the exception. */
export function verificationCeiling(law: string, right: Right): Ceiling {
  const proof = regimes.findLast((one) => one.id === law)?.rights[right]?.proof;
  return ceilingOf(law, right, proof);
}

/** Whether a way of proof may be asked for, and why (not). */
export function mayAskFor(
  law: string,
  right: Right,
  evidence: Evidence,
): { allowed: boolean; lastResort: boolean; why: string } {
  const { most, documentAsLastResort, source } = verificationCeiling(law, right);
  const because = (why: string) => `${why} (${source.cite})`;
  if (most === "nothing")
    return { allowed: false, lastResort: false, why: because("No proof may be asked for this right") };
  if (evidenceLadder.indexOf(evidence) <= evidenceLadder.indexOf(most))
    return { allowed: true, lastResort: false, why: because("Allowed where nothing less suffices") };
  if (evidence === "identity_document" && documentAsLastResort)
    return {
      allowed: true,
      lastResort: true,
      why: because("Only as a last resort, with a written reason; it is deleted when the decision is made"),
    };
  return { allowed: false, lastResort: false, why: because("More than may be asked for this right") };
}
