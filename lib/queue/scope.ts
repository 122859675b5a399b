import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { companyToday } from "#lib/map/today.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { column } from "./columns.ts";

/** Who reads the queue, on which day of the company. */
export type Reader = { actor: Actor; staffId: string | null; today: Day };

/** Whoever may read the queue. Throws HabeasError `forbidden`. */
export function readerOf(actor: Actor): Reader {
  const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_requests"));
  if (!may) throw new HabeasError("forbidden", "Only the privacy team sees the queue.");
  return { actor, staffId: actor.kind === "staff" ? actor.staffId : null, today: companyToday() };
}

/** Whether the reader may see what was found: names in full, and lists with them. */
export const seesNames = ({ actor }: Reader): boolean =>
  actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_findings"));

/** Tests of the path of opt-outs are nobody's requests. */
export const ours: SQL = sql`${column.channel} <> 'canary'`;
