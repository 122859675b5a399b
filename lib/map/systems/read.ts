import { eq, sql } from "drizzle-orm";
import { systemSecret } from "#drizzle/schema/map.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { allEntries, freshMap } from "../current.ts";
import type { SystemEntry, SystemState } from "../entry.ts";
import { placeName } from "../reading/mistake.ts";
import { readSystem as readDefinition } from "../reading/read-map.ts";
import { references } from "../secrets.ts";
import { entryFor, mayOnSystems } from "./access.ts";
import { authorNames } from "./authors.ts";
import { newestOf } from "./store.ts";

/** How a system has answered in the last 24 hours, and what waits for it. */
export type SystemHealth = {
  conversations: number;
  failed: number;
  lastAt: Date | null;
  lastOk: boolean | null;
  lastCode: string | null;
  /** When it last answered, in the thirty days that are kept. */
  lastSuccessAt: Date | null;
  /** Milliseconds of an ordinary conversation that went well in the last 24 hours; null without one. */
  p50Ms: number | null;
  /** Tasks of open requests that are not settled, and those of them that staff hold back. */
  waiting: number;
  heldBack: number;
};

export type SystemRow = {
  id: string;
  title: string;
  connector: string;
  keptIn: "file" | "desk";
  state: SystemState;
  reason: string;
  changedBy: string;
  changedAt: Date | null;
  version: number | null;
  perMinute: number | null;
  collections: number;
  unusable: string | null;
  health: SystemHealth;
};

export type SystemView = SystemRow & {
  /** As it was written, in the version in force. It names secrets and never holds one. */
  definition: Record<string, unknown>;
  /** The newest version, where a later one than that in force was saved. */
  newest: { version: number; definition: Record<string, unknown> } | null;
  /** What is wrong with the newest version, in words. */
  mistakes: string[];
  /** Every secret that is named or set. Its value is never shown. */
  secrets: { name: string; needed: boolean; setAt: Date | null; setBy: string | null }[];
};

/** Every system with its state and health, in the map's order. */
export async function readSystems(actor: Actor): Promise<SystemRow[]> {
  mayOnSystems(actor, "see_systems");
  await freshMap();
  const entries = allEntries();
  const [health, names] = await Promise.all([healthOf(), authorNames(entries.map((one) => one.changedBy))]);
  return entries.map((entry) => rowOf(entry, health, names));
}

/** One system with its definition and the names of its secrets. Throws the uniform `not_found`. */
export async function readSystem(actor: Actor, id: string): Promise<SystemView> {
  const entry = await entryFor(actor, id, "see_systems");
  const secrets = await database().select().from(systemSecret).where(eq(systemSecret.systemId, id));
  const [health, names] = await Promise.all([
    healthOf(),
    authorNames([entry.changedBy, ...secrets.map((one) => one.setBy)]),
  ]);
  const newest = entry.keptIn === "desk" ? await newestOf(database(), id) : null;
  const definition = newest?.definition ?? entry.written;
  const needed = [entry.written, definition]
    .flatMap((one) => references([one.settings, one.recipients]))
    .flatMap((one) => (one.startsWith("secret:") ? one.slice("secret:".length) : []));
  return {
    ...rowOf(entry, health, names),
    definition: entry.written,
    newest: newest && newest.number !== entry.version ? { version: newest.number, definition } : null,
    mistakes: readDefinition(definition, "whole")
      .findings.filter((one) => one.weight === "mistake")
      .map((one) => `${placeName(definition, one.path)}: ${one.message}`),
    secrets: [...new Set([...needed, ...secrets.map((one) => one.name)])].sort().map((name) => {
      const set = secrets.find((one) => one.name === name);
      return {
        name,
        needed: needed.includes(name),
        setAt: set?.setAt ?? null,
        setBy: set ? (names.get(set.setBy) ?? set.setBy) : null,
      };
    }),
  };
}

const healthy: SystemHealth = {
  conversations: 0,
  failed: 0,
  lastAt: null,
  lastOk: null,
  lastCode: null,
  lastSuccessAt: null,
  p50Ms: null,
  waiting: 0,
  heldBack: 0,
};

function rowOf(
  entry: SystemEntry,
  health: ReadonlyMap<string, SystemHealth>,
  names: ReadonlyMap<string, string>,
): SystemRow {
  const { id, keptIn, state, reason, changedAt, version, perMinute, unusable, system } = entry;
  return {
    id,
    title: system.title,
    connector: system.connector,
    keptIn,
    state,
    reason,
    changedBy: names.get(entry.changedBy) ?? entry.changedBy,
    changedAt,
    version,
    perMinute,
    collections: system.collections.length,
    unusable,
    health: health.get(id) ?? healthy,
  };
}

async function healthOf(): Promise<Map<string, SystemHealth>> {
  type Row = {
    id: string;
    conversations: number;
    failed: number;
    last: { at: string; ok: boolean | null; code: string | null } | null;
    success: string | null;
    p50: number | null;
    waiting: number;
    held: number;
  };
  const { rows } = await database().execute<Row>(
    sql`select coalesce(r.system_id, t.system_id) as id, coalesce(r.conversations, 0) as conversations,
          coalesce(r.failed, 0) as failed, coalesce(t.waiting, 0) as waiting, coalesce(t.held, 0) as held,
          (select json_build_object('at', l.started_at, 'ok', l.ok, 'code', l.code) from system_run l
             where l.system_id = coalesce(r.system_id, t.system_id) order by l.started_at desc limit 1) as last,
          r.success, r.p50
        from (select system_id, (count(*) filter (where recent))::int as conversations,
                (count(*) filter (where recent and not ok))::int as failed, max(started_at) filter (where ok) as success,
                percentile_disc(0.5) within group (order by ms) filter (where recent and ok) as p50
              from (select *, started_at > now() - interval '1 day' as recent from system_run) every_run
              group by system_id) r
        full join (select system_id, count(*)::int as waiting,
                     (count(*) filter (where trouble_code = 'paused'))::int as held
                   from task where state in ('held', 'ready', 'running', 'parked') group by system_id) t
          on t.system_id = r.system_id`,
  );
  return new Map(
    rows.map(({ id, conversations, failed, last, success, p50, waiting, held }) => [
      id,
      {
        conversations,
        failed,
        lastAt: last ? new Date(last.at) : null,
        lastOk: last?.ok ?? null,
        lastCode: last?.code ?? null,
        lastSuccessAt: success === null ? null : new Date(success),
        p50Ms: p50,
        waiting,
        heldBack: held,
      },
    ]),
  );
}
