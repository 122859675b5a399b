import type { Command } from "commander";
import { dayInWords } from "#lib/core/day.ts";
import { freshMap } from "#lib/map/current.ts";
import { forecastAll } from "#lib/request/clocks/sweep/forecast.ts";
import { measurePace } from "#lib/request/clocks/sweep/pace.ts";
import { recountClocks } from "#lib/request/clocks/sweep/recount.ts";
import { sweepClocks } from "#lib/request/clocks/sweep/sweep.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

/** clock: what a worker does by itself, done now (`sweep`), and open requests counted anew (`recount`). */
export function addClockWork(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  const clock = program.commands.find((one) => one.name() === "clock") ?? program.command("clock");

  clock
    .command("sweep")
    .description("raise what is due about clocks now, and tell what is heading past its day")
    .action(async () => {
      await freshMap();
      const swept = await sweepClocks();
      await measurePace();
      const forecast = await forecastAll();
      print(json(), { ...swept, forecast }, [
        `${swept.alerts} alerts of ${swept.requests} requests. ${forecast.looked} looked at for where they are heading, ${forecast.alerts} alerts.`,
        ...(swept.failed > 0 ? [`${swept.failed} could not be swept; the log says why.`] : []),
      ]);
      if (swept.failed > 0) process.exitCode = exitCodes.failed;
    });

  clock
    .command("recount")
    .description("count every open request anew by its own rules, after public holidays were loaded")
    .option("--dry-run", "tell what would change, and change nothing", false)
    .action(async ({ dryRun }: { dryRun: boolean }) => {
      const told = await recountClocks({ dryRun });
      const days = ({ legalDue, safeDue }: { legalDue: string; safeDue: string }) =>
        `${dayInWords(legalDue, "en")} (safe: ${dayInWords(safeDue, "en")})`;
      print(json(), { ...told, dryRun }, [
        `${told.differ} of ${told.open} open requests ${dryRun ? "would be counted" : "are now counted"} otherwise.`,
        ...told.moved.map(({ reference, from, to }) => `${reference}  ${days(from)} to ${days(to)}`),
        ...(told.failed > 0 ? [`${told.failed} could not be judged; the log says why.`] : []),
      ]);
      if (told.failed > 0) process.exitCode = exitCodes.failed;
    });
}
