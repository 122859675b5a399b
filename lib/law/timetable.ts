import type { Day } from "#lib/core/day.ts";
import { periodInWords } from "./period-words.ts";
import type { Regime } from "./regime.ts";
import type { Right } from "./rights.ts";

/** Something of the law that changes with a day of receipt. */
export type LegalChange = { from: Day; regime: Regime; what: string };

/** Every change that the laws themselves name: a law or a version begins, ends, gives a right or changes a rule. */
export function changesOf(regimes: readonly Regime[]): LegalChange[] {
  return regimes.flatMap((regime) => {
    const rights = Object.entries(regime.rights) as [Right, { name: string; from?: Day }][];
    return [
      {
        from: regime.from,
        regime,
        what: regime.version === 1 ? "in force" : `version ${regime.version} in force`,
      },
      ...rights.flatMap(([, right]) =>
        right.from !== undefined && right.from > regime.from && right.from <= (regime.until ?? right.from)
          ? [{ from: right.from, regime, what: `gives: ${right.name}` }]
          : [],
      ),
      ...(regime.changes ?? []).map(({ from, what, answer }) => ({
        from,
        regime,
        what: answer ? `${what}: answer in ${periodInWords(answer)}` : what,
      })),
    ];
  });
}

/** The version of each law that governs requests received on a day, and of those to come the first. */
export function versionsOn(regimes: readonly Regime[], day: Day): { now: Regime[]; toCome: Regime[] } {
  const now = regimes.filter((one) => one.from <= day && (one.until === undefined || day <= one.until));
  const known = new Set(now.map((one) => one.id));
  const later = regimes.filter((one) => one.from > day && !known.has(one.id));
  return { now, toCome: later.filter((one, at) => later.findIndex((other) => other.id === one.id) === at) };
}
