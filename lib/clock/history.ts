import { type Day, isDay } from "#lib/core/day.ts";
import { isPlace } from "#lib/law/places.ts";
import type { Facts } from "./answer.ts";
import type { Refusal } from "./refusals.ts";

/** What happened to one request, as far as any of its clocks cares. */
export type History = Facts & {
  /** Where the person lives, when it was told. */
  place?: string;
  acknowledged?: Day;
  answered?: Day;
  refused?: Day;
  /** The day from which an opt-out was really followed. */
  effective?: Day;
  /** An appeal against the answer. */
  appeal?: { received: Day; extension?: { sent: Day }; answered?: Day };
  /** A complaint to the company about the answer. */
  complaint?: { received: Day; acknowledged?: Day; outcome?: Day };
  /** Consent taken back, and the day from which nothing that rested on it was done any more. */
  consent?: { withdrawn: Day; stopped?: Day };
};

/** Every day of a history but that of receipt. */
function eventsOf(history: History): Day[] {
  const { extension, appeal, complaint, consent, fee, authority } = history;
  return [
    ...history.questions.flatMap((one) => [one.asked, one.answered]),
    fee?.asked,
    fee?.paid,
    authority?.received,
    extension?.sent,
    history.acknowledged,
    history.answered,
    history.refused,
    history.effective,
    appeal?.received,
    appeal?.extension?.sent,
    appeal?.answered,
    complaint?.received,
    complaint?.acknowledged,
    complaint?.outcome,
    consent?.withdrawn,
    consent?.stopped,
  ].filter((day): day is Day => day !== undefined && day !== null);
}

/** Why a history cannot be: every reason, in a fixed order. Empty where it can. Nothing is counted before it is. */
export function impossible(history: History, today: Day): Refusal[] {
  const { regime, right, received, questions, place, appeal, complaint, consent } = history;
  const events = eventsOf(history);
  if (![received, today, ...events].every(isDay)) return ["not_a_day"];
  const rule = regime.rights[right];
  const found: (Refusal | false)[] = [
    received > today && "received_in_future",
    received < regime.from && "received_before_law",
    regime.until !== undefined && received > regime.until && "received_after_law",
    (rule === undefined || (rule.from !== undefined && received < rule.from)) && "right_not_in_law",
    place !== undefined && !isPlace(place) && "unknown_place",
    events.some((day) => day > today) && "event_in_future",
    questions.some((one) => one.answered !== null && one.answered < one.asked) && "resumed_before_pause",
    events.some((day) => day < received) && "event_before_receipt",
    appeal !== undefined && regime.appeal === null && "no_appeal_in_law",
    consent?.stopped !== undefined && consent.stopped < consent.withdrawn && "stopped_before_withdrawal",
    consent !== undefined && regime.consentStop === undefined && "no_consent_in_law",
    complaint !== undefined && !hearsComplaints(history, complaint.received) && "no_complaint_in_law",
  ];
  return found.filter((one) => one !== false);
}

const hearsComplaints = ({ regime }: History, on: Day) =>
  regime.complaint !== undefined && regime.complaint.from <= on;
