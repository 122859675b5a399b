import { connectorOf } from "#connectors/registry.ts";
import type { System } from "#lib/map/schema.ts";

/**
 * True of a system in which this engine erases: its kind of connector can do it. In the others a person does it by
 * hand. This is what the plan of an erasure request asks once machines answer it.
 */
export async function erasedByEngine(system: Pick<System, "connector">): Promise<boolean> {
  return (await connectorOf(system.connector)).capabilities.includes("erase");
}
