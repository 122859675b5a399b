import { and, eq, inArray } from "drizzle-orm";
import { requestConfidant } from "#drizzle/schema/confidant.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { type Mark, marks } from "#lib/clock/marks.ts";
import { type Day, dayInWords } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestRow } from "../../sealed.ts";
import type { DueMark } from "./due-marks.ts";
import { alertInWords } from "./words.ts";

/** What staff get a mail about; the rest stands at the desk. */
const byMail = new Set<Mark>(["extension_decision", "nine_tenths", "due", "breached"]);

/**
 * Owes staff one mail for each clock of a request that something was raised about now: about the worst of it. In the
 * transaction that raises it, so that no alert is mailed twice. To its owner; where there is none, to every lead.
 */
export async function tellStaff(
  tx: Transaction,
  row: RequestRow,
  raised: readonly DueMark[],
  today: Day,
): Promise<void> {
  const worst = new Map<string, DueMark>();
  for (const one of raised.filter(({ mark }) => byMail.has(mark))) {
    const other = worst.get(one.clock.kind);
    if (!other || marks.indexOf(one.mark) >= marks.indexOf(other.mark)) worst.set(one.clock.kind, one);
  }
  if (worst.size === 0) return;
  const addresses = await staffToTell(tx, row);
  for (const { clock, mark, on } of worst.values()) {
    const what = alertInWords({ mark, kind: clock.kind, late: on < today });
    const due = dayInWords((mark === "breached" ? clock.legalDue : clock.safeDue) ?? on, "en");
    for (const address of addresses) {
      const vars = { reference: row.reference, what, due };
      await owe(tx, row.id, "en", address, { kind: "staff_alert", vars });
    }
  }
}

/**
 * Addresses of the owner of a request; of every lead where it has none, of the company where it has no lead. Of a closed
 * request only those are told who may see it: the people named there. Null: what is about no request, for every lead.
 */
export async function staffToTell(
  tx: Transaction,
  row: Pick<RequestRow, "id" | "ownerId" | "confidential"> | null,
): Promise<string[]> {
  const named = row?.confidential
    ? inArray(
        staff.id,
        tx
          .select({ id: requestConfidant.staffId })
          .from(requestConfidant)
          .where(eq(requestConfidant.requestId, row.id)),
      )
    : undefined;
  const owner = row === null || row.ownerId === null ? undefined : eq(staff.id, row.ownerId);
  const found = await tx
    .select({ email: staff.email })
    .from(staff)
    .where(and(owner ?? named ?? eq(staff.role, "officer"), named, eq(staff.disabled, false)));
  if (found.length > 0) return [...new Set(found.map(({ email }) => email))];
  if (row === null || owner === undefined) return [currentMap().company.contact.email];
  return staffToTell(tx, { ...row, ownerId: null });
}
