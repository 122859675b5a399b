import { HabeasError } from "#lib/core/errors.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { noticeContents } from "#lib/law/duties/notice.ts";
import { companyAs } from "#lib/map/brand/brands.ts";
import { companyToday } from "#lib/map/today.ts";
import { clockFacts } from "./clocks/facts.ts";
import { frozenLaws } from "./clocks/frozen-laws.ts";
import { composeDuty, type DutyNotice, type DutyPreview } from "./duty/compose.ts";
import { answersOf, type RequestRow } from "./sealed.ts";

export type { DutyNotice, DutyPreview } from "./duty/compose.ts";

/**
 * Owes a notice of duty, in the transaction of the act that it tells. Fills in what the house knows by itself. Throws
 * HabeasError `invalid` naming in words what any law that governs asks for and is missing: then nothing is owed.
 * Returns the notice's id.
 */
export async function oweDutyNotice(tx: Transaction, row: RequestRow, asked: DutyNotice): Promise<string> {
  const { facts, missing } = await dutyNoticeFacts(tx, row, asked);
  if (missing.length > 0) {
    const lacks = missing.map((content) => noticeContents[content]).join("; ");
    throw new HabeasError("invalid", `This notice cannot be sent yet. It does not say: ${lacks}.`);
  }
  const { email } = await answersOf(tx, row);
  return owe(tx, row.id, row.language, email, {
    kind: facts.notice,
    vars: { facts: JSON.stringify(facts) },
  });
}

/** The same facts without owing anything, with what is missing: for a look before it is sent. */
export async function dutyNoticeFacts(
  tx: Transaction,
  row: RequestRow,
  asked: DutyNotice,
): Promise<DutyPreview> {
  const { extensions } = await clockFacts(tx, row);
  return composeDuty(
    {
      row,
      laws: await frozenLaws(tx, row.id),
      person: (await answersOf(tx, row)).name,
      firstDay: extensions.map((one) => one.firstSafe).sort()[0] ?? row.safeDue,
      today: companyToday(),
      company: companyAs(row.brandId),
    },
    asked,
  );
}
