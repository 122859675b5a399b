import { createHmac } from "node:crypto";
import { log } from "#lib/core/log.ts";
import { heardPlace } from "#lib/fanout/heard-place.ts";
import { readSpool, removeSpool, writeSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import generator from "../../package.json" with { type: "json" };
import { rulesVersion } from "./detect/rule.ts";
import { type Heard, type House, hear, type Person, type Stored } from "./harvest.ts";

type From = { person: Person; house: House; stored: readonly Stored[] };

/** What is heard at the moment: the look for staff and the writer may ask at the same time. */
const underWay = new Map<string, Promise<Heard>>();

/**
 * What the records say of names, read once: it lies beside them, sealed, under a name made of everything that it comes
 * from. Where any of that has changed, or what lies there does not open, the records are read again.
 */
export async function heardOnce(requestId: string, key: DataKey, from: From): Promise<Heard> {
  const folder = heardPlace(requestId);
  const storageKey = `${folder}/${madeFrom(key, from)}`;
  const asked = underWay.get(storageKey);
  if (asked) return asked;
  const heard = kept(key, storageKey).then((known) => known ?? heardAndKept(key, folder, storageKey, from));
  underWay.set(storageKey, heard);
  try {
    return await heard;
  } finally {
    underWay.delete(storageKey);
  }
}

function madeFrom(key: DataKey, { person, house, stored }: From): string {
  const records = stored.map(({ system, collection, pieces }) => [
    system.id,
    system.country,
    collection,
    pieces,
  ]);
  const all = [generator.version, rulesVersion, person, house, records];
  return createHmac("sha256", key).update(JSON.stringify(all)).digest("hex");
}

async function heardAndKept(key: DataKey, folder: string, storageKey: string, from: From): Promise<Heard> {
  const heard = await hear(from.person, from.house, from.stored);
  try {
    // What was heard of other records may be of somebody who turned out not to be the person.
    await removeSpool(folder);
    await writeSpool(key, storageKey, once(JSON.stringify(heard)));
  } catch (error) {
    log.warn({ err: error }, "what was heard of names could not be kept and is heard again");
  }
  return heard;
}

/** Null where it was not kept, or is not what was kept. */
async function kept(key: DataKey, storageKey: string): Promise<Heard | null> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of readSpool(key, storageKey)) parts.push(part);
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as Heard;
  } catch {
    return null;
  }
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
