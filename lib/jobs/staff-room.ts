import { staffPing } from "#drizzle/schema/ping.ts";
import { environment } from "#lib/config/environment.ts";
import type { Transaction } from "#lib/db/database.ts";
import { ring } from "./queue.ts";

/** What is told to staff by mail and to their chat room as well. */
const told = ["staff_alert", "staff_message", "owner_silent", "house_alert"] as const;
/** Of the house itself, told to the room alone: something is broken, or well again, or staff did more than is usual. */
type HousePing = "house_broken" | "house_well" | "house_unusual";
export type PingKind = (typeof told)[number] | HousePing;

/**
 * Writes down that the chat room of staff is told of something, in the transaction that owes the mail about it. Several
 * mails of one transaction about one thing are one message there. Nothing where the house has no such room.
 */
export async function tellRoom(
  tx: Transaction,
  owed: { kind: string; vars: Record<string, string> },
): Promise<void> {
  const kind = told.find((one) => one === owed.kind);
  if (kind !== undefined) await ping(tx, kind, owed.vars.reference ?? "");
}

/** The same about the house itself; `check`: which part of its health it is about. */
export function tellRoomOfHouse(tx: Transaction, kind: HousePing, check: string): Promise<void> {
  return ping(tx, kind, check);
}

async function ping(tx: Transaction, kind: PingKind, reference: string): Promise<void> {
  if (environment().HABEAS_STAFF_WEBHOOK === undefined) return;
  const [row] = await tx
    .insert(staffPing)
    .values({ kind, reference })
    .onConflictDoNothing()
    .returning({ id: staffPing.id });
  if (row) await ring(tx, "ping.send", row.id);
}
