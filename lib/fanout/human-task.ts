import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { currentMap, freshMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { walkable } from "./advance.ts";
import { openIdentifier } from "./known.ts";
import { behindDoor, type OwnerDoor } from "./owner-door.ts";
import { keptDraft, type OwnerTable, ownerTables } from "./owner-table.ts";

export type OwnerQuestion = {
  id: string;
  systemTitle: string;
  companyName: string;
  title: string;
  text: string;
  dueDay: string;
  state: "open" | "answered" | "expired";
  accepts: "csv" | "text";
  /** Only the identifiers that the owner needs to look the person up; empty once answered. */
  about: { kind: string; value: string }[];
  answer: string | null;
  /** Where rows can be typed: a table for each collection, with what has been typed so far. */
  tables: OwnerTable[];
  /** True once rows have been typed and kept. */
  hasDraft: boolean;
};

/** The question behind a magic link, or one of an owner at the desk, with its task. Throws the uniform `not_found`. */
export async function questionBehind(tx: Queryable, door: OwnerDoor) {
  // Every page and answer of an owner begins here: it knows the systems as they stand now.
  await freshMap(tx);
  const [row] = await tx
    .select({ human: humanTask, task })
    .from(humanTask)
    .innerJoin(task, eq(humanTask.taskId, task.id))
    .where(behindDoor(door, task.systemId));
  return row ?? notFound();
}

/** What a system's owner sees behind their link, or at the desk. Opening it is noted; the link opens any number of times. */
export async function readHumanTask(door: OwnerDoor): Promise<OwnerQuestion> {
  const { human, task: row } = await questionBehind(database(), door);
  const map = currentMap();
  const system = systemOf(map, row.systemId);
  const expired = human.expiresAt < new Date();
  const withdrawn = tookBack(human);
  const state =
    human.answeredAt && !withdrawn
      ? "answered"
      : withdrawn || expired || row.state !== "parked"
        ? "expired"
        : "open";
  if (state === "open") {
    await database()
      .update(humanTask)
      .set({ openedAt: sql`now()` })
      .where(
        and(eq(humanTask.id, human.id), isNull(humanTask.openedAt), gt(humanTask.expiresAt, sql`now()`)),
      );
  }
  return {
    id: human.id,
    systemTitle: system.title,
    companyName: map.company.name,
    title: human.title,
    text: human.text,
    dueDay: human.dueDay,
    state,
    accepts: human.accepts === "csv" ? "csv" : "text",
    about:
      state === "open" ? await identifiersFor(row.requestId, matchedKinds(system), row.seenIdentifier) : [],
    answer: human.answer,
    hasDraft: human.sealedDraft !== null,
    tables: state === "open" && human.accepts === "csv" ? await tablesOf(row.requestId, human, system) : [],
  };
}

async function tablesOf(requestId: string, human: typeof humanTask.$inferSelect, system: System) {
  const { tables, problems } = keptDraft(await keyOf(database(), requestId), human);
  return ownerTables(system.collections, tables, problems);
}

/** The identifiers of those kinds that a task's owner was asked about. */
export async function identifiersFor(requestId: string, kinds: ReadonlySet<string>, seen: number) {
  return inTransaction(async (tx) => {
    const key = await keyOf(tx, requestId);
    const known = await walkable(tx, requestId);
    return known
      .filter((row) => kinds.has(row.kind) && row.id <= seen)
      .map((row) => openIdentifier(key, row));
  });
}

/** Answers that are none: we ended the question ourselves. */
const endings = new Set<string | null>(["withdrawn", "asked_another", "answered_elsewhere"]);
const tookBack = (human: typeof humanTask.$inferSelect) => endings.has(human.answer);

/** Refuses a second answer, or one to a request that no longer waits. */
export function mustBeOpen(human: typeof humanTask.$inferSelect, row: typeof task.$inferSelect): void {
  if (human.answeredAt && !tookBack(human))
    throw new HabeasError("conflict", "This question has been answered already. Thank you.");
  if (human.answeredAt || human.expiresAt < new Date() || row.state !== "parked") {
    throw new HabeasError("gone", "This question is no longer open. Nothing is needed from you.");
  }
}
