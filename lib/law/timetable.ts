import type { Day } from "#lib/core/day.ts";
import type { PeriodRule } from "./period.ts";
import { periodInWords } from "./period-words.ts";
import type { Regime, RuleChange } from "./regime.ts";
import type { Right } from "./rights.ts";

/** Something of the law that changes with a day of receipt. */
export type LegalChange = { from: Day; regime: Regime; what: string } & (
  | { kind: "law" | "version" }
  | { kind: "right" | "reach"; right: Right }
  | { kind: "answer"; answer: PeriodRule }
);

/** Every change that the laws themselves name: a law or a version begins, ends, gives a right or changes a rule. */
export function changesOf(regimes: readonly Regime[]): LegalChange[] {
  return regimes.flatMap((regime) => {
    const rights = Object.entries(regime.rights) as [Right, { name: string; from?: Day }][];
    return [
      regime.version === 1
        ? { from: regime.from, regime, kind: "law" as const, what: "in force" }
        : { from: regime.from, regime, kind: "version" as const, what: `version ${regime.version} in force` },
      ...rights.flatMap(([right, { name, from }]) =>
        from !== undefined && from > regime.from && from <= (regime.until ?? from)
          ? [{ from, regime, kind: "right" as const, right, what: `gives: ${name}` }]
          : [],
      ),
      ...(regime.changes ?? []).flatMap((change) => changed(regime, change)),
    ];
  });
}

function changed(regime: Regime, change: RuleChange): LegalChange[] {
  const { from, what } = change;
  if ("answer" in change) {
    const { answer } = change;
    return [{ from, regime, kind: "answer", answer, what: `${what}: answer in ${periodInWords(answer)}` }];
  }
  return change.rights.map((right) => ({
    from,
    regime,
    kind: "reach",
    right,
    what: `${regime.rights[right]?.name ?? right}: ${what}`,
  }));
}

/** What the law has added to a right for requests received on a day, in words; empty where nothing. */
export function reachOf(regime: Regime, right: Right, received: Day): string[] {
  return (regime.changes ?? []).flatMap((one) =>
    "rights" in one && one.rights.includes(right) && one.from <= received ? [one.what] : [],
  );
}

/** The version of each law that governs requests received on a day, and of those to come the first. */
export function versionsOn(regimes: readonly Regime[], day: Day): { now: Regime[]; toCome: Regime[] } {
  const now = regimes.filter((one) => one.from <= day && (one.until === undefined || day <= one.until));
  const known = new Set(now.map((one) => one.id));
  const later = regimes.filter((one) => one.from > day && !known.has(one.id));
  return { now, toCome: later.filter((one, at) => later.findIndex((other) => other.id === one.id) === at) };
}
