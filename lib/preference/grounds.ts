/** Why data is restricted (Art. 18(1)(a) to (d) GDPR). */
export const restrictionGrounds = [
  "accuracy_contested",
  "unlawful_but_keep",
  "needed_for_claims",
  "objection_pending",
] as const;
export type RestrictionGround = (typeof restrictionGrounds)[number];

/** What allows more than keeping restricted data (Art. 18(2) GDPR). */
export const exceptionGrounds = ["consent", "legal_claims", "rights_of_others", "public_interest"] as const;
export type ExceptionGround = (typeof exceptionGrounds)[number];
