import { and, eq, inArray, ne } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { giveTryBack, takeTry } from "#lib/identity/breaker.ts";
import { mask } from "#lib/identity/canonical.ts";
import { type CodeSubject, checkCode, hasLiveCode, issueCode } from "#lib/identity/code.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import { isTheirs, requestFor } from "../access.ts";
import { lockRequest } from "../move.ts";
import { identifierContext } from "../plan.ts";
import type { RequestRow } from "../sealed.ts";
import { decideProof, openProof, type ProofRow } from "./keep.ts";

/** An address on file, with most of it hidden: who asks chooses among what they must know already. */
export type Choice = { id: number; contact: string };

export type SecondCheck = { choices: Choice[] };

const subjectOf = (row: ProofRow): CodeSubject => ({ kind: "second_contact", of: row.id });

/** The second check that a person still has to do; null where none is. Throws the uniform `not_found` to others. */
export async function readSecondCheck(actor: Asker, reference: string): Promise<SecondCheck | null> {
  return inTransaction(async (tx) => {
    const { row, asked } = await waiting(tx, actor, reference);
    if (!asked) return null;
    const onFile = await contactsOnFile(tx, row);
    return { choices: onFile.map(({ id, value }) => ({ id, contact: mask("email", value) })) };
  });
}

/**
 * Sends a code to an address that a system holds of the person, never to one that was typed. Throws HabeasError
 * `too_many` past the budget, and the uniform `not_found` for an address that is not on file.
 */
export async function sendSecondCode(actor: Asker, reference: string, id: number): Promise<void> {
  await inTransaction(async (tx) => {
    const { row, asked } = await waiting(tx, actor, reference);
    const chosen = asked && (await contactsOnFile(tx, row)).find((one) => one.id === id);
    if (!asked || !chosen) return notFound();
    const most = environment().HABEAS_CODES_PER_HOUR;
    const { code, minutes } = await issueCode(
      tx,
      subjectOf(asked),
      actor.browser,
      { requestId: row.id, proofId: asked.id },
      { hour: Math.min(8, most), day: 20 },
    );
    await owe(tx, row.id, row.language, chosen.value, {
      kind: "second_code",
      vars: { reference: row.reference, code, minutes: String(minutes) },
    });
    await audit(tx, row.id, actor, { kind: "code_sent" });
  });
}

/** Tries the second code. The right one is all that the check asks for. */
export async function trySecondCode(
  actor: Asker,
  reference: string,
  code: string,
): Promise<"passed" | "wrong" | "spent" | "paused"> {
  const asked = await inTransaction(async (tx) => (await waiting(tx, actor, reference)).asked);
  if (!asked) return "passed";
  const subject = subjectOf(asked);
  if ((await hasLiveCode(database(), subject, actor.browser)) && !(await takeTry())) return "paused";
  const verdict = await inTransaction(async (tx) => {
    const checked = await checkCode(tx, subject, actor.browser, code.slice(0, 40));
    if (checked.kind !== "right") {
      if (checked.counted) await audit(tx, asked.requestId, actor, { kind: "code_wrong" });
      return checked.kind;
    }
    await lockRequest(tx, asked.requestId);
    await decideProof(tx, asked, "passed", { name: "person", actor });
    return "passed" as const;
  });
  if (verdict === "passed") await giveTryBack();
  return verdict;
}

async function waiting(
  tx: Transaction,
  actor: Asker,
  reference: string,
): Promise<{ row: RequestRow; asked: ProofRow | null }> {
  const row = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
  if (!isTheirs(actor, row)) return notFound();
  if (actor.browser === "")
    throw new HabeasError("invalid", "Your browser did not keep our cookie. Please allow it and try again.");
  const asked = await openProof(tx, row.id);
  return { row, asked: asked?.how === "second_contact" ? asked : null };
}

/**
 * Addresses that systems hold of the person, besides the one that is proven: yielded by a key that more than likeness
 * vouches for, so that a stranger's is never among them.
 */
async function contactsOnFile(tx: Transaction, row: RequestRow): Promise<{ id: number; value: string }[]> {
  const key = await keyOf(tx, row.id);
  const rows = await tx
    .select()
    .from(identifier)
    .where(
      and(
        eq(identifier.requestId, row.id),
        eq(identifier.kind, "email"),
        inArray(identifier.origin, ["found", "decided"]),
        inArray(identifier.confidence, ["exact", "confirmed"]),
        ne(identifier.token, row.mailboxToken),
      ),
    )
    .orderBy(identifier.id)
    .limit(5);
  return rows.map((one) => ({
    id: one.id,
    value: open(key, identifierContext(row.id, "email"), one.sealed),
  }));
}
