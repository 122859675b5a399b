import type { Command } from "commander";
import { ConnectorError } from "#connectors/errors.ts";
import { verifyAudit } from "#lib/audit/verify.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { migrate } from "#lib/db/migrate.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

const checkSeconds = 20;

/** systems, audit, db: what keeps the house in order. */
export function addHouseCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  program
    .command("systems")
    .description("the systems of the data map, and whether each answers")
    .action(async () => {
      const checked = await Promise.all(currentMap().systems.map(check));
      print(
        json(),
        checked,
        checked.map(
          (one) => `${one.ok ? "ok     " : "trouble"}  ${one.title} (${one.connector})  ${one.note}`,
        ),
      );
      if (checked.some((one) => !one.ok)) process.exitCode = exitCodes.unavailable;
    });

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

async function check(system: System) {
  const about = { id: system.id, title: system.title, connector: system.connector };
  try {
    const session = await openSession(system, AbortSignal.timeout(checkSeconds * 1000));
    try {
      const steps = await session.check();
      // More rights than needed are worth a word, but such a system answers.
      const bad = steps.find((step) => !step.ok && step.name !== "least_privilege");
      return {
        ...about,
        ok: bad === undefined,
        note: bad?.note ?? steps.map((step) => `${step.name} ${step.ms} ms`).join(", "),
        steps,
      };
    } finally {
      await session.close();
    }
  } catch (error) {
    const known = error instanceof ConnectorError || error instanceof HabeasError;
    return { ...about, ok: false, note: known ? error.message : "It could not be asked.", steps: [] };
  }
}
