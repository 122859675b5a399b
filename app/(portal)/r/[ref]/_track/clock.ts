import type { RulerInput } from "#app/_ui/ruler/scale.ts";
import { dayOf } from "#lib/core/day.ts";
import type { Tracking } from "#lib/request/views.ts";

/** The request's clock as the ruler draws it: the cautious date leads, and an ended request stands still. */
export function clockOf({ deadline, status, bundle, timeline }: Tracking, zone: string): RulerInput {
  const over = status === "ready" || status === "closed" || status === "cancelled" || status === "lapsed";
  const last = timeline.find((entry) => entry.kind === (status === "closed" ? "answer_ready" : status));
  const endedAt = over ? (bundle?.readyAt ?? last?.at ?? timeline.at(-1)?.at ?? null) : null;
  return {
    received: deadline.receivedDay,
    due: deadline.safeDue,
    today: deadline.today,
    usual: deadline.usual,
    ended: endedAt ? dayOf(endedAt, zone) : null,
  };
}
