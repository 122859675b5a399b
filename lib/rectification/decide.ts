import { eq, sql } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { type GroundChoice, groundsFor } from "#lib/decision/grounds.ts";
import { frozenLaws } from "#lib/request/clocks/frozen-laws.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type Circumstance, isCircumstance } from "./circumstances.ts";
import { plainText, sealReasons, sealStatement } from "./content.ts";
import { mustNotBePlanned } from "./corrections.ts";
import { correctionOf, lockedToCorrect, mustBeOpen } from "./load.ts";

/** What staff decide about one correction. A refusal says what was weighed: the totality of the circumstances. */
export type Verdict =
  | { grant: true }
  | {
      grant: false;
      ground: string;
      /** The conditions of the ground that staff affirm, word for word. */
      affirmed: readonly string[];
      /** For the person. */
      reason: string;
      weighed: readonly Circumstance[];
      /** What the company's own documents say; for staff and an authority. */
      ownDocuments: string;
    };

/**
 * Grants or refuses one correction. A refusal has a ground that every law of the request knows, affirmed, with a reason.
 * Throws HabeasError `invalid` where it lacks something, `conflict` where it is done or planned.
 */
export async function decideCorrection(
  actor: Actor,
  reference: string,
  id: string,
  verdict: Verdict,
): Promise<void> {
  demandFresh(actor);
  if (actor.kind !== "staff")
    throw new HabeasError("forbidden", "A correction is decided by staff, signed in.");
  await inTransaction(async (tx) => {
    const row = await lockedToCorrect(tx, actor, reference, { person: "never", staff: "work" });
    mustBeOpen(row);
    const found = await correctionOf(tx, row.id, id);
    if (found.state === "done" || found.state === "withdrawn") {
      throw new HabeasError("conflict", "This correction is done or taken back.");
    }
    await mustNotBePlanned(tx, row.id, id);
    const decided = { decidedBy: actorName(actor), decidedAt: sql`now()` };
    if (verdict.grant) {
      await tx
        .update(correction)
        .set({
          ...decided,
          state: "granted",
          ground: null,
          articles: null,
          weighed: null,
          sealedReason: null,
          endedAt: null,
        })
        .where(eq(correction.id, found.id));
    } else {
      await tx
        .update(correction)
        .set({
          ...decided,
          ...(await refusalOf(tx, row, found.id, verdict)),
          state: "refused",
          endedAt: sql`now()`,
        })
        .where(eq(correction.id, found.id));
    }
    await audit(tx, row.id, actor, {
      kind: "correction_decided",
      number: found.number,
      granted: verdict.grant,
      ground: verdict.grant ? null : verdict.ground,
    });
  });
}

/** The grounds on which a correction of this request may be refused, by its laws. */
export async function groundsOf(tx: Transaction, row: RequestRow): Promise<GroundChoice[]> {
  return groundsFor(await frozenLaws(tx, row.id), "rectification");
}

async function refusalOf(
  tx: Transaction,
  row: RequestRow,
  id: string,
  verdict: Extract<Verdict, { grant: false }>,
) {
  const ground = (await groundsOf(tx, row)).find((one) => one.ground === verdict.ground);
  if (!ground) throw new HabeasError("invalid", "No law of this request knows this ground.");
  const missing = ground.conditions.find((one) => !verdict.affirmed.includes(one));
  if (missing !== undefined) throw new HabeasError("invalid", `Not affirmed yet: ${missing}.`);
  if (!verdict.weighed.every(isCircumstance)) throw new HabeasError("invalid", "Choose what was weighed.");
  if (verdict.weighed.length < 2) {
    throw new HabeasError("invalid", "Say what was weighed: more than one thing speaks for or against it.");
  }
  const reason = plainText(verdict.reason, 3000, "Tell the person why.");
  const ownDocuments = plainText(verdict.ownDocuments, 3000, "Write down what our own documents say.");
  return {
    ground: ground.ground,
    articles: ground.articles.map(({ law, article }) => ({ law, cite: article.cite })),
    weighed: [...verdict.weighed],
    sealedReason: sealReasons(await keyOf(tx, row.id), id, { reason, ownDocuments }),
  };
}

/** The words that a statement may have: as many as California lets a person have at least (11 CCR § 7023(f)). */
const mostWords = 250;

/**
 * Keeps the person's own statement that they disagree with a refusal. It stays with the request, and the answer names it.
 * Throws HabeasError `conflict` where nothing was refused.
 */
export async function addStatement(
  actor: Actor,
  reference: string,
  id: string,
  typed: string,
): Promise<void> {
  const text = plainText(typed, 4000, "Write why you disagree.");
  if (text.split(/\s+/).length > mostWords) {
    throw new HabeasError("invalid", `A statement has at most ${mostWords} words.`);
  }
  await inTransaction(async (tx) => {
    const row = await lockedToCorrect(tx, actor, reference, { person: "act", staff: "work" });
    const found = await correctionOf(tx, row.id, id);
    if (found.state !== "refused") {
      throw new HabeasError("conflict", "You can write a statement once a correction was refused.");
    }
    await tx
      .update(correction)
      .set({
        sealedStatement: sealStatement(await keyOf(tx, row.id), found.id, text),
        statementAt: sql`now()`,
      })
      .where(eq(correction.id, found.id));
    await audit(tx, row.id, actor, { kind: "correction_stated", number: found.number });
  });
}
