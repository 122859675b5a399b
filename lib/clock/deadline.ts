import { addDays, addMonths, type Day, dayInWords, weekdayOf } from "#lib/core/day.ts";
import type { Right } from "#lib/law/rights.ts";

/** What the clock is asked: where the person lives, what they asked, and the civil day of receipt. */
export type ClockQuestion = { right: Right; place: string; receivedDay: Day };

/** What it answers: the law that governs, the two due days, and every step of the derivation in words. */
export type ClockAnswer = {
  regime: string;
  ruleVersion: string;
  legalDue: Day;
  /** Never later than any reading of the law; queues sort by it. */
  safeDue: Day;
  steps: string[];
};

const ruleVersion = "first-rules@1";

/** Monday to Friday; holidays are not known here yet, and leaving them out gives the earlier, safe day. */
function addWeekdays(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (weekdayOf(at) < 6) left--;
  }
  return at;
}

/**
 * First simple rules, behind the interface that the full clock fills: one calendar month under the GDPR and the
 * UK GDPR (Reg. 1182/71 art. 3: same date next month, or its last day), 45 days in California (§ 1798.130(a)(2)),
 * 15 business days for an opt-out there (11 CCR § 7026(f)). Nothing is rolled over weekends or holidays:
 * the earlier day leads until holidays are data.
 */
export function deadline({ right, place, receivedDay }: ClockQuestion): ClockAnswer {
  const received = `We received this on ${dayInWords(receivedDay, "en")}.`;
  if (place === "US-CA" && (right === "opt_out" || right === "limit_sensitive")) {
    const due = addWeekdays(receivedDay, 15);
    return answer("US_CA_CCPA", due, due, [
      received,
      `Fifteen working days later is ${dayInWords(due, "en")} (California Code of Regulations, title 11, section 7026).`,
    ]);
  }
  if (place === "US" || place.startsWith("US-")) {
    const legal = addDays(receivedDay, 45);
    const safe = place === "US-CA" ? addDays(receivedDay, 44) : legal;
    const steps = [received, `Forty-five days later is ${dayInWords(legal, "en")}.`];
    if (safe !== legal) {
      steps.push(
        `One reading of the California rules counts the first day too, so we work towards ${dayInWords(safe, "en")}.`,
      );
    }
    return answer(place === "US-CA" ? "US_CA_CCPA" : "US_STATE", legal, safe, steps);
  }
  const due = addMonths(receivedDay, 1);
  const law = place === "GB" ? "UK GDPR" : "GDPR";
  const steps = [received, `One month later is ${dayInWords(due, "en")} (${law}, article 12(3)).`];
  if (weekdayOf(due) > 5)
    steps.push("That is a weekend. The law may allow the next working day; we keep the earlier one.");
  return answer(place === "GB" ? "UK_GDPR" : "EU_GDPR", due, due, steps);
}

function answer(regime: string, legalDue: Day, safeDue: Day, steps: string[]): ClockAnswer {
  return { regime, ruleVersion, legalDue, safeDue, steps };
}
