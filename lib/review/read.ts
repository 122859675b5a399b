import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import type { AutomatedDecision } from "#lib/map/schema.ts";
import { requestFor } from "#lib/request/access.ts";
import { type Review, reviewsOf } from "#lib/request/review-words.ts";
import { answersIfKept } from "#lib/request/sealed.ts";

/** One automated decision of the map and what a person found who looked again; null while nobody has. */
export type Reviewed = {
  system: { id: string; title: string };
  decision: AutomatedDecision;
  review: Review | null;
};

export type ReviewFile = {
  decisions: Reviewed[];
  /** What the person says about it, in their own words. */
  said: string;
  /** Reviews can still be recorded. */
  open: boolean;
};

/** Every automated decision that the map names, for the desk. Throws HabeasError `not_found` for another right. */
export async function reviewFile(actor: Actor, reference: string): Promise<ReviewFile> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    if (row.right !== "automated_decision_review") {
      throw new HabeasError("not_found", "There is no such page.");
    }
    const said = await answersIfKept(tx, row);
    const reviews = said ? await reviewsOf(tx, row.id) : [];
    return {
      decisions: declared(reviews),
      said: said?.details ?? "",
      open: row.status === "collecting" || row.status === "reviewing",
    };
  });
}

/** What was decided by machines and what a person found, for the person once they are answered; null before that. */
export async function reviewsForPerson(actor: Actor, reference: string): Promise<Reviewed[] | null> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
    const answered = row.status === "ready" || row.status === "closed";
    if (row.right !== "automated_decision_review" || !answered) return null;
    return (await answersIfKept(tx, row)) ? declared(await reviewsOf(tx, row.id)) : null;
  });
}

function declared(reviews: readonly Review[]): Reviewed[] {
  return currentMap().systems.flatMap(({ id, title, automated_decisions }) =>
    automated_decisions.map((decision) => ({
      system: { id, title },
      decision,
      review: reviews.find((one) => one.systemId === id && one.decision.id === decision.id) ?? null,
    })),
  );
}
