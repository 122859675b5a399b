/** The rights a request can ask for, one request each (design, section 2). */
export const rights = [
  "access",
  "portability",
  "rectification",
  "erasure",
  "restriction",
  "objection",
  "opt_out",
  "limit_sensitive",
  "automated_decision_review",
  "appeal",
  "complaint",
] as const;

export type Right = (typeof rights)[number];

/** Rights answered with a bundle of the person's data. All others end in acts by people until their engine exists. */
export function answersWithBundle(right: Right): boolean {
  return right === "access" || right === "portability";
}

/** Rights answered by a decision and its reasons: they are about our own conduct, and no system is asked anything. */
export function answersWithReasons(right: Right): boolean {
  return right === "appeal" || right === "complaint";
}

/**
 * Rights for which no proof of identity may be asked (Cal. Code Regs. tit. 11, § 7026(d), § 7027(e)),
 * or that need none because they concern our own conduct (complaint).
 */
export function needsProof(right: Right): boolean {
  return right !== "opt_out" && right !== "limit_sensitive" && right !== "complaint";
}
