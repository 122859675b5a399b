import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { type Actor, isAsker } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { fileAbout, lawsOfComplaint, openAbout, type SaidAbout } from "./about.ts";
import { proofOf, requestFor } from "./access.ts";
import { firstDays } from "./clocks/keep.ts";
import { typedText } from "./clocks/typed.ts";
import { lockDossier } from "./dossier.ts";
import { type Filed, filedAs, lockOnce } from "./file.ts";
import { receiptNow } from "./receipt.ts";
import type { RequestRow } from "./sealed.ts";

/** Open complaints about one request; more than these are one matter, and flood nobody. */
const most = 5;

/** By when a complaint of today would be answered; null where nothing more can be complained about here. */
export async function complaintAnsweredBy(db: Queryable, row: RequestRow): Promise<Day | null> {
  if (row.right === "complaint") return null;
  const receivedDay = companyToday();
  const laws = await lawsOfComplaint(db, row, receivedDay);
  const asked = { right: "complaint", place: row.place, receivedAt: new Date(), receivedDay, datedDay: null };
  return firstDays(asked, laws).safeDue;
}

/**
 * Files the person's complaint about how a request was handled, with clocks of its own. It needs no proof: the browser
 * that filed the request may complain too. The same form sent twice files one. Throws HabeasError with the reason.
 */
export async function complainAbout(
  actor: Actor,
  reference: string,
  typed: string,
  onceKey: string,
): Promise<Filed> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "see", staff: "work" });
    if (!isAsker(actor)) throw new HabeasError("forbidden", "Only the person can complain here.");
    const text = typedText(typed, { what: "what went wrong" });
    const receipt = receiptNow("portal", new Date());
    const proof = proofOf(actor, row);
    // A session of another request proves nothing about the mailbox of this one.
    const asked: Actor = proof ? actor : { kind: "visitor", browser: actor.browser };
    return fileComplaint(tx, asked, row, { text, receipt, onceKey: `${row.id}/${onceKey}`, proof });
  });
}

/** The same for whoever has been let in, with the receipt as it was. */
export async function fileComplaint(
  tx: Transaction,
  actor: Actor,
  seen: RequestRow,
  said: Omit<SaidAbout, "right" | "laws">,
): Promise<Filed> {
  await lockOnce(tx, said.onceKey);
  const [before] = await tx.select().from(request).where(eq(request.onceKey, said.onceKey));
  if (before) return filedAs(before);
  if (seen.right === "complaint")
    throw new HabeasError("invalid", "This is a complaint already. Reply to our mail, or ask the authority.");
  await lockDossier(tx, seen.dossierId);
  if ((await openAbout(tx, seen, "complaint")).length >= most)
    throw new HabeasError("too_many", "We are looking at several complaints about this already.");
  const { day } = said.receipt;
  if (day < seen.receivedDay)
    throw new HabeasError("invalid", "Nobody can complain about a request before it was received.");
  const laws = await lawsOfComplaint(tx, seen, day);
  return filedAs(await fileAbout(tx, actor, seen, { ...said, right: "complaint", laws }));
}
