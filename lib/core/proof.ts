/** By what a person can show who they are. A closed list: nothing else proves anything (security, class D). */
export const proofWays = [
  "code_by_mail",
  "link_by_mail",
  "sign_in",
  "passkey",
  "second_contact",
  "staff_phone",
  "staff_in_person",
  "document",
] as const;
export type ProofHow = (typeof proofWays)[number];

/** The way that was stored; what an older version wrote otherwise counts as the weakest. */
export function proofHow(stored: string | null): ProofHow {
  return proofWays.find((one) => one === stored) ?? "code_by_mail";
}
