import { staffPing } from "#drizzle/schema/ping.ts";
import { environment } from "#lib/config/environment.ts";
import type { Transaction } from "#lib/db/database.ts";
import { ring } from "./queue.ts";

/** What is told to staff by mail and to their chat room as well. */
const told = ["staff_alert", "staff_message", "owner_silent", "house_alert"] as const;
export type PingKind = (typeof told)[number];

/**
 * Writes down that the chat room of staff is told of something, in the transaction that owes the mail about it. Several
 * mails of one transaction about one thing are one message there. Nothing where the house has no such room.
 */
export async function tellRoom(
  tx: Transaction,
  owed: { kind: string; vars: Record<string, string> },
): Promise<void> {
  const kind = told.find((one) => one === owed.kind);
  if (kind === undefined || environment().HABEAS_STAFF_WEBHOOK === undefined) return;
  const [row] = await tx
    .insert(staffPing)
    .values({ kind, reference: owed.vars.reference ?? "" })
    .onConflictDoNothing()
    .returning({ id: staffPing.id });
  if (row) await ring(tx, "ping.send", row.id);
}
