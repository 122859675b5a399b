import { and, eq, inArray, lt, notInArray, sql } from "drizzle-orm";
import { erasure } from "#drizzle/schema/erasure.ts";
import { cameBack, erasedToken } from "#drizzle/schema/undo.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import type { System } from "#lib/map/schema.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { openPlan } from "../plan.ts";
import type { Hit } from "./find.ts";
import { leftByPlan } from "./left-by-plan.ts";
import { isSafeToList, ownKey } from "./safe-to-list.ts";
import { tokenMaker } from "./tokens.ts";

type CameBack = typeof cameBack.$inferSelect;

/**
 * Writes down what a sweep found, one transaction a person: the alert, its event and, where it is safe to list it again,
 * a new plan. What was open and is not found any more is gone. Returns how many records stand open.
 */
export async function noteFound(system: System, hits: readonly Hit[], begunAt: Date): Promise<number> {
  let open = 0;
  for (const [requestId, theirs] of Map.groupBy(hits, (hit) => hit.requestId)) {
    await inTransaction(async (tx) => {
      const locked = await lockRequest(tx, requestId);
      open += await noteOne(tx, locked, system, theirs);
    });
  }
  await database()
    .update(cameBack)
    .set({ state: "gone" })
    .where(
      and(
        eq(cameBack.systemId, system.id),
        inArray(cameBack.state, ["open", "planned"]),
        lt(cameBack.lastAt, begunAt),
      ),
    );
  return open;
}

async function noteOne(
  tx: Transaction,
  locked: RequestRow,
  system: System,
  hits: readonly Hit[],
): Promise<number> {
  const explained = await leftByPlan(tx, eq(erasedToken.requestId, locked.id), hits);
  const make = tokenMaker();
  const fresh: CameBack[] = [];
  let open = 0;
  for (const hit of hits) {
    if (explained(hit)) continue;
    const knownBy = make.all(hit.knownBy);
    const [before] = await tx
      .select()
      .from(cameBack)
      .where(
        and(
          eq(cameBack.requestId, locked.id),
          eq(cameBack.systemId, system.id),
          eq(cameBack.collection, hit.collection),
          eq(cameBack.rowToken, hit.rowToken),
        ),
      );
    // Staff have looked at exactly this, and left it.
    const left = before?.state === "left" && before.knownBy.equals(knownBy);
    if (!left) open++;
    const anew = !left && !(before?.state === "open" || before?.state === "planned");
    const row = await write(tx, locked.id, system.id, hit, { knownBy, left, anew });
    if (anew) fresh.push(row);
  }
  const [first] = fresh;
  if (!first) return open;
  const worker: Actor = { kind: "worker", requestId: locked.id };
  const [of] = await tx.select().from(erasure).where(eq(erasure.id, first.erasureId));
  await audit(tx, locked.id, worker, {
    kind: "came_back",
    number: of?.number ?? 0,
    system: system.id,
    records: fresh.length,
    newer: fresh.filter((row) => row.openedDay !== null).length,
  });
  await planIfSafe(tx, locked, worker);
  return open;
}

async function write(
  tx: Transaction,
  requestId: string,
  systemId: string,
  hit: Hit,
  { knownBy, left, anew }: { knownBy: Buffer; left: boolean; anew: boolean },
): Promise<CameBack> {
  const { erasureId, collection, rowToken } = hit;
  const openedDay = hit.opened !== null && hit.opened > hit.erasedDay ? hit.opened : null;
  const kinds = [...hit.kinds].map((kind) => kind ?? ownKey).sort();
  const now = { erasureId, knownBy, kinds, openedDay, lastAt: sql`clock_timestamp()` };
  const again = { state: "open", plannedId: null, decidedBy: null, decidedAt: null };
  const [row] = await tx
    .insert(cameBack)
    .values({ requestId, systemId, collection, rowToken, ...now, firstAt: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: [cameBack.requestId, cameBack.systemId, cameBack.collection, cameBack.rowToken],
      set: { ...(left ? { lastAt: now.lastAt } : now), ...(anew ? again : {}) },
    })
    .returning();
  if (!row) throw new Error("what came back was not written");
  return row;
}

/** Why what came back of a person cannot be listed by their keys alone, in plain words; null where it can. */
export async function hindranceToPlan(tx: Transaction, requestId: string): Promise<string | null> {
  const rows = await tx
    .select()
    .from(cameBack)
    .where(and(eq(cameBack.requestId, requestId), eq(cameBack.state, "open")));
  if (rows.length === 0) return "Nothing of this person is open that came back.";
  if (rows.some((row) => row.openedDay !== null)) {
    return "An account was opened after the erasure. Decide first whether it is left.";
  }
  return rows.every((row) => isSafeToList(row))
    ? null
    : "A record has another number than the person had, or somebody else may have their number now. Look at it in the system. Then leave it, or file a new request.";
}

/** A plan is made by itself where nothing speaks against it. Two people must approve it, as always. */
async function planIfSafe(tx: Transaction, locked: RequestRow, worker: Actor): Promise<void> {
  const [running] = await tx
    .select({ id: erasure.id })
    .from(erasure)
    .where(and(eq(erasure.requestId, locked.id), notInArray(erasure.state, ["done", "dropped"])));
  if (running || (await hindranceToPlan(tx, locked.id)) !== null) return;
  try {
    await planOpen(tx, locked, worker);
  } catch (error) {
    // Held, not confirmed, or its key is destroyed: the alert stands by itself.
    if (!(error instanceof HabeasError)) throw error;
  }
}

/** Makes a plan for what came back of a person. Throws HabeasError where none can be made. */
export async function planOpen(tx: Transaction, locked: RequestRow, actor: Actor): Promise<string> {
  const id = await openPlan(tx, locked, actor, "came_back");
  await tx
    .update(cameBack)
    .set({ state: "planned", plannedId: id })
    .where(and(eq(cameBack.requestId, locked.id), eq(cameBack.state, "open")));
  return id;
}
