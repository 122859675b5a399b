import type { extension } from "#drizzle/schema/clock.ts";
import { mayExtend } from "#lib/clock/may.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import { type ClockFacts, historyUnder } from "./facts.ts";
import type { FrozenLaw } from "./frozen-laws.ts";
import { judge, leadKind } from "./judge.ts";

type Told<Row> = Omit<ClockFacts, "extensions" | "row"> & {
  row: ClockFacts["row"];
  extensions: readonly Row[];
};

/**
 * The notice of more time that was told, under each law that counts only since a correction and would have let it be told
 * on its day and for its reason: an extension is the notice, and the person was told that day. Pure but for the data map.
 */
export function carriedExtensions<Row extends typeof extension.$inferSelect>(
  facts: Told<Row>,
  laws: readonly FrozenLaw[],
): Row[] {
  return laws.flatMap((law) => {
    if (law.regime === null || facts.extensions.some((one) => one.law === law.law)) return [];
    const history = historyUnder({ ...facts, extensions: [] }, law.regime);
    const sent = facts.extensions.find(({ sentDay, untilDay, reason }) => {
      const wish = { reason: reason as ExtensionReason, ...(untilDay === null ? {} : { until: untilDay }) };
      return mayExtend(history, sentDay, wish) === null;
    });
    if (!sent) return [];
    const [judged] = judge({ ...facts, extensions: [] }, [law], sent.sentDay);
    const first = judged?.clocks.find(({ kind }) => kind === leadKind(facts.row.right));
    return [
      {
        ...sent,
        law: law.law,
        firstLegal: first?.legalDue ?? sent.firstLegal,
        firstSafe: first?.safeDue ?? sent.firstSafe,
      },
    ];
  });
}
