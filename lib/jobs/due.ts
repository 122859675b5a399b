import { type SQL, sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";
import type { JobName } from "./catalogue.ts";
import type { LeasedTable } from "./lease.ts";

export type DueWork = { job: JobName; id: string };

/** Rows of each table are the work of one job. */
const workIn = [
  ["task.run", "task"],
  ["erasure.run", "erasure_system"],
  ["erasure.undo", "erasure_undo"],
  ["erasure.sweep", "erasure_sweep"],
  ["batch.run", "erasure_batch"],
  ["batch.system", "erasure_batch_system"],
  ["rectification.run", "rectification_system"],
  ["effect.run", "effect_system"],
  ["recipient.tell", "recipient_notice"],
  ["redaction.scan", "redaction_scan"],
  ["bundle.build", "bundle"],
  ["transmission.send", "transmission"],
  ["message.send", "outgoing_message"],
  ["notice.send", "notice"],
  ["ping.send", "staff_ping"],
] as const satisfies readonly (readonly [JobName, LeasedTable])[];

const dueIn = (job: JobName, table: LeasedTable): SQL =>
  sql`(select ${job}::text as job, id from ${sql.identifier(table)}
         where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)`;

/** A plan of choices is kept once its systems have answered: until then there is nothing to do. */
const dueToKeep = sql`(select 'effect.keep', p.id from effect_plan p join request r on r.id = p.request_id
         where (p.state = 'running' and p.lease_until < now())
           or (p.state = 'ready' and p.not_before <= now() and (p.phase = 'begin' or (r.status <> 'collecting'
             and (r.status <> 'reviewing' or not exists (select 1 from effect_system e
               where e.request_id = r.id and e.act = 'set' and e.state <> 'settled'))))) limit 500)`;

/** All work that is due now, and all whose holder's lease ran out: the rows are the truth, the queue is not asked. */
export async function dueWork(): Promise<DueWork[]> {
  const all = [...workIn.map(([job, table]) => dueIn(job, table)), dueToKeep];
  return (await database().execute<DueWork>(sql.join(all, sql` union all `))).rows;
}

/** Seconds for which the oldest work has been due and nobody has begun it, by job; those with nothing due are left out. */
export async function longestDue(): Promise<{ job: JobName; seconds: number }[]> {
  const each = workIn.map(
    ([job, table]) => sql`(select ${job}::text as job, extract(epoch from now() - least(
        (select min(not_before) from ${sql.identifier(table)} where state = 'ready' and not_before <= now()),
        (select min(lease_until) from ${sql.identifier(table)} where state = 'running' and lease_until < now())
      ))::float8 as seconds)`,
  );
  const all = await database().execute<{ job: JobName; seconds: number | null }>(
    sql.join(each, sql` union all `),
  );
  return all.rows.flatMap(({ job, seconds }) => (seconds === null ? [] : [{ job, seconds }]));
}
