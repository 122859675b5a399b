import { and, eq, gt, isNull, type SQL } from "drizzle-orm";
import { redactionGroup } from "#drizzle/schema/redaction.ts";

/** What was found in a request's records. A group may stand without a place: then nothing of it is in the records any more. */
export function foundIn(requestId: string): SQL | undefined {
  return and(eq(redactionGroup.requestId, requestId), gt(redactionGroup.count, 0));
}

/** What was found and nobody has decided on. */
export function undecidedIn(requestId: string): SQL | undefined {
  return and(foundIn(requestId), isNull(redactionGroup.decision));
}
