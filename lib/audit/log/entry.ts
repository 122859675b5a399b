import { sql } from "drizzle-orm";
import { canonical } from "#lib/vault/canonical.ts";

/** An event as it is hashed: `at` to the microsecond in universal time, `data` as the database writes it. */
export type EventRow = {
  chain: string;
  position: string;
  at: string;
  kind: string;
  actor: string;
  data: string;
  previous: Buffer;
  hash: Buffer;
};

/** When an event of `audit_event` under the name `e` happened, exactly as it is hashed. */
export const hashedAt = sql`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of an `EventRow`, of `audit_event` under the name `e`. */
export const eventColumns = sql`e.chain, e.position::text as position, e.kind, e.actor, e.data::text as data,
  e.previous, e.hash, ${hashedAt} as at`;

/** The entry of an event in the log: the canonical text that its leaf is the hash of, and that an export has as a line. */
export function entryOf(row: EventRow): string {
  return canonical({
    actor: row.actor,
    at: row.at,
    chain: row.chain,
    data: JSON.parse(row.data),
    hash: row.hash.toString("hex"),
    kind: row.kind,
    position: Number(row.position),
    previous: row.previous.toString("hex"),
  });
}
