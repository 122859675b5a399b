import { asker } from "#app/_auth/visitor.ts";
import { type PersonClock, readPersonClock } from "#lib/request/clocks/person-view.ts";

/** What the request waits for this browser for. Only for those whom `trackingFor` let in. */
export async function personClockFor(reference: string): Promise<PersonClock> {
  return readPersonClock(await asker(), reference);
}
