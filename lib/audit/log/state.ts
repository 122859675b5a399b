import { sql } from "drizzle-orm";
import { environment } from "#lib/config/environment.ts";
import { database } from "#lib/db/database.ts";
import type { WitnessState } from "./rollback.ts";

/** How the log stands, for health and the desk. Counts of events; times by the database's clock. */
export type LogState = {
  /** Events that are committed. */
  size: number;
  /** Events that have their place in the tree. */
  sequenced: number;
  /** Events that wait for it; more than 100,000 are counted as that many. */
  pending: number;
  checkpoint: { size: number; at: Date } | null;
  /** How long ago the newest checkpoint was signed; null before the first. */
  checkpointAgeSeconds: number | null;
  /** Seconds for which the oldest event has waited that no checkpoint counts; 0 where every event is counted. */
  uncountedSeconds: number;
  /** `at`: when the witness last answered. `trouble`: what is wrong with it, in words for the operator. */
  witness: { state: WitnessState; at: Date | null; trouble: string | null };
  /** The newest time stamp of an authority, and what is wrong with getting one. `none`: the house has no authority. */
  timestamp: {
    state: "none" | "well" | "trouble";
    size: number | null;
    at: Date | null;
    trouble: string | null;
  };
};

type Row = {
  sequenced: string;
  pending: string;
  size: string | null;
  at: string | null;
  age: string | null;
  uncounted: string | null;
  witness: WitnessState | null;
  witness_at: string | null;
  trouble: string | null;
  stamp_size: string | null;
  stamp_at: string | null;
  stamp_trouble: string | null;
};

const mostPending = 100_000;

/** How the log stands now. Costs a few looks into indexes; what was last seen of the witness is read, it is not asked. */
export async function logState(): Promise<LogState> {
  // Read before, not within: the plan knows how little of the log lies behind it.
  const keeper = await database().execute<{ until: string | null }>(
    sql`select sequenced_until::text as until from audit_keeper`,
  );
  const until = keeper.rows[0]?.until ?? "-infinity";
  const { rows } = await database().execute<Row>(
    sql`with keeper as (select * from audit_keeper),
             last as (select * from audit_checkpoint order by size desc limit 1),
             stamp as (select * from audit_timestamp order by size desc limit 1),
             waiting as (select e.at from audit_event e
               where e.at >= ${until}::timestamptz
                 and not exists (select 1 from audit_leaf l where l.chain = e.chain and l.position = e.position)
               order by e.at limit ${mostPending}),
             next as (select e.at from audit_leaf l join audit_event e on e.chain = l.chain and e.position = l.position
               where l.index = coalesce((select size from last), 0))
        select (select coalesce(max(index) + 1, 0) from audit_leaf)::text as sequenced,
          (select count(*) from waiting)::text as pending, (select size from last)::text as size,
          (select at from last)::text as at, extract(epoch from now() - (select at from last))::text as age,
          extract(epoch from now() - least((select min(at) from waiting), (select at from next)))::text as uncounted,
          keeper.witness, keeper.witness_at::text as witness_at, keeper.trouble,
          (select size from stamp)::text as stamp_size, (select at from stamp)::text as stamp_at,
          keeper.timestamp_trouble as stamp_trouble
        from (select 1) one left join keeper on true`,
  );
  const [row] = rows;
  if (!row) throw new Error("a row for what stands nowhere");
  const time = (text: string | null) => (text === null ? null : new Date(text));
  const number = (text: string | null) => (text === null ? null : Number(text));
  const { HABEAS_WITNESS: witness, HABEAS_TIMESTAMP_URL: authority } = environment();
  const at = time(row.at);
  const sequenced = Number(row.sequenced);
  const pending = Number(row.pending);
  return {
    ...{ size: sequenced + pending, sequenced, pending },
    checkpoint: at && { size: Number(row.size), at },
    checkpointAgeSeconds: number(row.age),
    uncountedSeconds: Math.max(0, number(row.uncounted) ?? 0),
    witness:
      witness === undefined
        ? { state: "none", at: null, trouble: null }
        : { state: row.witness ?? "silent", at: time(row.witness_at), trouble: row.trouble },
    timestamp: {
      state: authority === undefined ? "none" : row.stamp_trouble === null ? "well" : "trouble",
      ...{ size: number(row.stamp_size), at: time(row.stamp_at), trouble: row.stamp_trouble },
    },
  };
}
