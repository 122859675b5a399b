import { type Text, textFor } from "#app/_text/text.ts";
import { currentMap } from "#lib/map/current.ts";
import type { Company } from "#lib/map/schema.ts";

/** What every page needs to know about the house it belongs to. The map is read once per process. */
export function house(): { company: Company; systems: number; text: Text } {
  const { company, systems } = currentMap();
  return { company, systems: systems.length, text: textFor(company.languages[0] ?? "en") };
}
