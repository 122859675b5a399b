import { addDays, addMonths, type Day } from "#lib/core/day.ts";
import type { Calendar } from "#lib/law/holidays/calendar.ts";
import { isCounted } from "#lib/law/period.ts";
import type { Regime } from "#lib/law/regime.ts";
import { count } from "./count.ts";

/**
 * The company's own target where a law names no number (`regime`), or where no law that we know governs (null): the
 * law's ordinary period counted the careful way, else a month, in the United States 45 days. Product policy, never law.
 */
export function ownTarget(regime: Regime | null, place: string, received: Day, calendar: Calendar): Day {
  if (regime !== null) {
    return isCounted(regime.answer) ? count(received, regime.answer, calendar).safe : addDays(received, 30);
  }
  return place === "US" || place.startsWith("US-") ? addDays(received, 45) : addMonths(received, 1);
}
