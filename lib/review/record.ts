import { createHash, randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { decisionReview } from "#drizzle/schema/review.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { settleByHand } from "#lib/fanout/record-act.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { type ReviewOutcome, reviewContext, reviewOutcomes, reviewsOf } from "#lib/request/review-words.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";

/** What a member of staff found who looked again at one automated decision. */
export type GivenReview = {
  systemId: string;
  decisionId: string;
  outcome: string;
  /** What was looked at, for the file. */
  lookedAt: string;
  /** What weighed for this person and what it comes to: the person reads it. */
  told: string;
};

const shortest = 20;
const longest = 3000;

/**
 * Records that a person, who may change it, looked again at an automated decision (Art. 22(3) GDPR). A newer look
 * replaces an older one. Once each decision of a system has been looked at, that system's part is done.
 * Throws HabeasError `invalid` where something is missing, `conflict` where the request does not wait for it.
 */
export async function recordReview(actor: Actor, reference: string, given: GivenReview): Promise<void> {
  if (actor.kind !== "staff") throw new HabeasError("forbidden", "A person does this, by name.");
  const outcome = reviewOutcomes.find((one) => one === given.outcome);
  if (!outcome) throw new HabeasError("invalid", "Choose what you found.");
  const written = {
    lookedAt: words(given.lookedAt, "Say what you looked at: it is the evidence that a person did."),
    told: words(given.told, "Say what weighed for this person. They read it."),
  };
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, seen.id);
    if (
      locked.right !== "automated_decision_review" ||
      !["collecting", "reviewing"].includes(locked.status)
    ) {
      throw new HabeasError("conflict", "This request does not wait for a review.");
    }
    const system = currentMap().systems.find(({ id }) => id === given.systemId);
    const decision = system?.automated_decisions.find(({ id }) => id === given.decisionId);
    if (!system || !decision) throw new HabeasError("invalid", "The data map names no such decision.");
    const id = randomUUID();
    await tx
      .update(decisionReview)
      .set({ replacedBy: id })
      .where(
        and(
          eq(decisionReview.requestId, locked.id),
          eq(decisionReview.systemId, system.id),
          eq(decisionReview.decisionId, decision.id),
          isNull(decisionReview.replacedBy),
        ),
      );
    await tx.insert(decisionReview).values({
      id,
      requestId: locked.id,
      systemId: system.id,
      decisionId: decision.id,
      described: createHash("sha256").update(JSON.stringify(decision)).digest(),
      outcome,
      sealed: seal(await keyOf(tx, locked.id), reviewContext(id), JSON.stringify(written)),
      reviewedBy: actorName(actor),
    });
    await audit(tx, locked.id, actor, {
      kind: "decision_reviewed",
      system: system.id,
      decision: decision.id,
      outcome,
    });
    await settleIfWhole(tx, locked, actor, system);
  });
}

function words(text: string, missing: string): string {
  const trimmed = text.trim();
  if (trimmed.length < shortest) throw new HabeasError("invalid", missing);
  if (trimmed.length > longest) throw new HabeasError("invalid", `A text is longer than ${longest} letters.`);
  return trimmed;
}

/** Settles the system's part once each of its decisions has been looked at. */
async function settleIfWhole(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  system: System,
): Promise<void> {
  const mine = (await reviewsOf(tx, locked.id)).filter(({ systemId }) => systemId === system.id);
  const seen = new Set(mine.map(({ decision }) => decision.id));
  if (!system.automated_decisions.every(({ id }) => seen.has(id))) return;
  const [waiting] = await tx
    .select({ humanTaskId: humanTask.id, taskId: task.id, systemId: task.systemId })
    .from(task)
    .innerJoin(humanTask, eq(humanTask.taskId, task.id))
    .where(
      and(
        eq(task.requestId, locked.id),
        eq(task.systemId, system.id),
        eq(task.state, "parked"),
        eq(humanTask.askedOf, "desk"),
        isNull(humanTask.answeredAt),
      ),
    );
  if (!waiting) return;
  const never = mine.every(({ outcome }: { outcome: ReviewOutcome }) => outcome === "never_made");
  await settleByHand(tx, locked, actor, waiting, {
    outcome: never ? "nothing_held" : "done",
    note: mine.map(({ decision, lookedAt }) => `${decision.title}: ${lookedAt}`).join("\n"),
  });
}
