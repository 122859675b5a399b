import { connectorOf, connectors } from "#connectors/registry.ts";
import type { System } from "../schema.ts";
import { isReference } from "./clear-secrets.ts";
import { findingsOf, knownNames, valueAt } from "./issues.ts";
import type { Finding, Path } from "./mistake.ts";

/**
 * What a kind of system says of its settings as they are written. What stands there by reference is not known here,
 * so nothing is said of it.
 * @param path where the system stands in what was written
 */
export async function settingsFindings(system: System, path: Path = []): Promise<Finding[]> {
  if (!connectors.has(system.connector)) return [];
  const { settings } = await connectorOf(system.connector);
  const result = settings.safeParse(system.settings);
  if (result.success) return [];
  const here = [...path, "settings"];
  const told = findingsOf(result.error.issues, system.settings, knownNames(settings), here);
  return told.filter(
    (one) => one.spot === "name" || !isReference(valueAt(system.settings, one.path.slice(here.length))),
  );
}
