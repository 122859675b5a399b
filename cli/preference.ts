import type { Command } from "commander";
import { tendCanaries } from "#lib/preference/canary.ts";
import { sweepChoices } from "#lib/preference/sweep.ts";
import { readChoices, readEffects } from "#lib/preference/view.ts";
import { watchCanaries } from "#lib/preference/watch.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;
const words = (text: string) => text.replaceAll("_", " ");

/** preference: show, sweep, canary. */
export function addPreferenceCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  const preference = program
    .command("preference")
    .description("choices of people: what stands, that it stands in the systems, and that opt-outs arrive");

  preference
    .command("show")
    .description("what a request switches in which system, and what its person has chosen so far")
    .argument("<reference>")
    .action(async (reference: string) => {
      const effects = await readEffects(operator, reference);
      const choices = await readChoices(operator, reference);
      // Notes and reasons are for the desk.
      const systems = (effects?.systems ?? []).map(({ note: _, ...one }) => one);
      print(json(), { systems, inEffectAt: effects?.inEffectAt ?? null, choices }, [
        ...systems.map((one) =>
          `${one.title}: ${words(one.outcome ?? one.state)}. ${one.why ?? ""}`.trimEnd(),
        ),
        ...choices.map(
          (one) => `${words(one.kind)}: ${one.stands} since ${one.since.toISOString()} (${words(one.by)})`,
        ),
        ...(systems.length + choices.length === 0
          ? ["This request switches nothing, and nothing is chosen."]
          : []),
      ]);
    });

  preference
    .command("sweep")
    .description("look up the choices of everybody who is due, and set again what does not stand")
    .action(async () => {
      const done = await sweepChoices();
      print(json(), done, [
        `${done.people} people were looked up, ${done.setAgain} records were set again.`,
        ...done.failedSystems.map((one) => `${one} did not answer and is looked at again.`),
      ]);
      if (done.failedSystems.length > 0) process.exitCode = exitCodes.unavailable;
    });

  preference
    .command("canary")
    .description("whether opt-outs arrive in each system that the map names a canary for")
    .option("--try", "begin what is due and judge what was begun first")
    .action(async (options: { try?: boolean }) => {
      const now = new Date();
      if (options.try) await tendCanaries(now);
      const health = await watchCanaries(now);
      print(
        json(),
        health,
        health.length === 0
          ? ["The map names no canary, so nothing is known about it."]
          : health.map(
              ({ title, state, stage, lastOkAt }) =>
                `${title}: ${state}${stage ? ` (${words(stage)})` : ""}, last arrived ${lastOkAt?.toISOString() ?? "never"}`,
            ),
      );
      if (health.some(({ state }) => state === "broken")) process.exitCode = exitCodes.unavailable;
    });
}
