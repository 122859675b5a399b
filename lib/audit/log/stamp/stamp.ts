import { sql } from "drizzle-orm";
import { guardedClient } from "#connectors/http/client.ts";
import { environment, internalHosts } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { stampQuery, timeOfToken, tokenIn } from "./token.ts";

const everyMinutes = 60;
const againMinutes = 5;
const silenceSeconds = 20;
const mostBytes = 64 * 1024;
/** A time that is further from ours than this is one of the two clocks gone wrong. */
const mostAway = 3600 * 1000;

/** Has the time stamped on a checkpoint, if an hour has passed since the last one. What fails is tried again. */
export async function stampHourly(checkpoint: Checkpoint | null): Promise<void> {
  const { HABEAS_TIMESTAMP_URL: authority } = environment();
  if (authority === undefined || !checkpoint || !(await isDue(checkpoint.size))) return;
  let trouble: string | null = null;
  try {
    const { token, at } = await stampOf(authority, checkpoint.note);
    await database().execute(
      sql`insert into audit_timestamp (size, at, token) values (${checkpoint.size}, ${at.toISOString()}::timestamptz, ${token})
            on conflict do nothing`,
    );
  } catch (error) {
    log.warn({ err: error }, "there is no time stamp; it is asked for again");
    trouble = "The time stamp authority gave no time stamp that holds.";
  }
  await database().execute(
    sql`update audit_keeper set timestamp_tried_at = now(), timestamp_trouble = ${trouble}`,
  );
}

async function isDue(size: number): Promise<boolean> {
  const { rows } = await database().execute<{ due: boolean }>(
    sql`select coalesce(timestamp_tried_at < now() - make_interval(mins => case when timestamp_trouble is null
            then ${everyMinutes}::int else ${againMinutes}::int end), true)
          and not exists (select 1 from audit_timestamp t where t.size = ${size}) as due from audit_keeper`,
  );
  return rows[0]?.due ?? false;
}

async function stampOf(authority: string, note: string): Promise<{ token: Buffer; at: Date }> {
  const { query, nonce } = stampQuery(note);
  const signal = AbortSignal.timeout(2 * silenceSeconds * 1000);
  const client = guardedClient({ internalHosts: internalHosts(), signal, silenceSeconds });
  try {
    const answer = await client.send(authority, {
      ...{ method: "POST", maxBytes: mostBytes, body: bytesOf(query) },
      headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
    });
    const parts: Uint8Array[] = [];
    for await (const part of answer.bytes) parts.push(part);
    const token = tokenIn(Buffer.concat(parts));
    const at = await timeOfToken(token, note, nonce);
    if (Math.abs(at.getTime() - Date.now()) > mostAway) throw new Error("the time stamp is of another time");
    return { token, at };
  } finally {
    await client.close();
  }
}

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The token over the checkpoint of a size, DER; null where that has none. */
export async function timestampOf(size: number): Promise<Buffer | null> {
  const { rows } = await database().execute<{ token: Buffer }>(
    sql`select token from audit_timestamp where size = ${size}`,
  );
  return rows[0]?.token ?? null;
}
