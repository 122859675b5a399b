import { connectorOf } from "#connectors/registry.ts";
import type { System } from "./schema.ts";

/**
 * True of a system in which the engine of lib/erasure erases: its kind of connector can do it. In the others a person
 * does it by hand.
 */
export async function erasedByEngine(system: Pick<System, "connector">): Promise<boolean> {
  return (await connectorOf(system.connector)).capabilities.includes("erase");
}
