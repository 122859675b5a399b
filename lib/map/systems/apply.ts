import { sql } from "drizzle-orm";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { allEntries, entryOf, freshMap } from "../current.ts";
import type { SystemState } from "../entry.ts";
import { readMapText, refuseWrong } from "../reading/read-map.ts";
import { mayOnSystems, reasonOf } from "./access.ts";
import { type Change, changesBetween } from "./changes.ts";
import { addSystem } from "./register.ts";
import { addVersion, changeState, definitionOf, lockState, mustNotReachMachine, newestOf } from "./store.ts";

export type PlannedChange = {
  id: string;
  title: string;
  what: "new" | "changed" | "unchanged";
  /** The version that would be written, or that stands. */
  version: number;
  changes: Change[];
};

type Wanted = { id: string; title: string; definition: Record<string, unknown> };

/**
 * What applying a file would change. Systems that the file does not name stay as they are. Throws `invalid` with
 * every mistake by line, `conflict` for a system that the file of HABEAS_MAP keeps.
 */
export async function planApply(actor: Actor, text: string, file: string): Promise<PlannedChange[]> {
  mayOnSystems(actor, "manage_systems");
  const wanted = await wantedOf(actor, text, file);
  return Promise.all(wanted.map((one) => planOne(database(), one)));
}

/**
 * Applies a file: a new version of each system that differs, in force at once, and each new system, as a draft or with
 * `enable` enabled. All of it, or nothing. Answers what was changed.
 */
export async function applySystems(
  actor: Actor,
  text: string,
  file: string,
  how: { reason: string; enable: boolean },
): Promise<PlannedChange[]> {
  mayOnSystems(actor, "manage_systems");
  const wanted = await wantedOf(actor, text, file);
  const reason = reasonOf(how.reason);
  return inTransaction(async (tx) => {
    // Two who apply at once wait for each other, so that what one was shown is what is done.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('apply_systems'))`);
    for (const { id } of [...wanted].sort((one, other) => (one.id < other.id ? -1 : 1)))
      await lockState(tx, id);
    const done: PlannedChange[] = [];
    for (const one of wanted) {
      const planned = await planOne(tx, one);
      await applyOne(tx, actor, one, planned, { ...how, reason });
      done.push(planned);
    }
    return done;
  });
}

async function wantedOf(actor: Actor, text: string, file: string): Promise<Wanted[]> {
  await freshMap();
  const { findings, systems } = readMapText(
    text,
    file,
    "systems",
    allEntries().map((one) => one.system),
  );
  refuseWrong(findings);
  if (systems.length === 0) throw new HabeasError("invalid", `${file} describes no system.`);
  return systems.map(({ written, system: { id, title } }) => {
    const entry = entryOf(id);
    if (entry?.keptIn === "file") {
      throw new HabeasError("conflict", `${id} is kept in the file of HABEAS_MAP: change it there.`);
    }
    const definition = definitionOf(written);
    mustNotReachMachine(actor, definition, entry?.written);
    return { id, title, definition };
  });
}

async function planOne(on: Parameters<typeof newestOf>[0], wanted: Wanted): Promise<PlannedChange> {
  const { id, title, definition } = wanted;
  if (!entryOf(id)) return { id, title, what: "new", version: 1, changes: [] };
  const newest = await newestOf(on, id);
  const changes = changesBetween(newest.definition, definition);
  // A later version that is not in force yet is what the file says, so applying puts it in force.
  const stands = changes.length === 0 && entryOf(id)?.version === newest.number;
  const version = changes.length === 0 ? newest.number : newest.number + 1;
  return { id, title, what: stands ? "unchanged" : "changed", version, changes };
}

async function applyOne(
  tx: Transaction,
  actor: Actor,
  { id, definition }: Wanted,
  { what, version, changes }: PlannedChange,
  { reason, enable }: { reason: string; enable: boolean },
): Promise<void> {
  if (what === "new") {
    await addSystem(tx, actor, id, { definition, reason, perMinute: null });
    if (enable) await changeState(tx, actor, id, { state: "enabled", reason });
    return;
  }
  const { state } = (await lockState(tx, id)) ?? notFound();
  if (changes.length > 0) await addVersion(tx, actor, id, version, { definition, reason });
  const next = enable && state === "draft" ? "enabled" : (state as SystemState);
  if (what === "changed" || next !== state) {
    await changeState(tx, actor, id, {
      state: next as Parameters<typeof changeState>[3]["state"],
      reason,
      version,
    });
  }
}
