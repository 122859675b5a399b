import { rulerFacts } from "#app/_ui/ruler/facts.ts";
import type { RulerInput } from "#app/_ui/ruler/scale.ts";
import type { Day } from "#lib/core/day.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import type { Deadline } from "#lib/request/views.ts";
import { isOver } from "./words.ts";

/**
 * The desk's ruler runs to the safe due day: alarms ring on the day that is never later than the law's. Staff also see
 * the internal targets and where the request is heading.
 */
export function rulerOf(deadline: Deadline, status: RequestStatus, endedDay: Day | null = null): RulerInput {
  return {
    ...rulerFacts(deadline),
    targets: deadline.targets,
    forecast: deadline.forecast,
    ended: isOver(status) ? (endedDay ?? deadline.today) : null,
  };
}
