import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { decisionReview } from "#drizzle/schema/review.ts";
import { type AnswerLanguage, languageOf } from "#lib/core/languages.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import type { AutomatedDecision } from "#lib/map/schema.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import type { RequestRow } from "./sealed.ts";

export const reviewOutcomes = ["stands", "changed", "set_aside", "never_made"] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

export const reviewContext = (id: string) => `decision_review/${id}/sealed`;

/** What a reviewer wrote: what they looked at, for the file; and what weighed for this person, for the person. */
export const reviewWritten = z.object({ lookedAt: z.string(), told: z.string() });

/** One look at an automated decision, with what the map says of it. */
export type Review = z.output<typeof reviewWritten> & {
  systemId: string;
  decision: Pick<AutomatedDecision, "id" | "title" | "what" | "logic" | "consequences">;
  outcome: ReviewOutcome;
  reviewedBy: string;
  reviewedAt: Date;
};

/** The newest review of each automated decision. What the map does not name any more keeps its id as title. */
export async function reviewsOf(tx: Queryable, requestId: string): Promise<Review[]> {
  const rows = await tx
    .select()
    .from(decisionReview)
    .where(and(eq(decisionReview.requestId, requestId), isNull(decisionReview.replacedBy)))
    .orderBy(decisionReview.reviewedAt);
  if (rows.length === 0) return [];
  const key = await keyOf(tx, requestId);
  const known = new Map(
    currentMap().systems.flatMap(({ id, automated_decisions }) =>
      automated_decisions.map((one) => [`${id}/${one.id}`, one] as const),
    ),
  );
  return rows.map((row) => {
    const gone = { id: row.decisionId, title: row.decisionId, what: "", logic: "", consequences: "" };
    return {
      ...reviewWritten.parse(JSON.parse(open(key, reviewContext(row.id), row.sealed))),
      systemId: row.systemId,
      decision: known.get(`${row.systemId}/${row.decisionId}`) ?? gone,
      outcome: row.outcome as ReviewOutcome,
      reviewedBy: row.reviewedBy,
      reviewedAt: row.reviewedAt,
    };
  });
}

const outcomeWords: Readonly<Record<AnswerLanguage, Record<ReviewOutcome, string>>> = {
  en: {
    stands: "The decision stays as it is.",
    changed: "The decision was changed.",
    set_aside: "The decision does not count any more.",
    never_made: "This was never decided about you.",
  },
  de: {
    stands: "Die Entscheidung bleibt, wie sie ist.",
    changed: "Die Entscheidung wurde geändert.",
    set_aside: "Die Entscheidung gilt nicht mehr.",
    never_made: "Das wurde über Sie nie entschieden.",
  },
  fr: {
    stands: "La décision reste comme elle est.",
    changed: "La décision a été modifiée.",
    set_aside: "La décision ne compte plus.",
    never_made: "Cela n’a jamais été décidé à votre sujet.",
  },
  es: {
    stands: "La decisión se queda como está.",
    changed: "La decisión ha cambiado.",
    set_aside: "La decisión ya no vale.",
    never_made: "Esto nunca se decidió sobre usted.",
  },
  it: {
    stands: "La decisione resta com’è.",
    changed: "La decisione è stata cambiata.",
    set_aside: "La decisione non vale più.",
    never_made: "Questo non è mai stato deciso su di Lei.",
  },
  pl: {
    stands: "Decyzja pozostaje bez zmian.",
    changed: "Decyzja została zmieniona.",
    set_aside: "Decyzja już nie obowiązuje.",
    never_made: "O Państwu nigdy tego nie zdecydowano.",
  },
  nl: {
    stands: "De beslissing blijft zoals ze is.",
    changed: "De beslissing is veranderd.",
    set_aside: "De beslissing geldt niet meer.",
    never_made: "Dit is nooit over u beslist.",
  },
  pt: {
    stands: "A decisão fica como está.",
    changed: "A decisão foi mudada.",
    set_aside: "A decisão já não vale.",
    never_made: "Isto nunca foi decidido sobre si.",
  },
  ar: {
    stands: "يبقى القرار كما هو.",
    changed: "تغيّر القرار.",
    set_aside: "لم يعد القرار ساريًا.",
    never_made: "لم يُتخذ هذا القرار بشأنك قط.",
  },
  he: {
    stands: "ההחלטה נשארת כמו שהיא.",
    changed: "ההחלטה שונתה.",
    set_aside: "ההחלטה כבר לא תקפה.",
    never_made: "מעולם לא הוחלט כך לגביך.",
  },
};

/** What a person found who looked again, line by line, for the answer. Empty for every other right. */
export async function reviewWords(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "right" | "language">,
): Promise<string[]> {
  if (row.right !== "automated_decision_review") return [];
  const words = outcomeWords[languageOf(row.language)];
  return (await reviewsOf(tx, row.id)).map(
    ({ decision, outcome, told }) => `${decision.title}: ${words[outcome]} ${told}`,
  );
}
