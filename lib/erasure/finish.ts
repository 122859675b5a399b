import { and, eq, inArray, sql } from "drizzle-orm";
import { erasure, erasureReceipt, erasureSystem, retained } from "#drizzle/schema/erasure.ts";
import { cameBack } from "#drizzle/schema/undo.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import type { System } from "#lib/map/schema.ts";
import { type Told, tellRecipients } from "#lib/recipient/tell.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { hashOfText } from "#lib/vault/sign.ts";
import { commitCertificate } from "./certificate-text.ts";
import { evidenceHead } from "./evidence.ts";
import type { Kept, Proof } from "./prove.ts";
import { type Outcome, receiptBody, signedReceipt } from "./receipt.ts";
import { rememberErased } from "./sweep/remember.ts";
import { openWindow } from "./undo/window.ts";
import {
  commitWork,
  type ErasureRow,
  type SystemRow,
  type SystemWork,
  stopIfNobodyGoesOn,
  stopWords,
  systemsOf,
  untroubled,
} from "./work.ts";

/**
 * Writes down what the re-query found. Where nothing is left that the plan does not leave: outcome, ledger, signed
 * receipt, in one transaction. Where something is left, nothing says done: the system stops, with what was found.
 */
export async function finishSystem(work: SystemWork, system: System, proof: Proof): Promise<void> {
  const found = { standing: proof.standing, returned: proof.returned, mentions: proof.mentions };
  if (proof.standing > 0 || proof.returned > 0 || proof.unexplained.length > 0) {
    return commitWork(work, (tx, locked) => leaveOpen(tx, work, locked.erasure, found, proof));
  }
  const outcome = outcomeOf(proof);
  await commitWork(work, async (tx, locked) => {
    const [row] = await tx
      .update(erasureSystem)
      .set({
        ...found,
        ...untroubled,
        state: "settled",
        phase: "done",
        outcome,
        provenAt: proof.at,
        endedAt: sql`now()`,
      })
      .where(eq(erasureSystem.id, work.row.id))
      .returning();
    if (!row) throw new Error("a system was not written");
    await keepLedger(tx, locked.erasure, row, proof.kept);
    const evidence = await evidenceHead(tx, row.id);
    const undoUntil = await openWindow(tx, row.id);
    const receipt = signedReceipt(
      receiptBody(locked.erasure, row, system.title, { proof, outcome, evidence, undoUntil }),
    );
    await tx.insert(erasureReceipt).values({ systemRow: row.id, ...receipt });
    await audit(tx, row.requestId, work.actor, {
      kind: "erasure_system_done",
      number: locked.erasure.number,
      system: row.systemId,
      outcome,
      changed: row.changed,
      gone: row.gone,
      kept: proof.acted.keep,
      receipt: hashOfText(receipt.body),
    });
    await tellRecipients(tx, locked.request, whatWasErased(locked.erasure, row));
    await endIfDone(tx, locked, work);
  });
}

/**
 * What recipients must do as well: the collections in which something went. Once in a request, and once more when what
 * was kept for a time is erased too.
 */
function whatWasErased({ cause, number }: ErasureRow, { systemId, steps }: SystemRow): Told {
  const changed = steps.filter((step) => step.rows > 0 && step.act !== "keep");
  const collections = [...new Set(changed.map((step) => step.collection))];
  const wave = cause === "hold_ended" ? number : 1;
  return { action: "erase", wave, systems: [{ systemId, collections }] };
}

/** What came of a system's part, in one word. */
export function outcomeOf({ acted }: Proof): Outcome {
  if (acted.delete + acted.anonymise + acted.unlink > 0) return "erased";
  if (acted.by_hand > 0) return "by_hand";
  return acted.keep > 0 ? "kept" : "nothing_held";
}

async function leaveOpen(
  tx: Transaction,
  { row, actor }: SystemWork,
  locked: ErasureRow,
  found: { standing: number; returned: number; mentions: Proof["mentions"] },
  proof: Proof,
): Promise<void> {
  await tx
    .update(erasureSystem)
    .set({
      ...found,
      ...untroubled,
      state: "parked",
      phase: "prove",
      troubleCode: "remains",
      trouble: stopWords.remains + leftWords(proof),
    })
    .where(eq(erasureSystem.id, row.id));
  await audit(tx, row.requestId, actor, {
    kind: "erasure_system_stopped",
    number: locked.number,
    system: row.systemId,
    code: "remains",
  });
  await stopIfNobodyGoesOn(tx, locked, actor);
}

/** What is left although nothing should be, in plain words. */
export function leftWords({ standing, returned, unexplained }: Proof): string {
  const places = unexplained.map((one) => `${one.table}.${one.column} (${one.rows})`).join(", ");
  return ` Not as planned: ${standing}. New or back again: ${returned}. Named in: ${places || "nowhere else"}.`;
}

/** The ledger of what stays: what this plan lists anew takes the place of what an earlier one listed. */
async function keepLedger(
  tx: Transaction,
  { asOf }: ErasureRow,
  row: SystemRow,
  kept: readonly Kept[],
): Promise<void> {
  const ended = row.steps.filter((step) => step.expired && step.rows > 0).map((step) => step.collection);
  const earlier = await tx
    .select()
    .from(retained)
    .where(
      and(
        eq(retained.requestId, row.requestId),
        eq(retained.systemId, row.systemId),
        inArray(retained.state, ["held", "due"]),
      ),
    );
  for (const one of earlier) {
    const over = one.until !== null && one.until < asOf && ended.includes(one.collection);
    const anew = kept.some((each) => each.collection === one.collection && each.until === one.until);
    if (!over && !anew) continue;
    await tx
      .update(retained)
      .set({ state: over ? "erased" : "replaced", endedAt: sql`now()` })
      .where(eq(retained.id, one.id));
  }
  const entries = kept.map((one) => ({
    ...one,
    requestId: row.requestId,
    systemRow: row.id,
    systemId: row.systemId,
  }));
  for (let at = 0; at < entries.length; at += 500) {
    await tx.insert(retained).values(entries.slice(at, at + 500));
  }
}

async function endIfDone(
  tx: Transaction,
  locked: { request: RequestRow; erasure: ErasureRow },
  { actor }: SystemWork,
): Promise<void> {
  const rows = await systemsOf(tx, locked.erasure.id);
  if (rows.some((row) => row.state !== "settled")) return stopIfNobodyGoesOn(tx, locked.erasure, actor);
  await tx
    .update(erasure)
    // Without the secret its keyed hashes are final.
    .set({ state: "done", endedAt: sql`now()`, sealedSecret: null })
    .where(eq(erasure.id, locked.erasure.id));
  await rememberErased(tx, locked.erasure, rows);
  await tx.update(cameBack).set({ state: "gone" }).where(eq(cameBack.plannedId, locked.erasure.id));
  await audit(tx, locked.request.id, actor, {
    kind: "erasure_done",
    number: locked.erasure.number,
    changed: rows.reduce((sum, row) => sum + row.changed, 0),
    kept: locked.erasure.totals?.keep ?? 0,
  });
  await commitCertificate(tx, locked.request, actor);
  if (locked.erasure.cause === "hold_ended") await tellPerson(tx, locked.request);
}

/** What was kept is gone now: the person was told that it would be. */
async function tellPerson(tx: Transaction, row: RequestRow): Promise<void> {
  const asked = await answersOf(tx, row);
  await owe(tx, row.id, row.language, asked.email, {
    kind: "kept_erased",
    vars: { reference: row.reference },
  });
}
