import { Command, CommanderError } from "commander";
import { addAskCommands } from "./ask.ts";
import { addAuditCommands } from "./audit.ts";
import { addClockCommands } from "./clock.ts";
import { addClockWork } from "./clock-work.ts";
import { addCorrectionCommands } from "./correction.ts";
import { addErasureCommands } from "./erasure.ts";
import { exitCodes, explain } from "./exit.ts";
import { addHealthCommands } from "./health.ts";
import { addHouseCommands } from "./house.ts";
import { addKeysCommands, openKeys } from "./keys.ts";
import { addMapCheck } from "./map-check.ts";
import { addMapCoverage } from "./map-coverage.ts";
import { addMapDraft } from "./map-draft.ts";
import { addMapExplain } from "./map-explain.ts";
import { addPreferenceCommands } from "./preference.ts";
import { addReleased } from "./released.ts";
import { addRestored } from "./restored.ts";
import { addSystemsCommands } from "./systems.ts";
import { addWorkCommands } from "./work.ts";

/** Every command, fresh: commander keeps what was typed. */
function commandLine(): Command {
  const program = new Command("habeas")
    .description(
      "Privacy requests from the command line, over the same use cases as the portal and the desk.",
    )
    .option("--json", "print one JSON document instead of lines", false)
    .exitOverride()
    .showHelpAfterError("(add --help for what there is)")
    .addHelpText(
      "after",
      `
Exit codes: ${Object.entries(exitCodes)
        .map(([name, code]) => `${code} ${name.replace("_", " ")}`)
        .join(", ")}.

Settings come from the environment: HABEAS_DATABASE_URL, HABEAS_MASTER_KEY (or another keeper of keys), HABEAS_MAP, HABEAS_STORE,
HABEAS_ORIGIN, HABEAS_SMTP_URL. While the demo runs, --demo reads them from it.

Example:
  npm run -s habeas -- ask --right access --name "Mina Okafor" --email mina@example.com --place IE`,
    )
    .option("--demo", "use the settings of the demo that is running in this checkout");

  program.hook("preAction", async (command) => {
    if (command.opts<{ demo?: boolean }>().demo) {
      const { readFile } = await import("node:fs/promises");
      const path = new URL("../.habeas/demo/environment.json", import.meta.url);
      try {
        Object.assign(process.env, JSON.parse(await readFile(path, "utf8")));
      } catch {
        throw new CommanderError(
          exitCodes.unavailable,
          "demo",
          "The demo is not running here. Start it with: npm run demo",
        );
      }
    }
    await openKeys();
  });

  addAskCommands(program);
  addWorkCommands(program);
  addAuditCommands(program);
  addHouseCommands(program);
  addHealthCommands(program);
  addKeysCommands(program);
  addReleased(program);
  addRestored(program);
  addSystemsCommands(program);
  addMapCheck(program);
  addMapCoverage(program);
  addMapDraft(program);
  addMapExplain(program);
  addClockCommands(program);
  addCorrectionCommands(program);
  addPreferenceCommands(program);
  addErasureCommands(program);
  addClockWork(program);
  return program;
}

/**
 * Runs one command as it was typed and returns its exit code (`exitCodes`). What it says goes to standard output and
 * standard error. The database and the queue stay open: whoever ends the process closes them.
 */
export async function runHabeas(words: readonly string[]): Promise<number> {
  process.exitCode = undefined;
  try {
    await commandLine().parseAsync(words, { from: "user" });
    return process.exitCode === undefined ? exitCodes.ok : Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === "demo") process.stderr.write(`${error.message}\n`);
      return error.exitCode === 0 ? exitCodes.ok : error.code === "demo" ? error.exitCode : exitCodes.usage;
    }
    const { code, sentence } = explain(error);
    process.stderr.write(`${sentence}\n`);
    return code;
  } finally {
    process.exitCode = undefined;
  }
}
