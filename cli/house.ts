import type { Command } from "commander";
import { verifyAudit } from "#lib/audit/verify.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { migrate } from "#lib/db/migrate.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

/** audit, db: what keeps the house in order. */
export function addHouseCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  program
    .command("audit")
    .description("the log of what happened")
    .command("verify")
    .description("recompute every chain of the log and name the first bad entry")
    .action(async () => {
      const verdict = await verifyAudit(database());
      const sentence = verdict.whole
        ? `The log is whole: ${verdict.events} events in ${verdict.chains} chains.`
        : `The log is NOT whole: chain ${verdict.chain}, event ${verdict.position}: ${verdict.fault}.`;
      print(json(), verdict, [sentence]);
      if (!verdict.whole) process.exitCode = exitCodes.failed;
    });

  program
    .command("db")
    .description("the database")
    .command("migrate")
    .description("bring the database to this version's schema")
    .action(async () => {
      const url = process.env.HABEAS_DATABASE_URL;
      if (!url) throw new HabeasError("unavailable", "HABEAS_DATABASE_URL is not set.");
      await migrate(url);
      print(json(), { migrated: true }, ["The database is up to date."]);
    });
}
