/** confirmed: checked in the law's text or a regulator's · secondary: taken from one that cites it · to_confirm: neither. */
export type Confidence = "confirmed" | "secondary" | "to_confirm";

/** Where a rule stands, and how sure we are of our reading. */
export type Source = { cite: string; confidence: Confidence };
