/** confirmed: checked in the law's text or a regulator's · secondary: taken from one that cites it · to_confirm: neither. */
export type Confidence = "confirmed" | "secondary" | "to_confirm";

/** Where a rule stands, and how sure we are of our reading. */
export type Source = {
  cite: string;
  confidence: Confidence;
  /** A stable public page with the law's text, where we are sure of one (`links.ts`). */
  url?: string;
};

const words: Record<Confidence, string> = {
  confirmed: "checked in the text",
  secondary: "taken from a source that cites it",
  to_confirm: "to be checked",
};

/** How sure we are of a reading, in words. */
export const confidenceWords = (confidence: Confidence): string => words[confidence];
