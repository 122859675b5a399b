import { asc, eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { type Actor, isAsker } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { hashOf } from "#lib/core/token.ts";
import { inTransaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { isTheirs, requestFor } from "./access.ts";
import { type MayAppeal, mayAppeal } from "./appeal.ts";
import { complaintAnsweredBy } from "./complain.ts";
import type { RequestRow } from "./sealed.ts";

/** Something that the person sent about a request and that is not answered yet. */
export type SentAbout = { reference: string; answerBy: Day };

/** How a person can turn against how a request was answered or handled, and what they have sent already. */
export type Recourse = {
  /** Null until the mailbox is proven here. */
  appeal: MayAppeal | null;
  /** By when a complaint of today is answered; null where this is one. */
  complaintBy: Day | null;
  sent: { appeal: SentAbout | null; complaints: SentAbout[] };
};

/** The person's ways on from an answer. The browser that filed a request sees what it sent itself. */
export async function recourseOf(actor: Actor, reference: string): Promise<Recourse> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "see", staff: "see_requests" });
    const mine = isTheirs(actor, row);
    const about = await tx
      .select()
      .from(request)
      .where(eq(request.aboutId, row.id))
      .orderBy(asc(request.receivedAt));
    const seen = about.filter(
      (one) => one.endedAt === null && one.status !== "ready" && (mine || sentHere(one, actor)),
    );
    const [appeal] = seen.filter((one) => one.right === "appeal");
    return {
      appeal: mine ? await mayAppeal(tx, row) : null,
      complaintBy: await complaintAnsweredBy(tx, row),
      sent: {
        appeal: appeal ? told(appeal) : null,
        complaints: seen.filter((one) => one.right === "complaint").map(told),
      },
    };
  });
}

const told = ({ reference, safeDue }: RequestRow): SentAbout => ({ reference, answerBy: safeDue });

const sentHere = (row: RequestRow, actor: Actor): boolean =>
  isAsker(actor) && actor.browser !== "" && row.filedBy !== null && hashOf(actor.browser).equals(row.filedBy);
