import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { dossier, request, requestKey } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayOf } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { newReference } from "#lib/core/reference.ts";
import { hashOf } from "#lib/core/token.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { needsProof } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { newRequestKey } from "#lib/vault/request-key.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import type { Answers } from "./answers.ts";
import { chooseLaws, freezeLaws } from "./clocks/frozen-laws.ts";
import { firstDays, keepClocks } from "./clocks/keep.ts";
import { nameTokens } from "./name-tokens.ts";
import { startRequest } from "./plan.ts";
import { answersContext } from "./sealed.ts";

export type Filed = { requestId: string; reference: string; needsProof: boolean };

/**
 * Files a request: it exists, its clock runs and its receipt is owed, in one transaction. The same `onceKey`
 * files once and gives the same reference again. Nothing is looked up here, so that the answer is the same
 * whether or not the person is known (security decision 7).
 */
export async function fileRequest(
  actor: Actor,
  asked: Answers,
  onceKey: string,
  channel: "portal" | "command_line",
): Promise<Filed> {
  const mailbox = canonicalMailbox(asked.email);
  if (!mailbox) throw new HabeasError("invalid", "Enter the email like name@example.com.");
  return inTransaction(async (tx) => {
    // Two posts of one form wait for each other here, so that the second finds the first's request.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${onceKey}, 0))`);
    const [before] = await tx.select().from(request).where(eq(request.onceKey, onceKey));
    if (before) {
      return { requestId: before.id, reference: before.reference, needsProof: needsProof(asked.right) };
    }
    const filed = await insertRequest(tx, actor, { ...asked, email: mailbox }, onceKey);
    await audit(tx, filed.id, actor, {
      kind: "request_filed",
      right: asked.right,
      regime: filed.regime,
      legalDue: filed.legalDue,
      safeDue: filed.safeDue,
      channel,
    });
    if (!needsProof(asked.right)) await startRequest(tx, filed, actor);
    return { requestId: filed.id, reference: filed.reference, needsProof: needsProof(asked.right) };
  });
}

async function insertRequest(tx: Transaction, actor: Actor, asked: Answers, onceKey: string) {
  const { company } = currentMap();
  const id = randomUUID();
  const receivedAt = new Date();
  const receivedDay = dayOf(receivedAt, company.timezone);
  const laws = chooseLaws({ right: asked.right, place: asked.place, received: receivedDay });
  const lead = firstDays({ right: asked.right, place: asked.place, receivedDay }, laws);
  const [created] = await tx.insert(dossier).values({}).returning();
  if (!created) throw new HabeasError("unavailable", "Your request was not sent. Please try again.");
  const { key, wrapped } = newRequestKey(id);
  const [row] = await tx
    .insert(request)
    .values({
      id,
      dossierId: created.id,
      reference: newReference(company.reference_prefix),
      right: asked.right,
      language: company.languages[0] ?? "en",
      place: asked.place,
      ...lead,
      receivedAt,
      receivedDay,
      sealed: seal(key, answersContext(id), JSON.stringify(asked)),
      mailboxToken: tokenOf("email", asked.email),
      nameTokens: nameTokens(asked.name),
      filedBy: actor.kind === "visitor" ? hashOf(actor.browser) : null,
      onceKey,
    })
    .returning();
  if (!row) throw new HabeasError("unavailable", "Your request was not sent. Please try again.");
  await tx.insert(requestKey).values({ requestId: id, wrapped });
  await freezeLaws(tx, id, laws);
  return keepClocks(tx, row, { cause: "filed", actor, today: receivedDay });
}
