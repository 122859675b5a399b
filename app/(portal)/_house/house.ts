import { readersText } from "#app/_text/reader.ts";
import type { Text } from "#app/_text/text.ts";
import { log } from "#lib/core/log.ts";
import { currentMap, freshMap, plannedSystems } from "#lib/map/current.ts";
import type { Company } from "#lib/map/schema.ts";

export type House = { company: Company; text: Text };

/** What every page needs to know about the house it belongs to, in the words of whoever reads it. */
export async function house(): Promise<House> {
  return { company: currentMap().company, text: await readersText() };
}

/** The same with how many systems are asked now; told as it was last known where the database is away. */
export async function houseWithSystems(): Promise<House & { systems: number }> {
  try {
    await freshMap();
  } catch (error) {
    log.warn({ err: error }, "the systems could not be counted anew");
  }
  return { ...(await house()), systems: plannedSystems().length };
}
