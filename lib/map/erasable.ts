import { connectorOf } from "#connectors/registry.ts";
import type { System } from "./schema.ts";

/**
 * True of a system in which the engine of lib/erasure erases: its kind of connector can do it. In the others a person
 * does it by hand.
 */
export async function erasedByEngine(system: Pick<System, "connector">): Promise<boolean> {
  return (await connectorOf(system.connector)).capabilities.includes("erase");
}

/** True of a system whose kind of connector can set fields by machine: corrections, and choices that are fields. */
export async function correctedByEngine(system: Pick<System, "connector">): Promise<boolean> {
  return (await connectorOf(system.connector)).capabilities.includes("correct");
}
