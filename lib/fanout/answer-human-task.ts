import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { foundKey, humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { currentMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { lockRequest } from "#lib/request/move.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { advance } from "./advance.ts";
import { askDesk } from "./ask-desk.ts";
import { storeParts } from "./collect.ts";
import { heardPlace } from "./heard-place.ts";
import { identifiersFor, mustBeOpen, questionBehind } from "./human-task.ts";
import { keyContext, keyToken } from "./known.ts";
import { answersAs, type OwnerDoor } from "./owner-door.ts";
import { keepTyped } from "./owner-draft.ts";
import { ownersLines } from "./owner-lines.ts";
import { type OwnerFile, ownerParts } from "./owner-parts.ts";
import { csvFiles, fitted, rowProblems, type TypedTable } from "./owner-table.ts";
import { endOthers } from "./record-act.ts";
import { lookAgain, type NewFinding, replaceFindings } from "./settle.ts";

export type OwnerAnswer =
  | { kind: "nothing" }
  | { kind: "not_mine"; note: string }
  | { kind: "file"; bytes: AsyncIterable<Uint8Array>; more?: readonly AsyncIterable<Uint8Array>[] }
  | { kind: "rows"; tables: TypedTable[] }
  | { kind: "done"; note: string };

/**
 * Takes a system owner's answer. A bad file is refused with a sentence for its sender and changes nothing.
 * Rows that were typed are kept for the next page with what is wrong with each.
 * Throws HabeasError `invalid`, `conflict` (answered already), `gone`, `not_found`.
 */
export async function answerHumanTask(door: OwnerDoor, answer: OwnerAnswer): Promise<void> {
  const { human, task: row } = await questionBehind(database(), door);
  mustBeOpen(human, row);
  if (answer.kind === "done" && human.accepts === "csv") {
    throw new HabeasError("invalid", "Send what you found as a file, or say that there is nothing.");
  }
  if (answer.kind !== "file" && answer.kind !== "rows") {
    await inTransaction((tx) => take(tx, door, { human: human.id, task: row.id }, answer, null));
    return;
  }
  const key = await keyOf(database(), row.requestId);
  const prefix = `spool/${row.requestId}/${row.id}/${randomUUID()}`;
  const vias = new Set<string>();
  try {
    const system = systemOf(currentMap(), row.systemId);
    const about = await identifiersFor(row.requestId, matchedKinds(system), row.seenIdentifier);
    const files =
      answer.kind === "rows"
        ? await typedFiles(door, system, answer.tables, about)
        : sentFiles(system, answer);
    const parts = ownersLines(ownerParts(system, files), system.collections, about, vias);
    const findings = await storeParts(parts, key, row.systemId, prefix);
    const left = await inTransaction(async (tx) => {
      for (const via of vias) {
        await tx
          .insert(foundKey)
          .values({
            taskId: row.id,
            collection: "answer",
            token: keyToken(row.systemId, via),
            sealed: seal(key, keyContext(row.id), via),
            origin: "person",
          })
          .onConflictDoNothing();
      }
      return take(tx, door, { human: human.id, task: row.id }, answer, findings);
    });
    const heard = left.length > 0 ? [heardPlace(row.requestId)] : [];
    await Promise.all([...left, ...heard].map((old) => removeSpool(old)));
  } catch (error) {
    await removeSpool(prefix);
    if (error instanceof ConnectorError) throw new HabeasError("invalid", error.message);
    throw error;
  }
}

function sentFiles(system: System, sent: Extract<OwnerAnswer, { kind: "file" }>): OwnerFile[] {
  return [sent.bytes, ...(sent.more ?? [])].map((bytes) => ({ bytes, of: system.collections }));
}

/** Typed rows as the files they might have been; with anything wrong they are kept and nothing is taken. */
async function typedFiles(
  door: OwnerDoor,
  system: System,
  typed: readonly TypedTable[],
  about: readonly KnownIdentifier[],
): Promise<OwnerFile[]> {
  const tables = fitted(typed, system.collections);
  const problems = rowProblems(tables, system.collections, about);
  const files = csvFiles(tables, system.collections);
  if (problems.length === 0 && files.length > 0) {
    return files.map(({ bytes, collection }) => ({ bytes: inOnePiece(bytes), of: [collection] }));
  }
  await keepTyped(door, tables, { problems });
  throw new HabeasError(
    "invalid",
    files.length === 0
      ? "Type at least one row, or answer that you found nothing."
      : "Some rows need a second look: the page names them. Everything you typed is still there.",
  );
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function take(
  tx: Transaction,
  door: OwnerDoor,
  { human: humanId, task: taskId }: { human: string; task: string },
  answer: OwnerAnswer,
  findings: NewFinding[] | null,
): Promise<string[]> {
  const [asked] = await tx.select({ requestId: task.requestId }).from(task).where(eq(task.id, taskId));
  if (!asked) return notFound();
  const locked = await lockRequest(tx, asked.requestId);
  // Read under the lock: the request may have been taken back a moment ago.
  const [before] = await tx.select().from(task).where(eq(task.id, taskId));
  if (!before) return notFound();
  const key = await keyOf(tx, locked.id);
  const note = "note" in answer ? seal(key, `human_task/${humanId}`, answer.note) : null;
  const [taken] = await tx
    .update(humanTask)
    .set({
      answeredAt: sql`now()`,
      answer: answer.kind,
      sealedNote: note,
      sealedAsk: null,
      sealedDraft: null,
    })
    .where(and(eq(humanTask.id, humanId), isNull(humanTask.answeredAt)))
    .returning();
  if (!taken || before.state !== "parked") {
    throw new HabeasError("conflict", "This question has been answered already. Thank you.");
  }
  const answered = findings?.reduce((sum, found) => sum + (found.rows ?? 0), 0) ?? 0;
  await audit(tx, locked.id, answersAs(door), {
    kind: "person_answered",
    system: before.systemId,
    answer: answer.kind,
    records: answered,
  });
  if (answer.kind === "not_mine") {
    const { title } = systemOf(currentMap(), before.systemId);
    await askDesk(tx, taskId, locked.safeDue, {
      title: `Find out who answers for ${title}`,
      text: "The person we asked says that this is not theirs; their note is below. Ask the right person, then record the answer here.",
    });
    return [];
  }
  await endOthers(tx, taskId, "answered_elsewhere");
  const left = findings ? await replaceFindings(tx, taskId, findings) : [];
  // Asked again about what has become known since, "nothing" takes back nothing of an earlier file.
  const records = findings ? answered : before.records;
  const outcome = records > 0 ? "found" : answer.kind === "done" ? "done" : "nothing_held";
  await tx
    .update(task)
    .set({ state: "settled", outcome, records, files: 0, answeredAt: sql`now()` })
    .where(eq(task.id, taskId));
  if (findings) await lookAgain(tx, before);
  await advance(tx, locked, { kind: "worker", requestId: locked.id });
  return left;
}
