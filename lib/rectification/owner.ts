import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { rectificationSystem } from "#drizzle/schema/rectification.ts";
import { request } from "#drizzle/schema/request.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { identifiersFor } from "#lib/fanout/human-task.ts";
import { answersAs, behindDoor, type OwnerDoor, ofOwner } from "#lib/fanout/owner-door.ts";
import { currentMap, freshMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { openCell } from "#lib/request/rectification-cell.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { takeByHand } from "./hand.ts";
import { cellsOf, lockPlan, type SystemRow } from "./load.ts";
import { placeWords } from "./place-words.ts";
import type { CorrectionTask, CorrectionTaskAnswer } from "./views.ts";

type Behind = { human: typeof humanTask.$inferSelect; row: SystemRow };

async function behind(tx: Queryable, door: OwnerDoor): Promise<Behind | null> {
  await freshMap(tx);
  const [found] = await tx
    .select({ human: humanTask, row: rectificationSystem })
    .from(humanTask)
    .innerJoin(rectificationSystem, eq(rectificationSystem.humanTaskId, humanTask.id))
    .where(behindDoor(door, rectificationSystem.systemId));
  return found ?? null;
}

/**
 * What a system's owner must correct, behind their link, with the values; null where the link is another question.
 * Opening it is noted; the link opens any number of times until it is answered.
 */
export async function readCorrectionTask(door: OwnerDoor): Promise<CorrectionTask | null> {
  const found = await behind(database(), door);
  if (!found) return null;
  const { human, row } = found;
  const map = currentMap();
  const system = systemOf(map, row.systemId);
  const waits = row.phase === "by_hand" && row.state === "parked" && human.expiresAt > new Date();
  const state = human.answeredAt ? "answered" : waits ? "open" : "expired";
  const base = {
    systemTitle: system.title,
    companyName: map.company.name,
    title: human.title,
    text: human.text,
    dueDay: human.dueDay,
    state,
  } as const;
  if (state !== "open") return { ...base, about: [], items: [] };
  await database()
    .update(humanTask)
    .set({ openedAt: sql`now()` })
    .where(and(eq(humanTask.id, human.id), isNull(humanTask.openedAt), gt(humanTask.expiresAt, sql`now()`)));
  const key = await keyOf(database(), row.requestId);
  const cells = (await cellsOf(database(), row.id)).filter((cell) => cell.hand === "asked");
  const everything = Number.MAX_SAFE_INTEGER;
  return {
    ...base,
    about: await identifiersFor(row.requestId, matchedKinds(system), everything),
    items: cells.map((cell) => {
      const { before, wanted, at } = openCell(key, cell);
      const { what, where } = placeWords(system, cell);
      return {
        id: cell.id,
        what,
        where: at ? `${where ?? ""} ${at.row.join(" / ")}`.trim() : where,
        before,
        wanted,
        why: cell.why,
      };
    }),
  };
}

/** Takes an owner's answer. Throws HabeasError `invalid`, `conflict` (answered already), `gone`, `not_found`. */
export async function answerCorrectionTask(door: OwnerDoor, answer: CorrectionTaskAnswer): Promise<void> {
  const found = (await behind(database(), door)) ?? notFound();
  await inTransaction(async (tx) => {
    await lockRequest(tx, found.row.requestId);
    const plan = await lockPlan(tx, found.row.rectificationId);
    const now = (await behind(tx, door)) ?? notFound();
    if (now.human.answeredAt) {
      throw new HabeasError("conflict", "This question has been answered already. Thank you.");
    }
    if (now.human.expiresAt < new Date() || now.row.phase !== "by_hand") {
      throw new HabeasError("gone", "This question is no longer open. Nothing is needed from you.");
    }
    await takeByHand(tx, plan, now.row, answer, { by: answersAs(door), answer: "done" });
  });
}

/** An open question to an owner, as their list shows it: nothing of the person. */
export type OwnersTask = {
  id: string;
  reference: string;
  title: string;
  systemTitle: string;
  dueDay: string;
  opened: boolean;
};

/** The open questions about the systems of an owner, the earliest day first: two hundred at most. Throws `not_found`. */
export async function ownersTasks(actor: Actor): Promise<OwnersTask[]> {
  await freshMap();
  const rows = await database()
    .select({ human: humanTask, systemId: task.systemId, reference: request.reference })
    .from(humanTask)
    .innerJoin(task, eq(task.id, humanTask.taskId))
    .innerJoin(request, eq(request.id, task.requestId))
    .leftJoin(rectificationSystem, eq(rectificationSystem.humanTaskId, humanTask.id))
    .where(
      and(
        ofOwner(actor, task.systemId),
        isNull(humanTask.answeredAt),
        gt(humanTask.expiresAt, sql`now()`),
        or(
          and(isNull(rectificationSystem.id), eq(task.state, "parked")),
          and(eq(rectificationSystem.phase, "by_hand"), eq(rectificationSystem.state, "parked")),
        ),
      ),
    )
    .orderBy(asc(humanTask.dueDay), asc(humanTask.id))
    .limit(200);
  const map = currentMap();
  return rows.map(({ human, systemId, reference }) => ({
    id: human.id,
    reference,
    title: human.title,
    systemTitle: map.systems.find((one) => one.id === systemId)?.title ?? systemId,
    dueDay: human.dueDay,
    opened: human.openedAt !== null,
  }));
}
