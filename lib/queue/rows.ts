import { sql } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import type { staff } from "#drizzle/schema/staff.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { subjectNameOf } from "#lib/request/answers.ts";
import { deadlinesOf } from "#lib/request/clocks/deadline.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import { progressOfAll } from "#lib/request/progress.ts";
import { answersOfAll, type RequestRow } from "#lib/request/sealed.ts";
import { initialsOf } from "#lib/staff/initials.ts";
import type { QueueRow } from "./row.ts";
import { type Reader, seesNames } from "./scope.ts";

export type FoundRequest = { request: RequestRow; owner: typeof staff.$inferSelect | null };

/** Rows as the desk shows them: as many statements for five hundred as for one. */
export async function rowsOf(
  tx: Queryable,
  found: readonly FoundRequest[],
  reader: Reader,
): Promise<QueueRow[]> {
  const requests = found.map((one) => one.request);
  const ids = requests.map((row) => row.id);
  // How a day was found, and how long requests usually take, is not told in lists.
  const deadlines = await deadlinesOf(tx, requests, new Map(), null);
  const progress = await progressOfAll(tx, ids);
  const answers = await answersOfAll(tx, requests);
  const forAnother = await dossiersForAnother(tx, requests);
  return found.flatMap(({ request: row, owner }) => {
    const deadline = deadlines.get(row.id);
    if (!deadline) return [];
    const asked = answers.get(row.id);
    const name = asked ? subjectNameOf(asked) : null;
    return {
      reference: row.reference,
      version: row.version,
      person: name === null ? "(destroyed on schedule)" : seesNames(reader) ? name : initialsOf(name),
      right: row.right as Right,
      regime: row.regime,
      status: row.status as RequestStatus,
      deadline,
      systems: (progress.get(row.id) ?? []).map(({ systemId, title, state }) => ({ systemId, title, state })),
      owner: owner && { id: owner.id, name: owner.name, initials: initialsOf(owner.name) },
      brandId: row.brandId,
      place: row.place,
      channel: row.channel,
      tags: row.tags,
      snoozedUntil: row.snoozedUntil !== null && row.snoozedUntil > reader.today ? row.snoozedUntil : null,
      agent: forAnother.has(row.dossierId),
      confidential: row.confidential,
      spam: row.spamAt !== null,
    };
  });
}

/** The dossiers of these requests in which somebody asks for another. */
async function dossiersForAnother(tx: Queryable, rows: readonly RequestRow[]): Promise<Set<string>> {
  const dossiers = rows.map((row) => row.dossierId);
  const some = await tx
    .select({ id: behalf.dossierId })
    .from(behalf)
    .where(sql`${behalf.dossierId} = any(${sql.param(dossiers)}::uuid[])`);
  return new Set(some.map(({ id }) => id));
}
