import { stringify } from "yaml";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { allEntries, freshMap } from "../current.ts";
import { mayOnSystems } from "./access.ts";

/**
 * Systems of the desk as YAML, each in the version in force: what `applySystems` takes, and takes without finding a
 * difference. Retired ones only where they are named, those of the file never: they are in a file already. Secrets
 * are named and not held. Throws `not_found` for an id that is none.
 */
export async function exportSystems(actor: Actor, ids?: readonly string[]): Promise<string> {
  mayOnSystems(actor, "see_systems");
  await freshMap();
  const onDesk = allEntries().filter((one) => one.keptIn === "desk");
  if (ids?.some((id) => !onDesk.some((one) => one.id === id))) notFound();
  const chosen = onDesk.filter((one) => (ids ? ids.includes(one.id) : one.state !== "retired"));
  return yamlOf(chosen.map((one) => one.written));
}

/** A list of systems as YAML that is read back as exactly itself. */
export function yamlOf(systems: readonly Record<string, unknown>[]): string {
  return stringify({ systems }, { lineWidth: 0, aliasDuplicateObjects: false });
}
