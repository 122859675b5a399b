import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { rectificationSystem } from "#drizzle/schema/rectification.ts";
import { humanTask } from "#drizzle/schema/task.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { identifiersFor } from "#lib/fanout/human-task.ts";
import { currentMap, freshMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { openCell } from "#lib/request/rectification-cell.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { takeByHand } from "./hand.ts";
import { cellsOf, lockPlan, type SystemRow } from "./load.ts";
import { placeWords } from "./place-words.ts";
import type { CorrectionTask, CorrectionTaskAnswer } from "./views.ts";

type Behind = { human: typeof humanTask.$inferSelect; row: SystemRow };

async function behind(tx: Queryable, token: string): Promise<Behind | null> {
  await freshMap(tx);
  const [found] = await tx
    .select({ human: humanTask, row: rectificationSystem })
    .from(humanTask)
    .innerJoin(rectificationSystem, eq(rectificationSystem.humanTaskId, humanTask.id))
    .where(eq(humanTask.tokenHash, hashOf(token)));
  return found ?? null;
}

/**
 * What a system's owner must correct, behind their link, with the values; null where the link is another question.
 * Opening it is noted; the link opens any number of times until it is answered.
 */
export async function readCorrectionTask(token: string): Promise<CorrectionTask | null> {
  const found = await behind(database(), token);
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
export async function answerCorrectionTask(token: string, answer: CorrectionTaskAnswer): Promise<void> {
  const found = (await behind(database(), token)) ?? notFound();
  await inTransaction(async (tx) => {
    await lockRequest(tx, found.row.requestId);
    const plan = await lockPlan(tx, found.row.rectificationId);
    const now = (await behind(tx, token)) ?? notFound();
    if (now.human.answeredAt) {
      throw new HabeasError("conflict", "This question has been answered already. Thank you.");
    }
    if (now.human.expiresAt < new Date() || now.row.phase !== "by_hand") {
      throw new HabeasError("gone", "This question is no longer open. Nothing is needed from you.");
    }
    await takeByHand(tx, plan, now.row, answer, { by: "owner", answer: "done" });
  });
}
