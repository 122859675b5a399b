import { type GroundRule, type RefusalGround, refusalGrounds } from "#lib/law/duties/grounds.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import type { FrozenLaw } from "#lib/request/clocks/frozen-laws.ts";

/** A ground that at least one law of a request knows, with the article of each that does. */
export type GroundChoice = Omit<GroundRule<RefusalGround>, "article"> & {
  articles: { law: string; article: Source }[];
};

export const lawName = (law: string): string => lawNamed(law)?.short ?? "our own promise";

/** Rights that are answered by reasons alone: no law lists grounds for an appeal or a complaint. */
export const byReasonsAlone = (right: Right): boolean => right === "appeal" || right === "complaint";

/** Every ground on which one of the laws that govern lets this right be refused, in the laws' order (pure). */
export function groundsFor(laws: readonly Pick<FrozenLaw, "law" | "regime">[], right: Right): GroundChoice[] {
  const found = new Map<RefusalGround, GroundChoice>();
  for (const { law, regime } of laws) {
    if (regime === null) continue;
    for (const { article, ...rule } of refusalGrounds(law, right)) {
      const known = found.get(rule.ground) ?? { ...rule, articles: [] };
      known.articles.push({ law, article });
      found.set(rule.ground, known);
    }
  }
  return [...found.values()];
}
