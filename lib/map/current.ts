import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { sql } from "drizzle-orm";
import { environment } from "#lib/config/environment.ts";
import { type DeskSettings, holdDeskSettings } from "#lib/config/policy.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { deskEntry, fileEntry, type StoredSystem, type SystemEntry } from "./entry.ts";
import { logoFindings } from "./reading/brands.ts";
import { type MapReading, readMapText, refuseWrong } from "./reading/read-map.ts";
import type { Company, DataMap, System } from "./schema.ts";

/** The map as this process knows it: the file, and the systems of the database as they stood at change `head`. */
type Snapshot = {
  head: number;
  map: DataMap;
  entries: ReadonlyMap<string, SystemEntry>;
  /** Systems of the desk that the file has taken over by describing one of the same id. */
  shadowed: readonly string[];
};

type Kept = { company: Company; systems: MapReading["systems"] };

let kept: Kept | undefined;
let snapshot: Snapshot | undefined;

/** What the file says, read once in a process. Throws HabeasError naming each mistake with its line. */
function fileMap(): Kept {
  if (kept) return kept;
  const path = environment().HABEAS_MAP;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new HabeasError("unavailable", "The file that HABEAS_MAP names cannot be read.");
  }
  const reading = readMapText(text, basename(path), "map");
  refuseWrong(reading.findings);
  if (reading.company === null) throw new HabeasError("invalid", "The data map says nothing of the company.");
  const { place } = reading;
  if (place) refuseWrong(logoFindings(reading.company, dirname(path), ["company"]).map(place));
  kept = { company: reading.company, systems: reading.systems };
  return kept;
}

/** The company as the file says, with what the house set at its desk since. */
function companyAt({ reveal_reason, decide_every_finding, second_look }: DeskSettings): Company {
  const { company } = fileMap();
  const set = Object.entries({ reveal_reason, decide_every_finding, second_look }).filter(
    ([, value]) => value !== undefined,
  );
  return set.length === 0 ? company : { ...company, desk: { ...company.desk, ...Object.fromEntries(set) } };
}

/** How the desk works by the file alone, whatever was set at the desk since. */
export function mapDesk(): Company["desk"] {
  return fileMap().company.desk;
}

function snapshotOf(head: number, rows: readonly StoredSystem[], policy: unknown): Snapshot {
  const { systems } = fileMap();
  const company = companyAt(holdDeskSettings(policy));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const inFile = systems.map((one) => {
    const row = byId.get(one.system.id);
    // The file wins where both describe a system of one id; `map check` tells of it.
    return fileEntry(one, row?.version === null ? row : undefined);
  });
  const taken = new Set(inFile.map((one) => one.id));
  const onDesk = rows.flatMap((row) =>
    row.definition === null || taken.has(row.id) ? [] : [deskEntry(row, company)],
  );
  const entries = [...inFile, ...onDesk];
  const known = entries.filter((one) => one.state !== "draft").map((one) => one.system);
  return {
    head,
    map: { company, systems: known },
    entries: new Map(entries.map((one) => [one.id, one])),
    shadowed: rows.flatMap((row) => (row.version !== null && taken.has(row.id) ? [row.id] : [])),
  };
}

function known(): Snapshot {
  snapshot ??= snapshotOf(-1, [], null);
  return snapshot;
}

/**
 * The data map as this process knew it at the last `freshMap`: the company, and every system but drafts. Retired
 * ones are among them, because open requests and past answers still name them. Before the first `freshMap` it
 * holds what the file says.
 */
export function currentMap(): DataMap {
  return known().map;
}

/** The systems of which a new request asks each: all but drafts and retired ones, in the map's order. */
export function plannedSystems(): System[] {
  const { map, entries } = known();
  return map.systems.filter((one) => entries.get(one.id)?.state !== "retired");
}

/**
 * Makes sure that `currentMap` is what the database says now: one cheap read, and the rest only after a change.
 * Awaited where work or a page begins; never inside a transaction that changes a system itself.
 */
export async function freshMap(on: Queryable = database()): Promise<DataMap> {
  const found = await on.execute<{ version: string }>(sql`select version from map_head`);
  const head = Number(found.rows[0]?.version ?? 0);
  if (head === known().head) return known().map;
  const answer = await on.execute<{ version: string; systems: StoredSystem[] | null; policy: unknown }>(
    sql`select h.version,
          (select json_agg(json_build_object('id', s.system_id, 'version', s.version, 'state', s.state,
             'reason', s.reason, 'changedBy', s.changed_by, 'changedAt', s.changed_at, 'perMinute', s.per_minute,
             'definition', v.definition) order by s.system_id)
           from system_state s
           left join system_version v on v.system_id = s.system_id and v.number = s.version) as systems,
          (select settings from policy_version where state = 'counts' order by number desc limit 1) as policy
        from map_head h`,
  );
  const row = answer.rows[0];
  const version = Number(row?.version ?? 0);
  if (version > known().head) snapshot = snapshotOf(version, row?.systems ?? [], row?.policy);
  return known().map;
}

/** A system with its state, drafts too; undefined where nobody described it. */
export function entryOf(id: string): SystemEntry | undefined {
  return known().entries.get(id);
}

/** Every system with its state, drafts too, in the map's order. */
export function allEntries(): SystemEntry[] {
  return [...known().entries.values()];
}

/** Ids that both the file and the desk have: the file's system is in force. */
export function shadowedSystems(): readonly string[] {
  return known().shadowed;
}

/** A system of the map. Throws HabeasError `unavailable` where a plan names one that the map no longer has. */
export function systemOf(map: DataMap, id: string): System {
  const system = map.systems.find((candidate) => candidate.id === id);
  if (!system) throw new HabeasError("unavailable", `The data map no longer describes the system ${id}.`);
  return system;
}

/** Kinds of identifiers by which any collection of a system can find a person. */
export function matchedKinds(system: System): Set<string> {
  return new Set(system.collections.flatMap((collection) => collection.match.map((one) => one.kind)));
}
