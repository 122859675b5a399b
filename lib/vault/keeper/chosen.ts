import { environment } from "#lib/config/environment.ts";
import { awsKms } from "./aws-kms.ts";
import type { KeyKeeper } from "./keeper.ts";
import { keyInFile, localKeeper } from "./local.ts";
import { vaultTransit } from "./vault-transit.ts";

/** A keeper, and the 32 bytes of it where it is nothing else: they were the root key before there was one apart. */
export type ChosenKeeper = { keeper: KeyKeeper; master: Buffer | null };

/** The keeper that the settings name; they name exactly one. Throws HabeasError `unavailable` where its file is not fit. */
export function chosenKeeper(): ChosenKeeper {
  const { HABEAS_MASTER_KEY, HABEAS_MASTER_KEY_FILE, HABEAS_KEY } = environment();
  if (HABEAS_KEY !== undefined) return keeperOf(HABEAS_KEY);
  return HABEAS_MASTER_KEY_FILE === undefined
    ? keeperOf(HABEAS_MASTER_KEY ?? "")
    : keeperOf(`file:${HABEAS_MASTER_KEY_FILE}`);
}

/** The keeper from whose hands the root keys are taken, where HABEAS_OLD_KEY names one. */
export function oldKeeper(): ChosenKeeper | null {
  const { HABEAS_OLD_KEY } = environment();
  return HABEAS_OLD_KEY === undefined ? null : keeperOf(HABEAS_OLD_KEY);
}

function keeperOf(text: string): ChosenKeeper {
  const rest = text.slice(text.indexOf(":") + 1);
  if (text.startsWith("aws-kms:")) return { keeper: awsKms(rest), master: null };
  if (text.startsWith("vault-transit:")) return { keeper: vaultTransit(rest), master: null };
  const master = text.startsWith("file:") ? keyInFile(rest) : Buffer.from(text, "base64");
  return { keeper: localKeeper(master), master };
}
