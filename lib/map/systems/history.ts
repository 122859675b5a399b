import { and, desc, eq, sql } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { systemRun, systemVersion } from "#drizzle/schema/map.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { entryFor } from "./access.ts";
import { authorNames } from "./authors.ts";
import { type Change, changesBetween } from "./changes.ts";
import { versionOf } from "./store.ts";

const most = 200;

export type SystemHistory = {
  /** Newest first; none for what the file keeps. */
  versions: { number: number; author: string; reason: string; createdAt: Date; changes: number | null }[];
  /** What was done, newest first: the events of the log about this system. */
  events: { kind: string; at: Date; actor: string; data: Record<string, unknown> }[];
  /** Conversations, newest first. `ok` is null while one lasts, or where its process died. */
  runs: {
    kind: string;
    startedAt: Date;
    ms: number | null;
    ok: boolean | null;
    code: string | null;
    rows: number | null;
    version: number | null;
    taskId: string | null;
  }[];
};

/** Versions, what was done, and how conversations went, each at most two hundred of them. */
export async function systemHistory(actor: Actor, id: string): Promise<SystemHistory> {
  await entryFor(actor, id, "see_systems");
  const on = database();
  const versions = await on
    .select()
    .from(systemVersion)
    .where(eq(systemVersion.systemId, id))
    .orderBy(desc(systemVersion.number))
    .limit(most);
  const events = await on
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.chain, "house"), sql`${auditEvent.data} ->> 'system' = ${id}`))
    .orderBy(desc(auditEvent.position))
    .limit(most);
  const runs = await on
    .select()
    .from(systemRun)
    .where(eq(systemRun.systemId, id))
    .orderBy(desc(systemRun.startedAt))
    .limit(most);
  const names = await authorNames([...versions.map((one) => one.author), ...events.map((one) => one.actor)]);
  return {
    versions: versions.map(({ number, author, reason, createdAt, definition }, at) => {
      const before = versions[at + 1];
      return {
        number,
        author: names.get(author) ?? author,
        reason,
        createdAt,
        changes: before ? changesBetween(before.definition, definition).length : null,
      };
    }),
    events: events.map(({ kind, at, actor: by, data }) => ({ kind, at, actor: names.get(by) ?? by, data })),
    runs: runs.map(({ id: _, systemId: __, ...run }) => run),
  };
}

/** One version as it was written. Throws the uniform `not_found`. */
export async function readVersion(
  actor: Actor,
  id: string,
  number: number,
): Promise<Record<string, unknown>> {
  await entryFor(actor, id, "see_systems");
  if (!Number.isInteger(number)) notFound();
  return (await versionOf(database(), id, number)).definition;
}

/** What differs between two versions. Throws the uniform `not_found`. */
export async function diffVersions(actor: Actor, id: string, from: number, to: number): Promise<Change[]> {
  const [before, after] = [await readVersion(actor, id, from), await readVersion(actor, id, to)];
  return changesBetween(before, after);
}
