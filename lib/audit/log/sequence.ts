import { type SQL, sql } from "drizzle-orm";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { type EventRow, entryOf, eventColumns } from "./entry.ts";
import { readNodes, sizeOfLog } from "./nodes.ts";
import { grow, leafHash, subtreesOf } from "./tree.ts";

type Placeable = EventRow & { newest: string | null };

/** Any number, the same in every process: one at a time gives events their place. */
const sequenceLock = 6_962_001;
const atOnce = 2_000;
/** Longer than a transaction usually takes: an event may only be seen this long after its time. */
const overlapSeconds = 120;
/** Minutes between two comparisons of every chain with its leaves, which find what a longer transaction brought. */
const compareMinutes = 10;

/**
 * Gives every committed event without one its place in the log: leaf, and the subtrees that are full by it. Appending
 * knows nothing of this; a chain's events come in their order, and chains by time. Returns how many.
 * `wait`: stand in line where another process is at it, instead of leaving it to that one.
 */
export async function sequenceEvents(wait = false): Promise<number> {
  let done = 0;
  const began = await reach();
  let from = began.until;
  for (;;) {
    const batch = await inTransaction(async (tx) => {
      if (!(await alone(tx, wait))) return null;
      return place(tx, await freshEvents(tx, from));
    });
    if (!batch) return done;
    done += batch.placed;
    if (batch.placed < atOnce) break;
    from = batch.newest;
  }
  if (began.compare) done += await placeMissed(began.until);
  await database().execute(
    sql`update audit_keeper set sequenced_until = ${began.now}::timestamptz - make_interval(secs => ${overlapSeconds}),
          compared_at = case when ${began.compare} then ${began.now}::timestamptz else compared_at end
          where ${began.compare} or sequenced_until < now() - make_interval(secs => ${2 * overlapSeconds})`,
  );
  return done;
}

/** From when on events may be without a leaf (null: ever), and whether all chains are to be compared again. */
async function reach(): Promise<{ now: string; until: string | null; compare: boolean }> {
  const rows = await database().execute<{ now: string; until: string | null; compare: boolean }>(
    sql`select clock_timestamp()::text as now, sequenced_until::text as until,
          coalesce(compared_at < now() - make_interval(mins => ${compareMinutes}) or compared_at > now(), true) as compare
          from audit_keeper`,
  );
  return rows.rows[0] ?? { now: new Date().toISOString(), until: null, compare: true };
}

async function alone(tx: Transaction, wait: boolean): Promise<boolean> {
  if (wait) {
    await tx.execute(sql`select pg_advisory_xact_lock(${sequenceLock})`);
    return true;
  }
  const rows = await tx.execute<{ alone: boolean }>(
    sql`select pg_try_advisory_xact_lock(${sequenceLock}) as alone`,
  );
  return rows.rows[0]?.alone === true;
}

/** The first events from a time on that have no leaf, each with those of its chain before it that have none either. */
async function freshEvents(tx: Transaction, from: string | null): Promise<Placeable[]> {
  return eventsUpTo(
    tx,
    sql`select w.chain, max(w.position) as upto, max(max(w.at)) over () as newest from (
          select e.chain, e.position, e.at from audit_event e
           where e.at >= ${from ?? "-infinity"}::timestamptz
             and not exists (select 1 from audit_leaf l where l.chain = e.chain and l.position = e.position)
           order by e.at limit ${atOnce}) w
         group by w.chain`,
  );
}

/**
 * The events without a leaf of some chains, given as rows of `chain`, `upto` and how far the look went. An append holds its chain until it has
 * committed, so a chain's events become visible in their order; only times may run the other way by a little.
 */
async function eventsUpTo(tx: Transaction, chains: SQL): Promise<Placeable[]> {
  const rows = await tx.execute<Placeable>(
    sql`with reach as materialized (${chains})
        select ${eventColumns}, r.newest::text as newest from reach r
          cross join lateral (select coalesce(max(l.position), 0) as done from audit_leaf l where l.chain = r.chain) d
          join audit_event e on e.chain = r.chain and e.position > d.done and e.position <= r.upto
         order by max(e.at) over (partition by e.chain order by e.position), e.chain, e.position`,
  );
  return rows.rows;
}

/** Writes the leaves and full subtrees of events, in the order given. `newest`: how far in time the look went. */
async function place(
  tx: Transaction,
  events: readonly Placeable[],
): Promise<{ placed: number; newest: string | null }> {
  if (events.length === 0) return { placed: 0, newest: null };
  const size = await sizeOfLog(tx);
  const edge = subtreesOf(0, size);
  const leaves = events.map((event) => leafHash(entryOf(event)));
  const nodes = grow(size, await readNodes(tx, edge), leaves);
  await tx.execute(
    sql`insert into audit_leaf (index, chain, position, leaf)
        select * from unnest(${sql.param(leaves.map((_, n) => size + n))}::bigint[],
          ${sql.param(events.map(({ chain }) => chain))}::text[],
          ${sql.param(events.map(({ position }) => position))}::bigint[], ${sql.param(leaves)}::bytea[])`,
  );
  await tx.execute(
    sql`insert into audit_node (level, index, hash)
        select * from unnest(${sql.param(nodes.map(({ level }) => level))}::smallint[],
          ${sql.param(nodes.map(({ index }) => index))}::bigint[], ${sql.param(nodes.map(({ hash }) => hash))}::bytea[])`,
  );
  return { placed: events.length, newest: events[0]?.newest ?? null };
}

/**
 * Compares how many events all chains have with how many have a leaf or wait for one, in one look, and only where that
 * does not meet goes through the chains. Finds what a transaction brought that was longer than the overlap, or a clock
 * that went back.
 */
async function placeMissed(until: string | null): Promise<number> {
  const rows = await database().execute<{ missed: string }>(
    sql`select ((select coalesce(sum(length), 0) from audit_chain) - (select coalesce(max(index) + 1, 0) from audit_leaf)
          - (select count(*) from audit_event e where e.at >= ${until ?? "-infinity"}::timestamptz
               and not exists (select 1 from audit_leaf l where l.chain = e.chain and l.position = e.position))
        )::text as missed`,
  );
  if (Number(rows.rows[0]?.missed ?? 0) <= 0) return 0;
  return inTransaction(async (tx) => {
    await alone(tx, true);
    const behind = sql`select c.chain, c.length as upto, null::timestamptz as newest from audit_chain c
       where c.length > coalesce((select max(l.position) from audit_leaf l where l.chain = c.chain), 0)`;
    return (await place(tx, await eventsUpTo(tx, behind))).placed;
  });
}
