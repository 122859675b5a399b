import type { Command } from "commander";
import { diagnostics } from "#lib/health/diagnostics.ts";
import { examine } from "#lib/health/doctor/examine.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

/** doctor, diagnostics: whether the house is set up as it should be, and what somebody from afar needs to help. */
export function addHealthCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  program
    .command("doctor")
    .description("examine settings, secrets, mail domain, Postgres, keys, store and clocks; change nothing")
    .action(async () => {
      const found = await examine(process.env);
      const bad = found.filter(({ state }) => state === "bad").length;
      const warned = found.filter(({ state }) => state === "warn").length;
      print(json(), { findings: found }, [
        ...found.flatMap(({ name, state, words, todo }) => [
          `${state.padEnd(4)}  ${name}: ${words}`,
          ...(todo ? [`      ${todo}`] : []),
        ]),
        bad + warned === 0 ? "All is as it should be." : `${bad} bad, ${warned} to look at.`,
      ]);
      if (bad > 0) process.exitCode = exitCodes.failed;
    });

  program
    .command("diagnostics")
    .description(
      "print versions, set settings, health and counts as JSON, without anything personal or secret",
    )
    .action(async () => {
      process.stdout.write(`${JSON.stringify(await diagnostics(process.env), null, 2)}\n`);
    });
}
