import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { entryOf, freshMap } from "../current.ts";
import type { SystemEntry } from "../entry.ts";

/**
 * The use cases about systems, one file each, for the desk and the command line alike. All take the actor first and
 * throw HabeasError (`not_found`, `forbidden`, `invalid` with every mistake in words, `conflict`).
 *
 * read.ts          readSystems(actor) · readSystem(actor, id)
 * register.ts      registerSystem(actor, { definition, reason, perMinute? }): a draft, version 1
 * save-version.ts  saveVersion(actor, id, { definition, reason, basedOn }): the next version, with its changes
 * set-secret.ts    setSecret(actor, id, name, value) · setSecrets(actor, id, secrets) · forgetSecret(actor, id, name)
 * set-rate.ts      setRate(actor, id, perMinute | null)
 * enable.ts        enableSystem(actor, id, { reason, version? }): also resumes, and goes back to an older version
 * stop.ts          pauseSystem, killSystem, retireSystem(actor, id, { reason })
 * check.ts         checkSystem(actor, id, { version? }): timed steps
 * inspect.ts       inspectSystem(actor, id, { version? }): the live collections
 * sample.ts        maskedSample(actor, id, { collection, columns, rows?, version? })
 * test-person.ts   testWithPerson(actor, id, { kind, value, version? }): counts only
 * history.ts       systemHistory(actor, id) · readVersion(actor, id, number) · diffVersions(actor, id, from, to)
 * export.ts        exportSystems(actor, ids?): YAML
 * apply.ts         planApply(actor, text, file) · applySystems(actor, text, file, { reason, enable })
 * grant.ts         grantScript(actor, id, { version? })
 */
export type SystemAction = "see_systems" | "manage_systems";

/** The one place where it is decided whether an actor may see or change systems. */
export function mayOnSystems(actor: Actor, action: SystemAction): void {
  if (actor.kind === "operator") return;
  if (actor.kind !== "staff") notFound();
  if (allowed(actor.role, action)) return;
  throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
}

/** A system as it stands now. Throws the uniform `not_found`. */
export async function entryFor(actor: Actor, id: string, action: SystemAction): Promise<SystemEntry> {
  mayOnSystems(actor, action);
  await freshMap();
  return entryOf(id) ?? notFound();
}

/** A reason as it is kept: one sentence. Throws `invalid` where it is none. */
export function reasonOf(typed: string): string {
  const reason = typed.trim();
  if (reason === "" || reason.length > 300) {
    throw new HabeasError("invalid", "Say in a sentence why (300 letters at most): it stays in the history.");
  }
  return reason;
}
