import { eq } from "drizzle-orm";
import { proof } from "#drizzle/schema/identity.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type ProofHow, proofHow } from "#lib/core/proof.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { verificationCeiling } from "#lib/law/duties/verification.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { requestFor } from "../access.ts";
import { typedText } from "../clocks/typed.ts";
import { lockRequest } from "../move.ts";
import { answersOf, type RequestRow } from "../sealed.ts";
import {
  decideProof,
  openProof,
  type ProofState,
  type ProofWords,
  proofsOf,
  sealWords,
  wordsOf,
} from "./keep.ts";

export type DeskProof = {
  how: ProofHow;
  state: ProofState;
  askedBy: string;
  askedAt: Date;
  decidedAt: Date | null;
  words: ProofWords | null;
};

/** The proofs of a request as staff see them, and why the data, the match or the law ask for a further one. */
export type DeskProofs = { proofs: DeskProof[]; reasons: string[]; open: boolean; mayAsk: boolean };

/** How staff can check themselves: by a contact on file, never by questions about facts. */
export const staffWays = ["staff_phone", "staff_in_person"] as const;

/** What a member of staff sees of the proofs of a request. Throws the uniform `not_found`. */
export async function readDeskProofs(actor: Actor, reference: string): Promise<DeskProofs> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const key = await keyOf(tx, row.id);
    const rows = await proofsOf(tx, row.id);
    const open = rows.some((one) => one.state === "asked");
    return {
      proofs: rows.map((one) => ({
        how: proofHow(one.how),
        state: one.state as ProofState,
        askedBy: one.askedBy,
        askedAt: one.askedAt,
        decidedAt: one.decidedAt,
        words: wordsOf(key, one),
      })),
      reasons: await reasonsForMore(tx, row),
      open,
      mayAsk: mayStillAsk(row) && !open,
    };
  });
}

const mayStillAsk = (row: RequestRow): boolean =>
  row.verifiedAt !== null && ["collecting", "reviewing"].includes(row.status);

/** Why a code to one mailbox is little here, in words for staff. */
async function reasonsForMore(tx: Transaction, row: RequestRow): Promise<string[]> {
  const { most } = verificationCeiling(row.regime, row.right as Right);
  const found = await tx.select().from(task).where(eq(task.requestId, row.id));
  const special = found
    .filter((one) => one.outcome === "found")
    .flatMap((one) => currentMap().systems.find(({ id }) => id === one.systemId)?.collections ?? [])
    .some((one) => one.special || Object.values(one.fields).some((field) => field.special));
  return [
    ...(special ? ["Sensitive data may be among what was found."] : []),
    ...(most === "signed_declaration" ? ["The law asks for a high degree of certainty here."] : []),
  ];
}

/**
 * Staff ask for a code at a second address on file. Nothing goes out and nothing is deleted until it is given, or staff
 * take it back. Throws HabeasError `invalid` where the law lets nothing more be asked, `conflict` while one is open.
 */
export async function askSecondContact(actor: Actor, reference: string, typedWhy: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await workedOn(tx, actor, reference);
    const { most } = verificationCeiling(row.regime, row.right as Right);
    if (most === "nothing")
      throw new HabeasError("invalid", "The law lets nobody ask for more proof for this request.");
    const why = typedText(typedWhy, { what: "why one code does not suffice", least: 5 });
    const words = { why, contact: "", checked: "" };
    await insertProof(tx, actor, row, { how: "second_contact", state: "asked", words });
    const asked = await answersOf(tx, row);
    await owe(tx, row.id, row.language, asked.email, {
      kind: "second_asked",
      vars: { reference: row.reference },
    });
  });
}

/** What staff did to see who it is, by a contact on file: called back, or met. */
export type StaffCheck = { how: string; contact: string; checked: string; passed: boolean };

/**
 * Staff write down that they checked who it is by a contact on file. Passed, it takes the place of what else was asked.
 * Throws HabeasError `invalid` where a word is missing.
 */
export async function recordStaffCheck(actor: Actor, reference: string, check: StaffCheck): Promise<void> {
  const how = staffWays.find((one) => one === check.how);
  if (!how) throw new HabeasError("invalid", "Choose how you checked who it is.");
  const words = {
    why: "",
    contact: typedText(check.contact, { what: "which contact on file you used", least: 3 }),
    checked: typedText(check.checked, { what: "what you did", least: 5 }),
  };
  await inTransaction(async (tx) => {
    const row = await workedOn(tx, actor, reference);
    const state = check.passed ? "passed" : "failed";
    const before = await openProof(tx, row.id);
    if (before && check.passed) await decideProof(tx, before, "withdrawn", { name: actorName(actor), actor });
    await insertProof(tx, actor, row, { how, state, words });
  });
}

/** Staff take back what they asked for. Harmless where nothing is asked. */
export async function withdrawProof(actor: Actor, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await workedOn(tx, actor, reference);
    const open = await openProof(tx, row.id);
    if (open) await decideProof(tx, open, "withdrawn", { name: actorName(actor), actor });
  });
}

async function workedOn(tx: Transaction, actor: Actor, reference: string): Promise<RequestRow> {
  const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
  const row = await lockRequest(tx, seen.id);
  if (!mayStillAsk(row))
    throw new HabeasError("conflict", "Who asks is checked after the first code and before the answer.");
  return row;
}

async function insertProof(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  made: { how: ProofHow; state: "asked" | "passed" | "failed"; words: ProofWords },
): Promise<void> {
  const { how, state, words } = made;
  if (state === "asked" && (await openProof(tx, row.id)))
    throw new HabeasError("conflict", "Something more has been asked for already.");
  const sealed = sealWords(await keyOf(tx, row.id), { requestId: row.id, how }, words);
  const decided = state === "asked" ? {} : { decidedBy: actorName(actor), decidedAt: new Date() };
  await tx
    .insert(proof)
    .values({ requestId: row.id, how, state, askedBy: actorName(actor), sealed, ...decided });
  await audit(
    tx,
    row.id,
    actor,
    state === "asked" ? { kind: "proof_asked", how } : { kind: "proof_decided", how, state },
  );
}
