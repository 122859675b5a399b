import type { Command } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { choicesInWords, correctionsInWords, factPlaces } from "#lib/map/live/correction-words.ts";
import { erasureInWords, walkInWords } from "#lib/map/live/words.ts";
import { isWrong } from "#lib/map/reading/read-map.ts";
import { exitCodes } from "./exit.ts";
import { mapCommand } from "./map.ts";
import { ask, lookAt, type MapOptions } from "./map-source.ts";
import { print } from "./print.ts";

/** map explain: the walk in words, and what each system is asked. */
export function addMapExplain(program: Command): void {
  mapCommand(program)
    .command("explain")
    .description("tell in words who is found where, what belongs to them, and what each system is asked")
    .option("--system <id>", "only this system")
    .option("-f, --file <file>", "this file instead of HABEAS_MAP and the systems of the desk")
    .option("--kinds <kinds>", "only these kinds of identifiers, with commas between them")
    .option("--offline", "leave out what each system is asked", false)
    .action(async (options: MapOptions & { kinds?: string; offline: boolean }) => {
      const { findings, systems } = await lookAt(options);
      if (isWrong(findings)) {
        throw new HabeasError("invalid", "The map has mistakes. Look with: habeas map check.");
      }
      const kinds = options.kinds?.split(",").map((kind) => kind.trim());
      const told = [];
      for (const chosen of systems) {
        const { system } = chosen;
        const steps = options.offline ? { answer: [] } : await ask(chosen, (session) => session.explain());
        told.push({
          id: system.id,
          title: system.title,
          walk: walkInWords(system, kinds),
          erasure: erasureInWords(system),
          corrections: factPlaces(system),
          effects: system.collections.flatMap(({ name, effects }) =>
            effects.map((one) => ({ collection: name, ...one })),
          ),
          steps: "answer" in steps ? steps.answer : [],
          trouble: "trouble" in steps ? steps.trouble : null,
        });
      }
      print(program.opts<{ json: boolean }>().json, told, [
        ...told.flatMap((one) => [
          `${one.title} (${one.id})`,
          ...one.walk.map((line) => `  ${line}`),
          "  Erasure, in this order:",
          ...one.erasure.steps.map((line) => `    ${line}`),
          ...one.erasure.contradictions.map((line) => `    CANNOT BE: ${line}`),
          ...(one.steps.length > 0 ? ["  It is asked:"] : []),
          ...one.steps.flatMap(({ purpose, collection, text }) => [
            `    -- ${purpose}${collection ? ` ${collection}` : ""}`,
            ...text.split("\n").map((line) => `    ${line}`),
          ]),
          ...(one.trouble ? [`  It could not be asked: ${one.trouble}`] : []),
        ]),
        "Corrections, fact by fact",
        ...correctionsInWords(systems.map((one) => one.system)).map((line) => `  ${line}`),
        "Choices, and where they can be marked",
        ...choicesInWords(systems.map((one) => one.system)).map((line) => `  ${line}`),
      ]);
      if (told.some((one) => one.trouble)) process.exitCode = exitCodes.unavailable;
    });
}
