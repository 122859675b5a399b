/**
 * What is weighed when it is judged whether data is right: the totality of the circumstances (California Code of
 * Regulations, title 11, section 7023(b)). Closed words, kept with the decision.
 */
export const circumstances = {
  nature: "What kind of data it is",
  how_obtained: "How we got it, and from whom",
  person_documents: "What the person sent us",
  person_word: "What the person told us",
  own_documents: "What our own documents say",
  other_systems: "What our other systems say",
  source_asked: "What the source of the data says",
  no_proof_of_ours: "We are not its source and hold no proof that it is right",
} as const;

export type Circumstance = keyof typeof circumstances;

export const isCircumstance = (word: string): word is Circumstance => Object.hasOwn(circumstances, word);
