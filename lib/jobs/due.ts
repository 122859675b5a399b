import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";
import type { JobName } from "./catalogue.ts";

export type DueWork = { job: JobName; id: string };

/** All work that is due now, and all whose holder's lease ran out: the rows are the truth, the queue is not asked. */
export async function dueWork(): Promise<DueWork[]> {
  const rows = await database().execute<DueWork>(
    sql`(select 'task.run' as job, id from task
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'erasure.run', id from erasure_system
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'erasure.undo', id from erasure_undo
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'erasure.sweep', id from erasure_sweep
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'batch.run', id from erasure_batch
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'batch.system', id from erasure_batch_system
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'rectification.run', id from rectification_system
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'effect.run', id from effect_system
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'effect.keep', p.id from effect_plan p join request r on r.id = p.request_id
           where (p.state = 'running' and p.lease_until < now())
             or (p.state = 'ready' and p.not_before <= now() and (p.phase = 'begin' or (r.status <> 'collecting'
               and (r.status <> 'reviewing' or not exists (select 1 from effect_system e
                 where e.request_id = r.id and e.act = 'set' and e.state <> 'settled'))))) limit 500)
        union all
        (select 'recipient.tell', id from recipient_notice
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'bundle.build', id from bundle
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'transmission.send', id from transmission
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'notice.send', id from notice
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)`,
  );
  return rows.rows;
}
