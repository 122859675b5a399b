import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { freshMap } from "#lib/map/current.ts";
import { readLedger } from "#lib/vault/ledger.ts";
import { replayLedger } from "#lib/worker/restored.ts";
import { print } from "./print.ts";

/** restored: what must be done after a backup was put back, before anybody works with it. */
export function addRestored(program: Command): void {
  program
    .command("restored")
    .description("after a backup was put back: destroy again what had been destroyed since")
    .option("--ledger <file>", "the ledger of what was destroyed; without it HABEAS_LEDGER")
    .action(async (options: { ledger?: string }) => {
      const path = options.ledger ?? environment().HABEAS_LEDGER;
      if (path === undefined)
        throw new HabeasError("invalid", "There is no ledger: name one with --ledger, or set HABEAS_LEDGER.");
      const { rows, unreadable } = readLedger(await ledgerIn(path));
      await freshMap();
      const replayed = await replayLedger({ kind: "operator" }, rows);
      print(program.opts<{ json: boolean }>().json, { ...replayed, unreadable }, [
        `Destroyed again: ${replayed.destroyed}. Destroyed in the backup too: ${replayed.already}. Younger than the backup: ${replayed.unknown}.`,
        ...(unreadable > 0 ? [`${unreadable} lines of the ledger cannot be read.`] : []),
        "If systems were put back too, run: erasure replay. Then: audit accept-restore.",
      ]);
    });
}

async function ledgerIn(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new HabeasError("unavailable", "The ledger cannot be read.");
  }
}
