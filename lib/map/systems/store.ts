import { and, desc, eq, sql } from "drizzle-orm";
import { systemState, systemVersion } from "#drizzle/schema/map.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { placeOfSecrets } from "../addresses.ts";
import type { SystemState } from "../entry.ts";
import { closedPaths } from "../reachable.ts";
import { placeName } from "../reading/mistake.ts";
import { readSystem } from "../reading/read-map.ts";
import { settingsFindings } from "../reading/settings.ts";
import { references } from "../secrets.ts";
import { hashOfDefinition } from "./changes.ts";

export type StateRow = typeof systemState.$inferSelect;
export type VersionRow = typeof systemVersion.$inferSelect;

/** A definition as an object, whatever came in. Throws `invalid`. */
export function definitionOf(typed: unknown): Record<string, unknown> {
  if (typeof typed === "object" && typed !== null && !Array.isArray(typed)) {
    // As it would come back from the database: nothing that JSON cannot say.
    return JSON.parse(JSON.stringify(typed)) as Record<string, unknown>;
  }
  throw new HabeasError("invalid", "A system is described by names and values, and this is none.");
}

/** Reads a definition and refuses what is wrong with it, all of it in one sentence. */
export async function mustBeRight(
  definition: Record<string, unknown>,
  stage: "draft" | "whole",
): Promise<void> {
  const { findings, system } = readSystem(definition, stage);
  const ofKind = system ? await settingsFindings(system) : [];
  // A draft may still be mended: only what cannot be understood, or must never be stored, is refused.
  const counted =
    stage === "whole" || system === null
      ? findings
      : findings.filter((one) => one.path[0] === "settings" || one.path[0] === "connector");
  const mistakes = [...counted, ...ofKind].filter((one) => one.weight === "mistake");
  if (mistakes.length === 0) return;
  const said = mistakes.map((one) => `${placeName(definition, one.path)}: ${one.message}`);
  throw new HabeasError("invalid", `This is not right yet. ${said.join("; ")}.`);
}

/**
 * Variables and files of the machine are named by the operator only: whoever may describe a system on the desk must
 * not be able to send them to an address of their choice. What stood there before may stay, with the same address.
 * @param before the definition of the version before
 */
export function mustNotReachMachine(
  actor: Actor,
  definition: Record<string, unknown>,
  before: Record<string, unknown> | undefined,
): void {
  if (actor.kind === "operator") return;
  const stood = new Set(references([before?.settings, before?.recipients]));
  const named = references([definition.settings, definition.recipients]).filter((one) =>
    one.startsWith("env:"),
  );
  const fresh = named.filter((one) => !stood.has(one));
  if (fresh.length > 0) {
    throw new HabeasError(
      "invalid",
      `Only the operator can name variables of the machine (${fresh.join(", ")}): set a secret and write secret:NAME.`,
    );
  }
  if (named.length > 0 && placeOfSecrets(before ?? {}) !== placeOfSecrets(definition)) {
    throw new HabeasError(
      "invalid",
      `Only the operator can give another address to a system that names variables of the machine (${named.join(", ")}).`,
    );
  }
  const settings = definition.settings as Record<string, unknown> | undefined;
  const old = (before?.settings ?? {}) as Record<string, unknown>;
  if (closedPaths(settings).every((name) => settings?.[name] === old[name])) return;
  throw new HabeasError(
    "invalid",
    "Only the operator can name files and folders of the machine: by habeas systems apply, or by opening a folder to the desk in HABEAS_DESK_FOLDERS.",
  );
}

/** The state of a system, locked. Null where it has none. */
export async function lockState(tx: Transaction, id: string): Promise<StateRow | null> {
  const [row] = await tx.select().from(systemState).where(eq(systemState.systemId, id)).for("update");
  return row ?? null;
}

/** A version of a system. Throws the uniform `not_found`. */
export async function versionOf(on: Queryable, id: string, number: number): Promise<VersionRow> {
  const [row] = await on
    .select()
    .from(systemVersion)
    .where(and(eq(systemVersion.systemId, id), eq(systemVersion.number, number)));
  return row ?? notFound();
}

/** The newest version of a system, whether in force or not. Throws the uniform `not_found`. */
export async function newestOf(on: Queryable, id: string): Promise<VersionRow> {
  const [row] = await on
    .select()
    .from(systemVersion)
    .where(eq(systemVersion.systemId, id))
    .orderBy(desc(systemVersion.number))
    .limit(1);
  return row ?? notFound();
}

/** Writes a version and tells the log. */
export async function addVersion(
  tx: Transaction,
  actor: Actor,
  id: string,
  number: number,
  what: { definition: Record<string, unknown>; reason: string },
): Promise<void> {
  const hash = hashOfDefinition(what.definition);
  await tx.insert(systemVersion).values({ systemId: id, number, ...what, hash, author: actorName(actor) });
  await audit(tx, null, actor, {
    kind: "system_version_saved",
    system: id,
    version: number,
    hash: hash.toString("hex"),
  });
}

/**
 * Changes how a system stands, and with `version` which one is in force; tells the log, and wakes the work that was
 * held back where it may go on. The sweep rings for what is woken.
 */
export async function changeState(
  tx: Transaction,
  actor: Actor,
  id: string,
  to: { state: SystemState; reason: string; version?: number },
): Promise<void> {
  const before = await lockState(tx, id);
  const version = to.version ?? before?.version ?? null;
  const now = { ...to, version, changedBy: actorName(actor), changedAt: sql`now()` };
  // The log before the state, here as everywhere: whoever waits for both waits in the same order.
  await audit(tx, null, actor, {
    kind: "system_state_changed",
    system: id,
    from: before?.state ?? "enabled",
    to: to.state,
    version,
  });
  await tx
    .insert(systemState)
    .values({ systemId: id, ...now })
    .onConflictDoUpdate({ target: systemState.systemId, set: now });
  if (to.state !== "enabled" && to.state !== "retired") return;
  await tx
    .update(task)
    .set({ notBefore: sql`now()`, attempts: 0 })
    .where(and(eq(task.systemId, id), eq(task.state, "ready"), eq(task.troubleCode, "paused")));
}
