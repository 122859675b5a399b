import type { Command } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { type Coverage, coverageOf } from "#lib/map/live/coverage.ts";
import { exitCodes } from "./exit.ts";
import { mapCommand } from "./map.ts";
import { inspect, lookAt, type MapOptions } from "./map-source.ts";
import { print } from "./print.ts";

type Covered = { id: string } & (Coverage | { note: string; trouble: boolean });

/** map coverage: every column of the live systems that the map does not explain. */
export function addMapCoverage(program: Command): void {
  mapCommand(program)
    .command("coverage")
    .description("list every live column that the map neither explains nor leaves out with a reason")
    .option("--system <id>", "only this system")
    .option("-f, --file <file>", "this file instead of HABEAS_MAP and the systems of the desk")
    .option("--fail-on-unexplained", "exit with 1 where a column is not explained", false)
    .action(async (options: MapOptions & { failOnUnexplained: boolean }) => {
      const { findings, systems } = await lookAt(options);
      if (systems.length === 0 && findings.length > 0) {
        throw new HabeasError("invalid", "The map cannot be read. Look with: habeas map check.");
      }
      const covered: Covered[] = [];
      for (const chosen of systems) {
        const { system } = chosen;
        const live = await inspect(chosen);
        if ("trouble" in live) covered.push({ id: system.id, note: live.trouble, trouble: true });
        else if (live.answer.length === 0) {
          covered.push({ id: system.id, note: "it cannot say what it holds", trouble: false });
        } else covered.push({ id: system.id, ...coverageOf(system, live.answer) });
      }
      print(program.opts<{ json: boolean }>().json, covered, covered.flatMap(linesOf));
      const unexplained = covered.some(
        (one) => "tables" in one && one.tables.some((table) => table.unexplained.length > 0),
      );
      if (covered.some((one) => "trouble" in one && one.trouble)) process.exitCode = exitCodes.unavailable;
      else if (options.failOnUnexplained && unexplained) process.exitCode = exitCodes.failed;
    });
}

function linesOf(one: Covered): string[] {
  if ("note" in one) return [`${one.id}: ${one.note}`];
  const all = one.tables.reduce((sum, table) => sum + table.columns, 0);
  const open = one.tables.reduce((sum, table) => sum + table.unexplained.length, 0);
  const gaps = one.tables.filter((table) => table.unexplained.length > 0);
  return [
    `${one.id}: ${all - open} of ${all} columns explained, in ${one.tables.length} tables`,
    ...gaps.map((table) =>
      table.unmapped && table.ignored === 0
        ? `  ${table.table}: not in the map (${table.columns} columns)`
        : `  ${table.table}: ${table.unexplained.join(", ")}`,
    ),
    ...one.stale.map((name) => `  ${name}: left out in the map, and not there`),
  ];
}
