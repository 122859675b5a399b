import { eq, sql } from "drizzle-orm";
import { ConnectorError } from "#connectors/errors.ts";
import { systemRun, systemState } from "#drizzle/schema/map.ts";
import { houseSetting } from "#lib/config/policy.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";

export type RunKind = "check" | "inspect" | "sample" | "test" | "locate" | "collect" | "erase" | "correct";

/** Seconds after which work that staff hold back looks again, besides being woken when they let it go on. */
const lookAgain = 120;
/** How many conversations of one system are kept at most. */
const keptOfOne = 2000;

/** What holds work back while staff have stopped a system. It is in no trouble, and nothing is lost. */
export function heldBack(state: "paused" | "killed", reason: string): ConnectorError {
  const word = state === "paused" ? "Paused" : "Stopped";
  return new ConnectorError("paused", `${word} by staff${reason ? `: ${reason}` : "."}`, lookAgain);
}

/**
 * Writes down that a conversation begins, and answers its row. Work for requests is refused with `paused` while staff
 * hold the system back, and with `rate_limited` above the limit that they set. What staff try themselves is refused
 * only where the kill switch was thrown.
 */
export async function beginRun(run: {
  systemId: string;
  version: number | null;
  kind: RunKind;
  taskId: string | null;
  gated: boolean;
}): Promise<string> {
  return (await beganFreely(run)) ?? beginHeld(run);
}

type Beginning = Parameters<typeof beginRun>[0];

/** The usual case in one statement: nobody holds the system back. Null where that has to be looked at. */
async function beganFreely({ systemId, version, kind, taskId, gated }: Beginning): Promise<string | null> {
  const began = await database().execute<{ id: string }>(
    sql`insert into system_run (system_id, version, kind, task_id)
          select ${systemId}, ${version}::int, ${kind}, ${taskId}::uuid
          where not exists (select 1 from system_state where system_id = ${systemId}
            and (state = 'killed' or (${gated} and (state = 'paused' or per_minute is not null))))
          returning id`,
  );
  return began.rows[0]?.id ?? null;
}

async function beginHeld(run: Beginning): Promise<string> {
  return inTransaction(async (tx) => {
    const [standing] = await tx.select().from(systemState).where(eq(systemState.systemId, run.systemId));
    if (standing?.state === "killed" || (standing?.state === "paused" && run.gated)) {
      throw heldBack(standing.state, standing.reason);
    }
    if (standing?.perMinute && run.gated) await mustBeWithin(tx, run.systemId, standing.perMinute);
    const { systemId, version, kind, taskId } = run;
    const [row] = await tx.insert(systemRun).values({ systemId, version, kind, taskId }).returning();
    if (!row) throw new Error("a run was not written");
    return row.id;
  });
}

/** Lets nothing begin above the limit of conversations in a minute, counted over all workers. */
async function mustBeWithin(tx: Transaction, systemId: string, perMinute: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('system_run'), hashtext(${systemId}))`);
  const full = await tx.execute<{ wait: number }>(
    sql`select ceil(extract(epoch from started_at + interval '1 minute' - now()))::int as wait from system_run
          where system_id = ${systemId} and kind in ('locate', 'collect')
            and started_at > now() - interval '1 minute'
          order by started_at desc offset ${perMinute - 1} limit 1`,
  );
  const wait = full.rows[0]?.wait;
  if (wait === undefined) return;
  const sentence = `Held back: staff allow ${perMinute} conversations with it in a minute.`;
  throw new ConnectorError("rate_limited", sentence, Math.max(1, wait));
}

/** Writes down how a conversation ended. */
export async function endRun(
  id: string,
  end: { kind: RunKind; code: string | null; rows: number | null },
): Promise<void> {
  await database()
    .update(systemRun)
    .set({
      ...end,
      ok: end.code === null,
      ms: sql`least(2147483647, extract(epoch from clock_timestamp() - ${systemRun.startedAt}) * 1000)::int`,
    })
    .where(eq(systemRun.id, id));
}

/** Deletes what is older than is kept, and what is more than is kept of one system. Returns how many. */
export async function forgetRuns(): Promise<number> {
  const gone = await database().execute(
    sql`delete from system_run r using (
          select id, row_number() over (partition by system_id order by started_at desc) as place from system_run
        ) n
        where n.id = r.id and (n.place > ${keptOfOne} or r.started_at < now() - make_interval(days => ${houseSetting("runs_days")}))`,
  );
  return gone.rowCount ?? 0;
}
