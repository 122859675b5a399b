import { HabeasError } from "#lib/core/errors.ts";
import { type Evidence, evidenceLadder, mayAskFor } from "#lib/law/duties/verification.ts";
import type { Right } from "#lib/law/rights.ts";
import type { FrozenLaw } from "./frozen-laws.ts";
import type { QuestionRow } from "./question.ts";
import { typedText, typedTextOrNull } from "./typed.ts";

/** A way of proof, whether every law of the request lets it be asked for, and why (not). */
export type EvidenceChoice = { evidence: Evidence; allowed: boolean; lastResort: boolean; why: string };

/** Every way of proof, the least first, as all laws of a request together see it: what one forbids is forbidden. */
export function evidenceChoices(laws: readonly FrozenLaw[], right: Right): EvidenceChoice[] {
  return evidenceLadder.map((evidence) => {
    const told = laws.map(({ law }) => mayAskFor(law, right, evidence));
    const no = told.find((one) => !one.allowed);
    const last = told.find((one) => one.lastResort);
    return {
      evidence,
      allowed: no === undefined,
      lastResort: no === undefined && last !== undefined,
      why: (no ?? last ?? told[0])?.why ?? "",
    };
  });
}

/** What staff say of a way of proof that is asked for only as the last resort. */
export type DocumentReasons = { documentWhy?: string | undefined; noEarlierWhy?: string | undefined };

/**
 * Refuses proof beyond what every law of the request allows, proof that is there already, and an identity document
 * without a reason, or without a question before it that did not suffice or a reason why there was none.
 */
export function checkEvidence(
  asked: { evidence: string | undefined } & DocumentReasons,
  laws: readonly FrozenLaw[],
  right: Right,
  earlier: readonly Pick<QuestionRow, "about" | "verdict">[],
): { evidence: Evidence; documentWhy: string | null; noEarlierWhy: string | null } {
  const choices = evidenceChoices(laws, right);
  if (choices.every((one) => !one.allowed)) throw new HabeasError("invalid", `${choices[0]?.why ?? ""}.`);
  const chosen = choices.find((one) => one.evidence === asked.evidence);
  if (!chosen) throw new HabeasError("invalid", "Choose what you ask for as proof.");
  if (!chosen.allowed) throw new HabeasError("invalid", `${chosen.why}.`);
  const identity = earlier.filter((one) => one.about === "identity");
  if (identity.some((one) => one.verdict === "sufficient"))
    throw new HabeasError(
      "invalid",
      "The proof that is there was found sufficient. No more may be asked for.",
    );
  if (!chosen.lastResort) return { evidence: chosen.evidence, documentWhy: null, noEarlierWhy: null };
  const failed = identity.some((one) => one.verdict === "insufficient");
  return {
    evidence: chosen.evidence,
    documentWhy: typedText(asked.documentWhy, { what: "why nothing less suffices", least: 10 }),
    noEarlierWhy: failed
      ? typedTextOrNull(asked.noEarlierWhy, { what: "why you asked for nothing less before" })
      : typedText(asked.noEarlierWhy, { what: "why you asked for nothing less before", least: 10 }),
  };
}
