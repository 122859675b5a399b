import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type Day, dayInWords } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { fileAbout, isDecided, lawsOfAppeal, openAbout, type SaidAbout } from "./about.ts";
import { proofOf, requestFor } from "./access.ts";
import { firstDays } from "./clocks/keep.ts";
import { typedText } from "./clocks/typed.ts";
import { lockDossier } from "./dossier.ts";
import { type Filed, filedAs, lockOnce } from "./file.ts";
import { receiptNow } from "./receipt.ts";
import type { RequestRow } from "./sealed.ts";

/** Whether a decision can be appealed, why not, and by when an appeal of today would be answered. */
export type MayAppeal =
  | { may: true; answerBy: Day }
  | {
      may: false;
      why: "no_appeal_in_law" | "not_decided" | "appealed" | "about_another";
      open: string | null;
    };

/** Judges an appeal received on a day; today without it. */
export async function mayAppeal(
  db: Queryable,
  row: RequestRow,
  received = companyToday(),
): Promise<MayAppeal> {
  if (row.right === "appeal" || row.right === "complaint")
    return { may: false, why: "about_another", open: null };
  const laws = await lawsOfAppeal(db, row, received);
  if (laws.length === 0) return { may: false, why: "no_appeal_in_law", open: null };
  if (!isDecided(row)) return { may: false, why: "not_decided", open: null };
  const [open] = await openAbout(db, row, "appeal");
  if (open) return { may: false, why: "appealed", open: open.reference };
  const asked = {
    right: "appeal",
    place: row.place,
    receivedAt: new Date(),
    receivedDay: received,
    datedDay: null,
  };
  return { may: true, answerBy: firstDays(asked, laws).safeDue };
}

/**
 * Files the person's appeal against a decision, with a clock of its own, for somebody else to decide. One at a time: the
 * same form sent twice files one. Throws HabeasError `conflict` or `invalid` with the reason; then nothing is written.
 */
export async function appealRequest(
  actor: Actor,
  reference: string,
  typed: string,
  onceKey: string,
): Promise<Filed> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
    const proof = proofOf(actor, row);
    if (!proof) throw new HabeasError("forbidden", "Only the person can appeal here.");
    const text = typedText(typed, { what: "why you do not agree" });
    return fileAppeal(tx, actor, row, {
      text,
      receipt: receiptNow("portal", new Date()),
      onceKey: `${row.id}/${onceKey}`,
      proof,
    });
  });
}

/** The same for whoever has been let in, with the receipt as it was. */
export async function fileAppeal(
  tx: Transaction,
  actor: Actor,
  seen: RequestRow,
  said: Omit<SaidAbout, "right" | "laws">,
): Promise<Filed> {
  await lockOnce(tx, said.onceKey);
  const [before] = await tx.select().from(request).where(eq(request.onceKey, said.onceKey));
  if (before) return filedAs(before);
  await lockDossier(tx, seen.dossierId);
  const { day } = said.receipt;
  const verdict = await mayAppeal(tx, seen, day);
  if (!verdict.may) throw new HabeasError(...refused[verdict.why]);
  const decided = [seen.answeredDay, seen.refusedDay].filter((one) => one !== null).sort()[0];
  if (decided !== undefined && day < decided)
    throw new HabeasError("invalid", `Nobody can appeal before the answer of ${dayInWords(decided, "en")}.`);
  const laws = await lawsOfAppeal(tx, seen, day);
  return filedAs(await fileAbout(tx, actor, seen, { ...said, right: "appeal", laws }));
}

const refused: Record<
  Extract<MayAppeal, { may: false }>["why"],
  ConstructorParameters<typeof HabeasError>
> = {
  about_another: [
    "invalid",
    "An appeal is about the answer to a request, not about an appeal or a complaint.",
  ],
  not_decided: ["conflict", "There is no answer yet that can be appealed."],
  no_appeal_in_law: ["invalid", "The law that counts here knows no appeal to the company."],
  appealed: ["conflict", "This answer has been appealed already, and we are still looking at it."],
};
