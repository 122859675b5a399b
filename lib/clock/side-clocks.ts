import type { Day } from "#lib/core/day.ts";
import type { PeriodRule } from "#lib/law/period.ts";
import { blank, type Clock, plain } from "./clock.ts";
import type { History } from "./history.ts";

/** What runs beside the answer: complaints to the company, consent taken back, and times after the request has ended. */
export function sideClocks(facts: History, today: Day): (Clock | null)[] {
  return [
    ...complaints(facts, today),
    consentStop(facts, today),
    noAsk(facts, today),
    retention(facts, today),
  ];
}

function complaints(facts: History, today: Day): Clock[] {
  const rule = facts.regime.complaint;
  const heard =
    facts.right === "complaint"
      ? {
          received: facts.received,
          acknowledged: facts.acknowledged,
          outcome: [facts.answered, facts.refused].filter((day) => day !== undefined).sort()[0],
        }
      : facts.complaint;
  if (!rule || !heard || heard.received < rule.from) return [];
  const { received, acknowledged, outcome } = heard;
  return [
    plain("complaint_acknowledgement", received, rule.acknowledgement, facts, acknowledged, today),
    plain("complaint_outcome", received, rule.outcome, facts, outcome, today),
  ];
}

function consentStop(facts: History, today: Day): Clock | null {
  const { consent, regime } = facts;
  if (!consent || !regime.consentStop) return null;
  return plain("consent_stop", consent.withdrawn, regime.consentStop, facts, consent.stopped, today);
}

/** How long the person may not be asked to agree again: from the day on which the opt-out was really followed. */
function noAsk(facts: History, today: Day): Clock | null {
  const rule = facts.regime.noAsk;
  if (!rule?.rights.includes(facts.right)) return null;
  const { rights: _rights, ...period } = rule;
  return allowedUntil("no_ask", facts.effective, period, facts, today);
}

/** How long the record is kept: from its last entry, so not before the request has ended. */
function retention(facts: History, today: Day): Clock | null {
  const rule = facts.regime.records;
  if (rule === null) return null;
  const entries = [
    facts.answered,
    facts.refused,
    facts.effective,
    facts.appeal?.answered,
    facts.complaint?.outcome,
    facts.consent?.stopped,
  ];
  const last = entries
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return allowedUntil("retention", last, { ...rule.keep, source: rule.source }, facts, today);
}

/** A time that runs out and that nobody can be late for: it begins with a day that may not have come yet. */
function allowedUntil(
  kind: "retention" | "no_ask",
  start: Day | undefined,
  rule: PeriodRule,
  facts: History,
  today: Day,
): Clock {
  const { source, ...period } = rule;
  if (start === undefined) return { ...blank, kind, state: "not_started", period, source };
  const clock = plain(kind, start, rule, facts, undefined, today);
  // Nothing is to be done by its last day, so no working day leads up to it.
  const state = clock.state === "overdue" ? "expired" : clock.state;
  return { ...clock, state, actBy: clock.legalDue };
}
