import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { keepClocks } from "./clocks/keep.ts";
import { oweDutyNotice } from "./duty-notice.ts";
import type { RequestRow } from "./sealed.ts";

/** Tells somebody who has proved nothing yet that their request is here, and where they prove whose mailbox it is. */
export async function confirmReceipt(tx: Transaction, row: RequestRow, actor: Actor): Promise<RequestRow> {
  const today = companyToday();
  await oweDutyNotice(tx, row, { notice: "acknowledgement", given: {} });
  await audit(tx, row.id, actor, { kind: "acknowledged" });
  return keepClocks(tx, row, { cause: "acknowledged", actor, today, set: { acknowledgedDay: today } });
}
