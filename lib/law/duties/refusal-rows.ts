import type { Right } from "#lib/law/rights.ts";
import type { Confidence, Source } from "#lib/law/source.ts";
import type { refusalTexts } from "./refusal-texts.ts";

/** A ground that a law allows for some rights. */
export type RefusalRow = { ground: keyof typeof refusalTexts; rights: readonly Right[]; article: Source };

/** Rights about one's own data that a regime may give; opt-outs, complaints and appeals know grounds of their own or none. */
export const dataRights: readonly Right[] = [
  "access",
  "portability",
  "rectification",
  "erasure",
  "restriction",
  "objection",
  "automated_decision_review",
];

/** Rows of one law: its citations share a beginning and, unless a row says otherwise, how sure we are. */
export function rowsIn(statute: string, usual: Confidence) {
  return (
    ground: RefusalRow["ground"],
    rights: readonly Right[],
    cite: string,
    confidence: Confidence = usual,
  ): RefusalRow => ({ ground, rights, article: { cite: `${statute}, ${cite}`, confidence } });
}
