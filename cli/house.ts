import type { Command } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { migrate } from "#lib/db/migrate.ts";
import { print } from "./print.ts";

/** db: what keeps the house in order. */
export function addHouseCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  program
    .command("db")
    .description("the database")
    .command("migrate")
    .description(
      "bring the database to this version's schema, as its owner (HABEAS_MIGRATION_URL, where it is set)",
    )
    .action(async () => {
      const url = process.env.HABEAS_MIGRATION_URL || process.env.HABEAS_DATABASE_URL;
      if (!url) throw new HabeasError("unavailable", "HABEAS_DATABASE_URL is not set.");
      await migrate(url);
      print(json(), { migrated: true }, ["The database is up to date."]);
    });
}
