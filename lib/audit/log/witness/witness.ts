import { fileURLToPath } from "node:url";
import { environment } from "#lib/config/environment.ts";
import { fileWitness } from "./file.ts";
import { webWitness } from "./web.ts";

/** What a witness still has: notes as JSON strings, the newest last. `whole`: these are all of them. */
export type Held = { lines: string[]; whole: boolean };

/** Somebody off this machine who keeps the house's checkpoints and never gives one up. */
export type Witness = {
  /** Adds a checkpoint for good; `proof` shows that it goes on from the one of size `before`. Throws where it was not taken. */
  take(note: string, before: number, proof: readonly Buffer[]): Promise<void>;
  /** What it has. Throws where it cannot be asked. */
  held(): Promise<Held>;
};

/** Most bytes of the witness that are read again: some thousand checkpoints. */
export const mostHeld = 512 * 1024;

/** The witness that the settings name; null where there is none. */
export function houseWitness(): Witness | null {
  const { HABEAS_WITNESS: place, HABEAS_WITNESS_SECRETS: secrets } = environment();
  if (place === undefined) return null;
  return place.startsWith("file:") ? fileWitness(fileURLToPath(place)) : webWitness(place, secrets);
}
