import type { Day } from "#lib/core/day.ts";
import type { Regime, RightRule } from "#lib/law/regime.ts";
import type { Confidence } from "#lib/law/source.ts";

/** What the states' comprehensive laws share: 45 days, 45 more with notice, an internal appeal. */
export type State = {
  state: string;
  name: string;
  cite: string;
  from: Day;
  appeal: { days: number; more?: number; confidence?: Confidence } | null;
  free: number;
  confidence?: Confidence;
  days?: number;
  more?: number;
  /** null: the state gives no such right; a day: only from then on. */
  correction?: Day | null;
  companies?: Regime["companies"];
  /** Rights that the other states do not give. */
  own?: Regime["rights"];
  changes?: Regime["changes"];
  records?: number;
  /** Days in which to stop after consent is withdrawn. */
  consentStop?: number;
  notes?: string;
};

const optOut: RightRule = { name: "right to opt out of sale, targeted advertising and profiling" };

/** A state law made of what it shares with the others and what it has of its own. */
export function usState(one: State): Regime {
  const confidence = one.confidence ?? "secondary";
  const source = { cite: one.cite, confidence };
  const first = one.days ?? 45;
  const { correction } = one;
  return {
    id: `US_${one.state}`,
    version: 1,
    law: `${one.name} (${one.cite})`,
    name: one.name,
    from: one.from,
    places: [`US-${one.state}`],
    ...(one.companies ? { companies: one.companies } : {}),
    rights: {
      access: { name: "right of access" },
      portability: { name: "right to a portable copy" },
      erasure: { name: "right to delete" },
      ...(correction === null
        ? {}
        : { rectification: { name: "right to correct", ...(correction ? { from: correction } : {}) } }),
      opt_out: optOut,
      ...(one.appeal ? { appeal: { name: "right to appeal" } } : {}),
      ...one.own,
    },
    answer: { unit: "day", n: first, roll: false, source },
    start: "receipt",
    pause: { identity: { effect: "none" }, clarification: { effect: "none" }, source },
    extension: {
      total: { unit: "day", n: first + (one.more ?? 45), roll: false },
      noticeBy: "first_period",
      reasons: ["complexity", "number_of_requests", "reasonably_necessary"],
      source,
    },
    acknowledgement: null,
    ...(one.consentStop ? { consentStop: { unit: "day", n: one.consentStop, roll: false, source } } : {}),
    appeal: one.appeal
      ? {
          within: {
            unit: "day",
            n: one.appeal.days,
            roll: false,
            source: { cite: one.cite, confidence: one.appeal.confidence ?? confidence },
          },
          extension: one.appeal.more
            ? { unit: "day", n: one.appeal.days + one.appeal.more, roll: false }
            : null,
        }
      : null,
    refusal: {
      by: "first_period",
      contents: one.appeal ? ["reasons", "how_to_appeal"] : ["reasons"],
      source,
    },
    fee: { freeInTwelveMonths: one.free, chargeable: ["unfounded", "excessive", "repetitive"], source },
    remedies: ["attorney_general"],
    records: one.records ? { keep: { unit: "month", n: one.records, roll: false }, source } : null,
    ...(one.changes ? { changes: one.changes } : {}),
    ...(one.notes ? { notes: one.notes } : {}),
  };
}
