import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { Corrector, RowChanged } from "#connectors/correct.ts";
import { rectificationCell, rectificationEntry, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import type { System } from "#lib/map/schema.ts";
import { type OpenCell, openCell } from "#lib/request/rectification-cell.ts";
import { askOwnerToCorrect } from "./ask-hand.ts";
import { hashOfEntry } from "./evidence.ts";
import { identityFollows } from "./identity.ts";
import { cellsOf } from "./load.ts";
import { commitWork, type SystemWork, untroubled } from "./work.ts";

/**
 * Does what was approved in one system, row by row: each is one transaction there, then its cells and its evidence in one
 * transaction here. A row that is repeated after a crash is done already. Then people are asked for what they must do.
 * True where the system can be read again now.
 */
export async function actOnSystem(
  work: SystemWork,
  corrector: Corrector | undefined,
  system: System,
): Promise<boolean> {
  const open = await plannedRows(work);
  if (open.length > 0) {
    if (!corrector) throw new Error("a plan for a machine has none");
    const keys = await confirmedKeys(database(), work.row.taskId, work.key);
    const hand: Hand = {
      ...{ corrector, keys, system },
      chain: await lastEntry(work.row.id),
      inFlight: work.row.lost > 0 || work.row.attempts > 0,
    };
    for (const cells of open) {
      if (work.lease.signal.aborted) throw new LeaseLost();
      await changeRow(work, hand, cells);
    }
  }
  return endAct(work);
}

type Hand = {
  corrector: Corrector;
  keys: readonly FoundKey[];
  system: System;
  chain: { number: number; hash: Buffer };
  /** True until the first row is done where whoever worked before may have changed it without a word of it here. */
  inFlight: boolean;
};

/** Rows that are still to be done, in their order. */
async function plannedRows({ row, key }: SystemWork): Promise<OpenCell[][]> {
  const cells = await cellsOf(database(), row.id);
  const planned = cells.filter((cell) => cell.state === "planned").map((cell) => openCell(key, cell));
  return [...Map.groupBy(planned, (cell) => cell.rowNo).entries()]
    .sort(([a], [b]) => a - b)
    .map(([, of]) => of);
}

async function lastEntry(systemRow: string): Promise<Hand["chain"]> {
  const [last] = await database()
    .select()
    .from(rectificationEntry)
    .where(eq(rectificationEntry.systemRow, systemRow))
    .orderBy(desc(rectificationEntry.number))
    .limit(1);
  return last ?? { number: 0, hash: Buffer.alloc(32) };
}

async function changeRow(work: SystemWork, hand: Hand, cells: readonly OpenCell[]): Promise<void> {
  const [first] = cells;
  if (!first?.at || first.collection === null) throw new Error("a row of a plan has no key");
  const change = {
    collection: first.collection,
    row: first.at.row,
    fields: cells.map(({ field, before, wanted }) => ({ field: field ?? "", seen: before, value: wanted })),
  };
  const began = performance.now();
  const did =
    hand.keys.length === 0
      ? ({ outcome: "gone" } as const)
      : await hand.corrector.change(change, hand.keys, `${work.row.id}/${first.rowNo}`);
  const entry = {
    systemRow: work.row.id,
    number: hand.chain.number + 1,
    rowNo: first.rowNo,
    outcome: did.outcome,
    fields: cells.length,
    ms: Math.ceil(performance.now() - began),
    at: new Date().toISOString(),
    previous: hand.chain.hash,
  };
  const hash = hashOfEntry(entry);
  await inTransaction(async (tx) => {
    await stillOurs(tx, work.lease);
    await tx.insert(rectificationEntry).values({ ...entry, hash });
    await writeCells(tx, cells, did, hand.inFlight);
    await tx
      .update(rectificationSystem)
      .set({ ...untroubled, entries: entry.number, rowsDone: sql`${rectificationSystem.rowsDone} + 1` })
      .where(eq(rectificationSystem.id, work.row.id));
    if (did.outcome === "changed" || did.outcome === "already") {
      await identityFollows(tx, work, hand.system, cells);
    }
  });
  hand.chain = { number: entry.number, hash };
  hand.inFlight = false;
}

/** What is found done where our own change may have been cut off counts as ours: else it could not be undone. */
async function writeCells(
  tx: Transaction,
  cells: readonly OpenCell[],
  did: RowChanged,
  inFlight: boolean,
): Promise<void> {
  const ours = did.outcome === "changed" || (did.outcome === "already" && inFlight);
  for (const cell of cells) {
    await tx
      .update(rectificationCell)
      .set({
        state: ours ? "changed" : did.outcome,
        why: whyOf(did, cell),
        ...(ours ? { changedAt: sql`now()` } : {}),
      })
      .where(eq(rectificationCell.id, cell.id));
  }
}

function whyOf(did: RowChanged, { field }: OpenCell): string | null {
  switch (did.outcome) {
    case "changed":
    case "already":
      return null;
    case "gone":
      return "The record is not there any more, or it is not this person's.";
    case "refused":
      return did.why;
    case "conflict":
      return did.fields.includes(field ?? "")
        ? "It says something else by now that nobody has seen."
        : "Another value of the same record says something else by now.";
  }
}

/** Asks people for what they must do; without that the system can be read again. */
async function endAct(work: SystemWork): Promise<boolean> {
  let proves = false;
  await commitWork(work, async (tx, { request }) => {
    const waiting = await tx
      .select()
      .from(rectificationCell)
      .where(
        and(
          eq(rectificationCell.systemRow, work.row.id),
          inArray(rectificationCell.state, ["by_hand", "refused"]),
          or(isNull(rectificationCell.hand), eq(rectificationCell.hand, "asked")),
        ),
      );
    if (waiting.length === 0) {
      proves = true;
      await tx
        .update(rectificationSystem)
        .set({ ...untroubled, phase: "prove" })
        .where(eq(rectificationSystem.id, work.row.id));
      return;
    }
    await askOwnerToCorrect(tx, work, request, waiting);
  });
  return proves;
}
