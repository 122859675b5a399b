import type { Confidence, Source } from "#lib/law/source.ts";
import type { ChecklistFacts } from "./facts.ts";

/** Where a duty stands, law by law: text, or text and how sure we are of it where it was not checked in the law. */
export type Cites = Readonly<Record<string, string | readonly [string, Confidence]>>;

const own = "Our own promise";

/** Our own rule, for what no text that we know asks. */
export const ours = (what: string = own): Source => ({ cite: what, confidence: "confirmed" });

/** The place of a duty in the law that leads; our own promise where that one says nothing of it. */
export const citeOr =
  (cites: Cites, otherwise: string = own) =>
  (facts: ChecklistFacts): Source =>
    cite(cites)(facts) ?? ours(otherwise);

/** The same, and null where the law that leads says nothing of it. */
export const cite =
  (cites: Cites) =>
  ({ law }: ChecklistFacts): Source | null => {
    const found = cites[law];
    if (found === undefined) return null;
    return typeof found === "string"
      ? { cite: found, confidence: "confirmed" }
      : { cite: found[0], confidence: found[1] };
  };

/** The right itself, as the law that leads calls it. */
export function rightSource({ regime, right }: ChecklistFacts): Source {
  const rule = regime?.rights[right];
  if (!regime || !rule) return ours();
  return { ...regime.answer.source, cite: `${regime.name}: ${rule.name}` };
}
