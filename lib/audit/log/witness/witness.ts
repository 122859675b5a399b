import { fileURLToPath } from "node:url";
import { environment } from "#lib/config/environment.ts";
import type { Witness } from "./contract.ts";
import { fileWitness } from "./file.ts";
import { webWitness } from "./web.ts";

/** The witness that the settings name; null where there is none. */
export function houseWitness(): Witness | null {
  const { HABEAS_WITNESS: place, HABEAS_WITNESS_SECRETS: secrets } = environment();
  if (place === undefined) return null;
  return place.startsWith("file:") ? fileWitness(fileURLToPath(place)) : webWitness(place, secrets);
}
