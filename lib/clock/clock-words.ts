import { dayInWords } from "#lib/core/day.ts";
import type { Clock, ClockKind, ClockState } from "./clock.ts";

const kinds: Record<ClockKind, string> = {
  acknowledge: "Confirm receipt",
  answer: "Answer",
  extension_notice: "Tell that it takes longer",
  refusal_notice: "Tell a refusal",
  opt_out_effect: "Follow the opt-out",
  appeal: "Answer an appeal",
  complaint_acknowledgement: "Confirm the complaint",
  complaint_outcome: "Tell what came of the complaint",
  consent_stop: "Stop what rested on consent",
  no_ask: "Do not ask to agree again",
  retention: "Keep the record",
};

const states: Record<ClockState, string> = {
  not_started: "not begun",
  running: "running",
  paused: "standing still until a question is answered",
  policy: "the law names no day",
  withdrawn: "counts as withdrawn",
  done: "done",
  overdue: "overdue",
  not_needed: "not needed",
  expired: "the time for it is over",
};

/** What a clock is for, for staff. */
export const clockTitle = (kind: ClockKind): string => kinds[kind];

/** How a clock stands, in one line for staff. */
export function clockLine({ state, legalDue, safeDue, actBy, metOn, late, ifAnsweredToday }: Clock): string {
  const on = (day: string) => dayInWords(day, "en");
  return [
    state === "done" ? (late ? "done too late" : "done in time") : states[state],
    ...(metOn ? [`on ${on(metOn)}`] : []),
    ...(legalDue ? [`last day ${on(legalDue)}`] : []),
    ...(safeDue && safeDue !== legalDue ? [`safe day ${on(safeDue)}`] : []),
    ...(actBy && actBy !== safeDue ? [`act by ${on(actBy)}`] : []),
    ...(ifAnsweredToday ? [`if answered today, last day ${on(ifAnsweredToday)}`] : []),
  ].join(", ");
}
