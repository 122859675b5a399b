import { alert } from "#drizzle/schema/clock.ts";
import { audit } from "#lib/audit/append.ts";
import { recipientSilentMark } from "#lib/clock/marks.ts";
import type { Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import type { NoticeRow } from "./ledger.ts";

/** Alerts staff once that a recipient cannot be reached or does not answer: from here on it is theirs. */
export async function raiseSilent(tx: Transaction, row: NoticeRow): Promise<void> {
  const onDay = companyToday();
  const raised = await tx
    .insert(alert)
    .values({
      requestId: row.requestId,
      law: row.duties[0]?.law ?? "OWN_POLICY",
      kind: "recipient",
      mark: recipientSilentMark,
      // One for each notice.
      segment: row.id,
      dueDay: row.dueDay,
      onDay,
      late: false,
    })
    .onConflictDoNothing()
    .returning({ id: alert.id });
  if (raised.length === 0) return;
  await audit(
    tx,
    row.requestId,
    { kind: "worker", requestId: row.requestId },
    { kind: "alert_raised", clock: "recipient", mark: recipientSilentMark, late: false },
  );
}
