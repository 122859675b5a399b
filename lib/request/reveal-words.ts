/** Why a masked value is looked at: a closed list, so that no personal data comes into the log. */
export const revealReasons = {
  who_asks: "To check who asks",
  reach_person: "To reach the person",
  tell_apart: "To tell two people apart",
  find_in_system: "To look them up in a system by hand",
  check_answer: "To check what leaves the house",
  authority: "An authority asks about this request",
} as const;
export type RevealReason = keyof typeof revealReasons;

export const isRevealReason = (word: string): word is RevealReason => Object.hasOwn(revealReasons, word);

/** A reason in words; a code without words keeps its own, in readable letters. */
export const revealReasonWords = (reason: string): string =>
  isRevealReason(reason) ? revealReasons[reason] : reason.replaceAll("_", " ");

const fields: Record<string, string> = {
  email: "The person's e-mail address",
  others: "What else the person gave",
  details: "What the person wrote",
  identifier: "An identifier of the person",
};

/** A revealed field in words: `email`, `identifier/12`. */
export const revealedWords = (field: string): string => fields[field.split("/")[0] ?? ""] ?? "A masked value";
