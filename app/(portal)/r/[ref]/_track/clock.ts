import { rulerFacts } from "#app/_ui/ruler/facts.ts";
import type { RulerInput } from "#app/_ui/ruler/scale.ts";
import { dayOf } from "#lib/core/day.ts";
import type { Tracking } from "#lib/request/views.ts";

/**
 * The request's clock as the ruler draws it: the cautious date leads, and an ended request stands still. Null
 * where it has ended and this browser may not see when.
 */
export function clockOf({ deadline, status, bundle, timeline }: Tracking, zone: string): RulerInput | null {
  // A refusal is an answer too: it meets the deadline.
  const answered = status === "ready" || status === "closed" || status === "refused";
  const stopped = status === "cancelled" || status === "lapsed";
  const kind = status === "ready" || status === "closed" ? "answer_ready" : status;
  const noted = timeline.find((entry) => entry.kind === kind)?.at ?? (answered ? bundle?.readyAt : null);
  const endedAt = answered || stopped ? (noted ?? timeline.at(-1)?.at ?? null) : null;
  if ((answered || stopped) && !endedAt) return null;
  return {
    ...rulerFacts(deadline),
    ended: endedAt ? dayOf(endedAt, zone) : null,
    answered,
  };
}
