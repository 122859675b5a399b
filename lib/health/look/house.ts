import { statfs } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { logState } from "#lib/audit/log/state.ts";
import { environment } from "#lib/config/environment.ts";
import { database } from "#lib/db/database.ts";
import { processId } from "#lib/jobs/lease.ts";
import { store } from "#lib/spool/store.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { type Found, knownChecks } from "../check.ts";
import { guarded } from "./guarded.ts";

/** Milliseconds for which the store is not tried again: each try writes. */
const storeAgain = 60_000;
let tried: { at: number; ms: Promise<number> } | undefined;

/** Milliseconds to write a small file where bundles lie, read it and remove it. */
async function storeTakes(): Promise<number> {
  const began = performance.now();
  const place = `health/${processId}`;
  const written = Buffer.from("habeas");
  await store().put(place, one(written));
  try {
    const read: Uint8Array[] = [];
    for await (const bytes of store().get(place)) read.push(bytes);
    if (!Buffer.concat(read).equals(written)) throw new Error("what was written is not what is read");
  } finally {
    await store().remove(place);
  }
  return performance.now() - began;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function storeMs(): Promise<number> {
  if (!tried || performance.now() - tried.at > storeAgain)
    tried = { at: performance.now(), ms: storeTakes() };
  const { ms } = tried;
  // What failed is tried anew.
  ms.catch(() => {
    tried = undefined;
  });
  return ms;
}

/** Megabytes that are free where bundles lie; null for a bucket. */
async function freeMegabytes(): Promise<number | null> {
  const { HABEAS_STORE } = environment();
  if (HABEAS_STORE.startsWith("s3:")) return null;
  const { bavail, bsize } = await statfs(HABEAS_STORE);
  return Math.floor((bavail * bsize) / 1024 ** 2);
}

/** The log, keys, store, and the room in it. */
export async function lookAtHouse(): Promise<Found[]> {
  const keys = guarded("keys", async () => {
    const began = performance.now();
    const { rows } = await database().execute<{ id: string }>(
      sql`select request_id as id from request_key where wrapped is not null limit 1`,
    );
    // A key of this house, so that another house's master key is seen as well.
    if (rows[0]) await keyOf(database(), rows[0].id);
    const key = derivedKey("notice");
    if (open(key, "health", seal(key, "health", "well")) !== "well") throw new Error("not what was sealed");
    return { value: performance.now() - began };
  });
  const log = guarded("log", async () => {
    const { uncountedSeconds, size, witness, timestamp } = await logState();
    const words = [`${size.toLocaleString("en-GB")} events.`, witness.trouble, timestamp.trouble].filter(
      (one) => one !== null,
    );
    const value = { value: uncountedSeconds, words: words.join(" ") };
    if (witness.state === "ahead") return { ...value, state: "broken" };
    // A witness that agrees and yet is in trouble was cut or changed by somebody.
    const wrong = ["silent", "behind"].includes(witness.state) || witness.trouble || timestamp.trouble;
    return wrong && uncountedSeconds < knownChecks.log.slow ? { ...value, state: "slow" } : value;
  });
  // The folder is made by the first file in it.
  const place = await guarded("store", async () => ({ value: await storeMs() }));
  const disk = guarded("disk", async () => {
    const free = await freeMegabytes();
    return free === null
      ? { value: null, state: "well", words: "Bundles lie in a bucket." }
      : { value: free };
  });
  return Promise.all([log, keys, place, disk]);
}
