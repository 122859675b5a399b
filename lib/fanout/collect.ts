import { eq } from "drizzle-orm";
import type { CollectedPart, FoundKey, Session } from "#connectors/contract.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { foundKey } from "#drizzle/schema/task.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import { isAskedFor, isCutByTime, linesInSpan, type Narrowing, narrowingOf } from "#lib/request/narrowing.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { removeSpool, writeSpool } from "#lib/spool/spool.ts";
import { type DataKey, open } from "#lib/vault/seal.ts";
import { keyContext, keyToken, openIdentifier } from "./known.ts";
import type { NewFinding, TaskWork } from "./settle.ts";

/** The person's keys in a task's system, opened, each with the identifier that led to it. */
export async function keysOf(tx: Queryable, taskId: string, key: DataKey): Promise<FoundKey[]> {
  const rows = await tx
    .select({ found: foundKey, via: identifier })
    .from(foundKey)
    .leftJoin(identifier, eq(foundKey.viaIdentifier, identifier.id))
    .where(eq(foundKey.taskId, taskId))
    .orderBy(foundKey.createdAt);
  return rows.map(({ found, via }) => ({
    collection: found.collection,
    key: open(key, keyContext(taskId), found.sealed),
    via: via ? openIdentifier(key, via) : { kind: found.origin, value: "" },
  }));
}

/** Streams everything that a system holds for the found keys, and the person asked for, into the spool; memory stays flat. */
export async function collectFindings(
  work: TaskWork,
  session: Session,
  keys: FoundKey[],
): Promise<NewFinding[]> {
  const { row, lease } = work;
  const base = `spool/${row.requestId}/${row.id}`;
  // What an owner that died left half written belongs to nobody.
  for (let fence = Math.max(1, lease.fence - 5); fence < lease.fence; fence++) {
    if (row.keysCollected === 0) await removeSpool(`${base}/${fence}`);
  }
  const narrowing = narrowingOf(await answersOf(database(), work.request));
  const parts =
    narrowing === null ? session.collect(keys) : narrowed(session.collect(keys), row.systemId, narrowing);
  return storeParts(parts, work.key, row.systemId, `${base}/${lease.fence}`);
}

/** Only what was asked for: nothing else of the person is kept, not even for a while. */
async function* narrowed(
  parts: AsyncIterable<CollectedPart>,
  systemId: string,
  narrowing: Narrowing,
): AsyncGenerator<CollectedPart> {
  const { collections } = systemOf(currentMap(), systemId);
  for await (const part of parts) {
    const collection = collections.find((one) => one.name === part.collection);
    if (collection === undefined) yield part;
    else if (!isAskedFor(narrowing, collection)) await readAway(part);
    else if (
      part.kind === "records" &&
      collection.occurred !== undefined &&
      isCutByTime(narrowing, collection)
    )
      yield { ...part, lines: linesInSpan(part.lines, collection.occurred, narrowing) };
    else yield part;
  }
}

/** A system sends one part after the other: what is not wanted must pass before the next. */
async function readAway(part: CollectedPart): Promise<void> {
  const bytes = part.kind === "records" ? part.lines : part.bytes;
  for await (const _ of bytes);
}

/** Writes parts to the spool below a prefix, counting lines and bytes on the way. */
export async function storeParts(
  parts: AsyncIterable<CollectedPart>,
  key: DataKey,
  systemId: string,
  prefix: string,
): Promise<NewFinding[]> {
  const findings: NewFinding[] = [];
  for await (const part of parts) {
    const position = findings.length;
    const storageKey = `${prefix}/${position}`;
    const count = { lines: 0, bytes: 0 };
    await writeSpool(key, storageKey, counted(part.kind === "records" ? part.lines : part.bytes, count));
    const common = { position, collection: part.collection, bytes: count.bytes, storageKey };
    findings.push(
      part.kind === "records"
        ? { ...common, kind: "records", rows: count.lines }
        : {
            ...common,
            kind: "file",
            rows: 0,
            fileName: part.fileName,
            mediaType: part.mediaType,
            viaToken: keyToken(systemId, part.via),
          },
    );
  }
  return findings;
}

async function* counted(source: AsyncIterable<Uint8Array>, count: { lines: number; bytes: number }) {
  for await (const chunk of source) {
    count.bytes += chunk.byteLength;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count.lines++;
    yield chunk;
  }
}
