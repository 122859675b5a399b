import { sql } from "drizzle-orm";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import type { JobName } from "./catalogue.ts";
import { ring } from "./queue.ts";

const jobOf = { task: "task.run", bundle: "bundle.build", notice: "notice.send" } as const satisfies Record<
  string,
  JobName
>;

/**
 * Rings again for all work that is due and for all whose holder died: lost, doubled or forgotten jobs
 * therefore never lose or double work. Returns how many rows it rang for.
 */
export async function sweep(): Promise<number> {
  const due = await database().execute<{ kind: keyof typeof jobOf; id: string }>(
    sql`(select 'task' as kind, id from task
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'bundle', id from bundle
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)
        union all
        (select 'notice', id from notice
           where (state = 'ready' and not_before <= now()) or (state = 'running' and lease_until < now()) limit 500)`,
  );
  for (const row of due.rows) {
    await inTransaction((tx) => ring(tx, jobOf[row.kind], row.id));
  }
  return due.rows.length;
}

/** Sweeps every `seconds` until stopped. A sweep that fails is told and tried again. */
export function sweepEvery(seconds: number): { stop(): void } {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    try {
      await sweep();
    } catch (error) {
      log.warn({ err: error }, "the sweep did not reach the database");
    } finally {
      busy = false;
    }
  }, seconds * 1000);
  return { stop: () => clearInterval(timer) };
}
