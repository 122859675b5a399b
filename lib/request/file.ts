import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { dossier, request, requestKey } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { mustNotBeRolledBack } from "#lib/audit/log/stand.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { nobodyAt } from "#lib/core/nobody.ts";
import { newReference } from "#lib/core/reference.ts";
import { hashOf } from "#lib/core/token.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { needsProof } from "#lib/law/rights.ts";
import { companyAs } from "#lib/map/brand/brands.ts";
import { newRequestKey } from "#lib/vault/request-key.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import { answerLanguage } from "./answer-language.ts";
import type { Answers } from "./answers.ts";
import { chooseLaws, type FrozenLaw, freezeLaws } from "./clocks/frozen-laws.ts";
import { firstDays, keepClocks } from "./clocks/keep.ts";
import { addressed, noteBehalf } from "./for-other.ts";
import { namedIn } from "./name-tokens.ts";
import { startRequest } from "./plan.ts";
import { type Receipt, receiptNow } from "./receipt.ts";
import { answersContext, type RequestRow } from "./sealed.ts";

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
  channel: "portal" | "command_line" | "signal" | "canary",
  brandId: string | null = null,
): Promise<Filed> {
  await mustNotBeRolledBack();
  return inTransaction(async (tx) => {
    await lockOnce(tx, onceKey);
    const [before] = await tx.select().from(request).where(eq(request.onceKey, onceKey));
    if (before) return filedAs(before);
    const filed = await insertRequest(tx, actor, {
      asked,
      onceKey,
      receipt: receiptNow(channel, new Date()),
      brandId,
    });
    if (!needsProof(asked.right)) await startRequest(tx, filed, actor);
    return filedAs(filed);
  });
}

/** Two posts of one form wait for each other here, so that the second finds the first's request. */
export async function lockOnce(tx: Transaction, onceKey: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${onceKey}, 0))`);
}

export const filedAs = (row: RequestRow): Filed => ({
  requestId: row.id,
  reference: row.reference,
  needsProof: needsProof(row.right as Answers["right"]),
});

/** One request to come: what is asked, when and how it reached us, and what it belongs to. */
export type ToFile = {
  asked: Answers;
  onceKey: string;
  receipt: Receipt;
  /** The dossier of what was asked together; a new one without it. */
  dossierId?: string;
  /** The request that an appeal or a complaint is about. */
  aboutId?: string;
  /** The list of people that an agent sent it with. */
  batchId?: string;
  /** The brand under which it was asked; that of its dossier without it. */
  brandId?: string | null;
  /** The laws that govern; chosen by where the person lives without it. */
  laws?: readonly FrozenLaw[];
  place?: { place: string; residence: RequestRow["residence"] };
  /** What shows the day of receipt, and why it lay so long: kept sealed beside the answers. */
  evidence?: { evidence: string; whyOld: string | null };
};

/** Makes a request in the caller's transaction: its key, its laws of the day of receipt, its clocks, its first event. */
export async function insertRequest(tx: Transaction, actor: Actor, file: ToFile): Promise<RequestRow> {
  const company = companyAs(file.brandId ?? null);
  const id = randomUUID();
  const placed = addressed(file.asked);
  const agents = placed.who === "other" && placed.relation === "agent";
  const email = canonicalMailbox(
    ["signal", "canary"].includes(file.receipt.channel) ? nobodyAt(id) : placed.email,
  );
  if (!email) throw new HabeasError("invalid", "Enter the email like name@example.com.");
  const asked = { ...placed, email };
  const { right } = asked;
  const { at: receivedAt, day: receivedDay, dated: datedDay, channel } = file.receipt;
  const { place, residence } = file.place ?? { place: asked.place, residence: "claimed" };
  const laws = file.laws ?? chooseLaws({ right, place, received: receivedDay });
  const { key, wrapped } = newRequestKey(id);
  const dossierId = file.dossierId ?? (await newDossier(tx));
  const [row] = await tx
    .insert(request)
    .values({
      id,
      dossierId,
      aboutId: file.aboutId ?? null,
      reference: newReference(company.reference_prefix),
      right,
      language: answerLanguage(asked.language, company.languages),
      place,
      residence,
      ...firstDays({ right, place, receivedAt, receivedDay, datedDay }, laws),
      receivedAt,
      receivedDay,
      datedDay,
      brandId:
        file.brandId ?? sql`(select r.brand_id from request r where r.dossier_id = ${dossierId} limit 1)`,
      // What comes out of a closed request (taken up again, split, an appeal) is for the same people only.
      confidential: sql`exists (select 1 from request r where r.dossier_id = ${dossierId} and r.confidential)`,
      channel,
      enteredAt: new Date(),
      sealed: seal(key, answersContext(id), JSON.stringify({ ...asked, ...file.evidence })),
      mailboxToken: tokenOf("email", asked.email),
      nameTokens: namedIn(asked),
      // What an agent asks for is the person's: the agent stands beside it (lib/behalf) and never sees it from here.
      filedBy: actor.kind === "visitor" && !agents ? hashOf(actor.browser) : null,
      accountId: actor.kind === "account" && !agents ? actor.accountId : null,
      onceKey: file.onceKey,
    })
    .returning();
  if (!row) throw new HabeasError("unavailable", "Your request was not sent. Please try again.");
  if (row.confidential)
    await tx.execute(sql`insert into request_confidant (request_id, staff_id, by_id)
      select distinct on (c.staff_id) ${id}::uuid, c.staff_id, c.by_id from request_confidant c
        join request r on r.id = c.request_id where r.dossier_id = ${dossierId} and r.confidential`);
  await tx.insert(requestKey).values({ requestId: id, wrapped });
  await freezeLaws(tx, id, laws);
  const today = receiptNow(channel, new Date()).day;
  const kept = await keepClocks(tx, row, { cause: "filed", actor, today });
  const { regime, legalDue, safeDue } = kept;
  await audit(tx, id, actor, { kind: "request_filed", right, regime, legalDue, safeDue, channel });
  await noteBehalf(tx, kept, asked, actor, file.batchId ?? null);
  return kept;
}

async function newDossier(tx: Transaction): Promise<string> {
  const [created] = await tx.insert(dossier).values({}).returning();
  if (!created) throw new HabeasError("unavailable", "Your request was not sent. Please try again.");
  return created.id;
}
