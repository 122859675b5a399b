import { type Text, textFor } from "#app/_text/text.ts";
import { log } from "#lib/core/log.ts";
import { currentMap, freshMap, plannedSystems } from "#lib/map/current.ts";
import type { Company } from "#lib/map/schema.ts";

/** What every page needs to know about the house it belongs to. */
export function house(): { company: Company; text: Text } {
  const { company } = currentMap();
  return { company, text: textFor(company.languages[0] ?? "en") };
}

/** The same with how many systems are asked now; told as it was last known where the database is away. */
export async function houseWithSystems(): Promise<{ company: Company; systems: number; text: Text }> {
  try {
    await freshMap();
  } catch (error) {
    log.warn({ err: error }, "the systems could not be counted anew");
  }
  return { ...house(), systems: plannedSystems().length };
}
