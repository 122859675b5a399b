import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import type { StaffAction } from "#lib/staff/permissions.ts";
import { requestFor } from "../access.ts";
import { lockRequest } from "../move.ts";
import type { RequestStatus } from "../moves.ts";
import type { RequestRow } from "../sealed.ts";
import { type ClockFacts, clockFacts } from "./facts.ts";
import { type FrozenLaw, frozenLaws } from "./frozen-laws.ts";

/** Where an answer is still being worked on: questions, more time and fees have a place only there. */
const open: readonly RequestStatus[] = ["received", "collecting", "reviewing"];

/** A request under its lock, with what its clocks count with, today. */
export type WorkedOn = {
  row: RequestRow;
  facts: ClockFacts & { row: RequestRow };
  laws: FrozenLaw[];
  today: string;
};

/** True while an answer is still being worked on. */
export const isWorkedOn = ({ status }: Pick<RequestRow, "status">): boolean =>
  open.includes(status as RequestStatus);

/**
 * The request of an act by staff, locked. Throws HabeasError `conflict` once it is answered or over, and what
 * `requestFor` throws to those who may not act.
 */
export async function workedOn(
  tx: Transaction,
  actor: Actor,
  reference: string,
  staff: StaffAction = "work",
): Promise<WorkedOn> {
  const seen = await requestFor(tx, actor, reference, { person: "never", staff });
  const row = await lockRequest(tx, seen.id);
  if (!isWorkedOn(row)) throw new HabeasError("conflict", "This request is answered or over.");
  return withClocks(tx, row);
}

/** What clocks count with, of a request that the caller holds. */
export async function withClocks(tx: Transaction, row: RequestRow): Promise<WorkedOn> {
  return {
    row,
    facts: await clockFacts(tx, row),
    laws: await frozenLaws(tx, row.id),
    today: companyToday(),
  };
}
