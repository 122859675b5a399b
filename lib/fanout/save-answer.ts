import { eq, sql } from "drizzle-orm";
import type { LocateAnswer } from "#connectors/contract.ts";
import type { identifier } from "#drizzle/schema/identity.ts";
import { task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import { forgetProposals, storeLocated } from "./identifiers.ts";
import type { Work } from "./known.ts";
import type { TaskWork } from "./settle.ts";

/** A system's answer to who the person is there, with what it was asked and up to which identifier. */
export type UnsavedAnswer = {
  answer: Extract<LocateAnswer, { kind: "located" }>;
  asked: (typeof identifier.$inferSelect)[];
  seen: number;
  /** True where somebody alike was proposed there before. */
  hasLinks: boolean;
};

/** Writes such an answer down: keys, further identifiers, shared ones, and what the system has now seen. */
export async function saveAnswer(tx: Transaction, work: TaskWork, unsaved: UnsavedAnswer): Promise<number> {
  const { id: taskId, requestId, systemId } = work.row;
  const { answer } = unsaved;
  const place: Work = { taskId, requestId, systemId, key: work.key, actor: work.actor };
  const keysKnown = await storeLocated(tx, place, answer, unsaved.asked);
  if (unsaved.hasLinks) await forgetProposals(tx, place);
  await tx
    .update(task)
    .set({ seenIdentifier: sql`greatest(${task.seenIdentifier}, ${unsaved.seen})`, keysKnown })
    .where(eq(task.id, taskId));
  await audit(tx, requestId, work.actor, {
    kind: "system_located",
    system: systemId,
    keys: answer.keys.length,
    identifiers: answer.identifiers.length,
  });
  return keysKnown;
}
