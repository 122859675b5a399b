import type { Command } from "commander";
import { compareWithLive } from "#lib/map/live/compare.ts";
import { unwritableFindings } from "#lib/map/live/unwritable.ts";
import { lineOf, type Placed } from "#lib/map/reading/mistake.ts";
import { isWrong } from "#lib/map/reading/read-map.ts";
import { settingsFindings } from "#lib/map/reading/settings.ts";
import { exitCodes } from "./exit.ts";
import { mapCommand } from "./map.ts";
import { ask, inspect, lookAt, type MapOptions } from "./map-source.ts";
import { print } from "./print.ts";

type Asked = { id: string; asked: "live" | "does_not_say" | "trouble" | "not_asked"; note: string };

/** map check: the map against itself and against the live systems. */
export function addMapCheck(program: Command): void {
  mapCommand(program)
    .command("check")
    .description("check the map: against itself, and against what its systems really hold")
    .option("--system <id>", "only this system")
    .option("-f, --file <file>", "this file instead of HABEAS_MAP and the systems of the desk")
    .option("--offline", "ask no system", false)
    .action(async (options: MapOptions & { offline: boolean }) => {
      const { findings, systems } = await lookAt(options);
      const asked: Asked[] = [];
      const found: Placed[] = [...findings];
      for (const chosen of systems) {
        const { system, from, place } = chosen;
        const about = { id: system.id };
        found.push(...(await settingsFindings(system, from)).map(place));
        if (options.offline) {
          asked.push({ ...about, asked: "not_asked", note: "not asked" });
          continue;
        }
        const live = await inspect(chosen);
        if ("trouble" in live) asked.push({ ...about, asked: "trouble", note: live.trouble });
        else if (live.answer.length === 0) {
          asked.push({ ...about, asked: "does_not_say", note: "it cannot say what it holds" });
        } else {
          found.push(...compareWithLive(system, live.answer, from).map(place));
          if (!isWrong(found)) {
            const fields = await ask(chosen, async (session) => session.corrector?.fields() ?? []);
            if ("answer" in fields) found.push(...unwritableFindings(system, fields.answer, from).map(place));
          }
          asked.push({ ...about, asked: "live", note: `${live.answer.length} live collections looked at` });
        }
      }
      const wrong = isWrong(found);
      const troubled = asked.some((one) => one.asked === "trouble");
      print(program.opts<{ json: boolean }>().json, { findings: found, systems: asked }, [
        ...found.map(lineOf),
        ...asked.map((one) => `${one.asked === "trouble" ? "trouble" : "ok     "}  ${one.id}: ${one.note}`),
        wrong ? "The map has mistakes." : "The map has no mistakes.",
      ]);
      if (wrong) process.exitCode = exitCodes.invalid;
      else if (troubled) process.exitCode = exitCodes.unavailable;
    });
}
