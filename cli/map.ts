import type { Command } from "commander";

/** The `map` group of the command line, made by whichever of its commands is added first. */
export function mapCommand(program: Command): Command {
  const found = program.commands.find((one) => one.name() === "map");
  return found ?? program.command("map").description("the data map: check, coverage, explain, draft");
}
