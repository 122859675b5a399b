import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { type ClockCause, keepClocks } from "./clocks/keep.ts";
import type { Move } from "./moves.ts";
import { keepRecord } from "./record.ts";
import type { RequestRow } from "./sealed.ts";

/** What a move means to the clocks: receipt is confirmed by the mail that every start owes; the answer was given, refused, or nobody waits for one any more. */
const turns: Partial<Record<Move, ClockCause>> = {
  start: "acknowledged",
  hand_over: "answered",
  refuse: "refused",
  cancel: "ended",
  lapse: "ended",
};

/** Tells the clocks and the record of a move, in its transaction. Returns the request as it then stands. */
export async function turnClocks(
  tx: Transaction,
  row: RequestRow,
  name: Move,
  actor: Actor,
): Promise<RequestRow> {
  const cause = turns[name];
  // Where the machine's clock went back, nothing happens before the request was received.
  const now = companyToday();
  const today = now < row.receivedDay ? row.receivedDay : now;
  const kept =
    cause === undefined
      ? row
      : await keepClocks(tx, row, { cause, actor, today, set: daysSet(row, cause, today) });
  await keepRecord(tx, kept, name);
  return kept;
}

function daysSet(row: RequestRow, cause: ClockCause, today: string): Partial<RequestRow> {
  if (cause === "acknowledged") return { acknowledgedDay: row.acknowledgedDay ?? today };
  if (cause === "refused") return { refusedDay: row.refusedDay ?? today };
  if (cause !== "answered") return {};
  const followed = row.right === "opt_out" || row.right === "limit_sensitive";
  return {
    answeredDay: row.answeredDay ?? today,
    ...(followed ? { effectiveDay: row.effectiveDay ?? today } : {}),
  };
}
