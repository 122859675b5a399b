import { lawOfVersion } from "#lib/law/regimes/all.ts";
import type { Deadline } from "#lib/request/views.ts";
import type { RulerInput } from "./scale.ts";

/** What a deadline gives the ruler for every reader. The cautious day leads, and a clock that waits has none. */
export function rulerFacts(deadline: Deadline): RulerInput {
  const { state, extension, firstDue } = deadline;
  const total = lawOfVersion(deadline.ruleVersion)?.extension?.total;
  return {
    received: deadline.receivedDay,
    due: state === "running" ? deadline.safeDue : null,
    today: deadline.today,
    ...(state === "running" ? {} : { standstill: state }),
    ifAnsweredToday: deadline.ifAnsweredToday,
    usual: deadline.usual,
    pauses: deadline.pauses,
    extension:
      extension && firstDue ? { ...extension, firstDue, inMonths: !total || total.unit === "month" } : null,
  };
}
