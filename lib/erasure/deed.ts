import { desc, eq, sql } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { Eraser, KeepImages } from "#connectors/erase.ts";
import { erasureChunk, erasureSystem, type PlannedStep } from "#drizzle/schema/erasure.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { type Lease, stillOurs } from "#lib/jobs/lease.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { listed } from "./list-system.ts";
import { secretOf } from "./plan.ts";
import { stopBefore } from "./start.ts";
import type { PlannedTarget, PlannedTargets } from "./steps.ts";
import type { Keeper } from "./undo/keep.ts";
import {
  commitWork,
  lockErasure,
  type StopCode,
  type SystemRow,
  type SystemWork,
  spoolOf,
  stopSystem,
  stopWhole,
  stopWords,
  untroubled,
} from "./work.ts";

/** The approved list of one system, and how far it is done. */
export type DeedRow = Pick<
  SystemRow,
  "id" | "steps" | "rows" | "storageKey" | "sha256" | "actKey" | "actRows" | "released" | "cursor"
>;

/** What is still theirs of a list when the act begins, and where it lies. */
export type ActList = { actKey: string; actRows: number; released: number };

/** Evidence of one chunk, as it is written. */
export type ChunkRow = typeof erasureChunk.$inferSelect;

/**
 * What two people approved for one system, ready to be done: of one person, or of a batch of many. Whoever acts knows
 * no more of them than this.
 */
export type Deed = {
  lease: Lease;
  key: DataKey;
  row: DeedRow;
  /** Secret of its keyed hashes. Throws once it is forgotten. */
  secret(): Uint8Array;
  /** Where a list of this lease's own may be written. */
  actAt: string;
  /** Keeps what each act is taken back by, where it can be. */
  keep?: KeepImages | undefined;
  /** Every row that is theirs now, as it would be planned by the day of the plan. */
  theirs(eraser: Eraser, steps: readonly PlannedStep[]): PlannedTargets;
  /** The keys of the people whose rows these are: a row that is another's by the moment of the act is let be. */
  whose?(targets: readonly PlannedTarget[]): Promise<readonly FoundKey[]>;
  keepActList(list: ActList): Promise<void>;
  /** What keeps the next chunk from beginning: null, or why. */
  stopBefore(): Promise<StopCode | null>;
  /** Parks it between two chunks, for the reason that `stopBefore` gave. */
  halt(why: StopCode): Promise<void>;
  /** Parks this system until staff have looked. */
  stop(code: StopCode, counts?: string): Promise<void>;
  /** The newest evidence; null before the first chunk. */
  lastChunk(): Promise<{ number: number; hash: Buffer } | null>;
  /**
   * Evidence and how far it is, in one transaction under the lease's fence; with the list of what is still to be done,
   * where rows of it turned out to be another person's.
   */
  writeEvidence(chunks: readonly ChunkRow[], cursor: number, list?: ActList): Promise<void>;
  /** Every row of the list is done: by hand, or looked up again. */
  finish(next: "by_hand" | "prove"): Promise<void>;
};

/** One system of a person's erasure as a deed. */
export function deedOf(work: SystemWork, keeper: Keeper | null): Deed {
  const { row, lease, key } = work;
  const mine = eq(erasureSystem.id, row.id);
  let keys: readonly FoundKey[] | undefined;
  return {
    lease,
    key,
    row,
    secret: () => secretOf(key, work.erasure),
    actAt: `${spoolOf(row)}/${lease.fence}/3`,
    keep: keeper?.keep,
    theirs: (eraser, steps) => listed(work, eraser, steps),
    async whose() {
      keys ??= await confirmedKeys(database(), row.taskId, key);
      return keys;
    },
    async keepActList(list) {
      const begun = { ...list, startedAt: new Date() };
      await commitWork(work, (tx) => tx.update(erasureSystem).set(begun).where(mine));
      Object.assign(row, begun);
    },
    stopBefore: () => stopBefore(work),
    halt: (why) => halt(work, why),
    stop: (code, counts) => stopSystem(work, code, counts),
    async lastChunk() {
      const [last] = await database()
        .select()
        .from(erasureChunk)
        .where(eq(erasureChunk.systemRow, row.id))
        .orderBy(desc(erasureChunk.number))
        .limit(1);
      return last ?? null;
    },
    async writeEvidence(chunks, cursor, list) {
      await inTransaction(async (tx) => {
        await stillOurs(tx, lease);
        if (chunks.length > 0) await tx.insert(erasureChunk).values([...chunks]);
        await keeper?.sure(tx);
        await tx
          .update(erasureSystem)
          .set({
            ...untroubled,
            ...list,
            cursor,
            chunks: sql`${erasureSystem.chunks} + ${chunks.length}`,
            changed: sql`${erasureSystem.changed} + ${sumOf(chunks, "changed")}`,
            gone: sql`${erasureSystem.gone} + ${sumOf(chunks, "gone")}`,
          })
          .where(mine);
      });
      Object.assign(row, list);
    },
    finish: (next) =>
      commitWork(work, (tx) =>
        tx
          .update(erasureSystem)
          .set({ cursor: row.actRows, phase: next, ...(next === "by_hand" ? { state: "parked" } : {}) })
          .where(mine),
      ),
  };
}

/** Of all chunks together: rows that changed, or that were not there any more. */
export const sumOf = (chunks: readonly ChunkRow[], what: "changed" | "gone"): number =>
  chunks.reduce((sum, one) => sum + one[what], 0);

/** Staff stopped it, or a hold or a restriction forbids it, between two chunks. */
async function halt(work: SystemWork, why: StopCode): Promise<void> {
  await inTransaction(async (tx) => {
    await lockRequest(tx, work.row.requestId);
    const locked = await lockErasure(tx, work.row.erasureId);
    await stillOurs(tx, work.lease);
    const forbidden = why === "held" || why === "restricted";
    if (forbidden && locked.state === "acting") await stopWhole(tx, locked, work.actor, why);
    const code = forbidden ? why : ((locked.stoppedWhy ?? "stopped") as StopCode);
    await tx
      .update(erasureSystem)
      .set({ state: "parked", troubleCode: code, trouble: stopWords[code] })
      .where(eq(erasureSystem.id, work.row.id));
  });
}
