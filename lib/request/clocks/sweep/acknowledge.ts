import { audit } from "#lib/audit/append.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { NoticeKind } from "#lib/law/duties/notice.ts";
import { oweDutyNotice } from "../../duty-notice.ts";
import type { RequestRow } from "../../sealed.ts";
import { keepClocks } from "../keep.ts";
import type { DueMark } from "./due-marks.ts";

/** What a clock that asks for a confirmation of receipt is satisfied with. */
const notices: Readonly<Record<string, NoticeKind>> = {
  acknowledge: "acknowledgement",
  complaint_acknowledgement: "complaint_acknowledgement",
};

/**
 * Confirms receipt to somebody who has not proved the mailbox and so got no receipt, once half of the time for it is
 * over. True where it was: then the clocks were kept anew. A notice that cannot be written yet is told in the log, its
 * alerts stand, and each later mark of its clock tries again.
 */
export async function acknowledgeDue(
  tx: Transaction,
  row: RequestRow,
  raised: readonly DueMark[],
  today: Day,
): Promise<boolean> {
  const notice = raised.map(({ clock }) => notices[clock.kind]).find((kind) => kind !== undefined);
  if (notice === undefined || row.acknowledgedDay !== null) return false;
  const actor = { kind: "worker", requestId: row.id } as const;
  try {
    await tx.transaction(async (inner) => {
      await oweDutyNotice(inner, row, { notice, given: {} });
      await audit(inner, row.id, actor, { kind: "acknowledged" });
      await keepClocks(inner, row, { cause: "acknowledged", actor, today, set: { acknowledgedDay: today } });
    });
    return true;
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    log.warn({ err: error, request: row.id }, "receipt could not be confirmed");
    return false;
  }
}
