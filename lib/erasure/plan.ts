import { randomBytes, randomUUID } from "node:crypto";
import { and, eq, notInArray, sql } from "drizzle-orm";
import { type ErasureTotals, erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mustBeConfirmed } from "#lib/fanout/link/confirmed.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap } from "#lib/map/current.ts";
import { erasedByEngine } from "#lib/map/erasable.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { hashOfValue } from "#lib/vault/canonical.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import { changedBefore, numberToType } from "./guard.ts";
import { mustNotBeHeld } from "./holds.ts";
import { type ErasureRow, type SystemRow, systemsOf } from "./work.ts";

/**
 * Begins a plan: every system in which this engine erases and the person was located is listed anew, side by side.
 * A plan that was not begun, or has stopped, is dropped for it. Returns the erasure's id.
 * Throws HabeasError `conflict` while systems are still asked, somebody is only alike, a hold forbids it, or it runs.
 */
export async function planErasure(actor: Actor, reference: string): Promise<string> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    return openPlan(tx, await lockRequest(tx, seen.id), actor, "asked");
  });
}

/** The same for our own worker, inside its transaction. `locked`: the request, locked. */
export async function openPlan(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  cause: "asked" | "hold_ended" | "came_back",
): Promise<string> {
  mustAskFor(locked, cause);
  await mustNotBeHeld(tx, locked);
  await mustBeConfirmed(tx, locked.id);
  const tasks = await locatedTasks(tx, locked.id);
  if (tasks.length === 0) {
    throw new HabeasError(
      "conflict",
      "No system of this request can be erased by machine. It is done by hand.",
    );
  }
  await dropOpen(tx, locked.id, actor);
  const id = randomUUID();
  const secret = randomBytes(32).toString("base64");
  const [made] = await tx
    .insert(erasure)
    .values({
      id,
      requestId: locked.id,
      number: sql`(select coalesce(max(number), 0) + 1 from ${erasure} where request_id = ${locked.id})`,
      cause,
      asOf: companyToday(),
      madeBy: actorName(actor),
      sealedSecret: seal(await keyOf(tx, locked.id), secretContext(id), secret),
    })
    .returning();
  if (!made) throw new Error("an erasure was not written");
  const rows = await tx
    .insert(erasureSystem)
    .values(
      tasks.map(({ id: taskId, systemId, position }) => ({
        erasureId: id,
        requestId: locked.id,
        taskId,
        systemId,
        position,
      })),
    )
    .returning({ id: erasureSystem.id });
  for (const row of rows) await ring(tx, "erasure.run", row.id);
  await audit(tx, locked.id, actor, {
    kind: "erasure_planning",
    number: made.number,
    cause,
    systems: tasks.map((one) => one.systemId),
  });
  return id;
}

function mustAskFor(row: RequestRow, cause: "asked" | "hold_ended" | "came_back"): void {
  const open = row.status === "collecting" || row.status === "reviewing";
  const over = row.status === "ready" || row.status === "closed";
  if (row.right === "erasure" && row.verifiedAt !== null && (cause === "asked" ? open : open || over)) return;
  throw new HabeasError("conflict", "Only an open request to be erased can have a plan of erasure.");
}

/** Tasks of systems in which the engine erases. All machines must have answered: the walk may still add to any. */
async function locatedTasks(tx: Transaction, requestId: string) {
  const rows = await tx
    .select()
    .from(task)
    .where(and(eq(task.requestId, requestId), eq(task.answeredBy, "machine")))
    .orderBy(task.position);
  if (rows.some((row) => row.state !== "settled")) {
    throw new HabeasError(
      "conflict",
      "Systems are still being asked. Plan the erasure when all have answered.",
    );
  }
  const systems = new Map(currentMap().systems.map((system) => [system.id, system]));
  const erasable = await Promise.all(
    rows.map(async (row) => {
      const system = systems.get(row.systemId);
      return system !== undefined && (await erasedByEngine(system));
    }),
  );
  return rows.filter((_, index) => erasable[index]);
}

async function dropOpen(tx: Transaction, requestId: string, actor: Actor): Promise<void> {
  const [open] = await tx
    .select()
    .from(erasure)
    .where(and(eq(erasure.requestId, requestId), notInArray(erasure.state, ["done", "dropped"])))
    .for("update");
  if (!open) return;
  if (open.state === "acting") {
    throw new HabeasError("conflict", "The erasure is running. Stop it before you make another plan.");
  }
  await dropRow(tx, open, actor);
}

/** Drops a plan that does not run. What was proven of it before stays; the rest is not done. */
export async function dropRow(tx: Transaction, open: ErasureRow, actor: Actor): Promise<void> {
  await tx
    .update(erasure)
    .set({ state: "dropped", endedAt: sql`now()`, sealedSecret: null })
    .where(eq(erasure.id, open.id));
  await audit(tx, open.requestId, actor, { kind: "erasure_dropped", number: open.number });
}

/** Rows of a plan by what becomes of them, over all its systems. */
export function totalsOf(systems: readonly Pick<SystemRow, "steps" | "rows">[]): ErasureTotals {
  const count = { delete: 0, anonymise: 0, unlink: 0, keep: 0, by_hand: 0 };
  for (const step of systems.flatMap((one) => one.steps)) count[step.act] += step.rows;
  const rows = systems.reduce((sum, one) => sum + one.rows, 0);
  const changing = count.delete + count.anonymise + count.unlink;
  return { ...count, systems: systems.length, rows, changing };
}

/** After a system has listed its part: the last one makes the whole a proposal, with the hash that people approve. */
export async function proposeIfComplete(tx: Transaction, locked: ErasureRow, actor: Actor): Promise<void> {
  const rows = await systemsOf(tx, locked.id);
  if (locked.state !== "planning" || rows.some((row) => row.phase === "plan")) return;
  const totals = totalsOf(rows);
  const hash = hashOfValue({
    erasure: locked.id,
    asOf: locked.asOf,
    systems: rows.map((row) => ({
      system: row.systemId,
      task: row.taskId,
      steps: row.steps,
      rows: row.rows,
      targets: row.sha256?.toString("hex"),
    })),
  });
  await tx
    .update(erasure)
    .set({
      state: "proposed",
      hash,
      totals,
      typedNumber: numberToType(totals.changing, await changedBefore(tx)),
    })
    .where(eq(erasure.id, locked.id));
  await audit(tx, locked.requestId, actor, {
    kind: "erasure_proposed",
    number: locked.number,
    hash: hash.toString("hex"),
    changing: totals.changing,
    kept: totals.keep,
  });
}

const secretContext = (id: string) => `erasure/${id}/secret`;

/** The secret of an erasure's keyed hashes. Throws once it is forgotten. */
export function secretOf(key: DataKey, row: ErasureRow): Uint8Array {
  if (row.sealedSecret === null) throw new Error("the secret of this erasure is forgotten");
  return Buffer.from(open(key, secretContext(row.id), row.sealedSecret), "base64");
}
