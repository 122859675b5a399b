import type { RulerInput } from "#app/_ui/ruler/scale.ts";
import type { Day } from "#lib/core/day.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import type { Deadline } from "#lib/request/views.ts";
import { isOver } from "./words.ts";

/** The desk's ruler runs to the safe due day: alarms ring on the day that is never later than the law's. */
export function rulerOf(deadline: Deadline, status: RequestStatus, endedDay: Day | null = null): RulerInput {
  return {
    received: deadline.receivedDay,
    due: deadline.safeDue,
    today: deadline.today,
    usual: deadline.usual,
    ended: isOver(status) ? (endedDay ?? deadline.today) : null,
  };
}
