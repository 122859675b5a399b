import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { type Command, InvalidArgumentError } from "commander";
import { checkSystem } from "#lib/map/systems/check.ts";
import { enableSystem } from "#lib/map/systems/enable.ts";
import { exportSystems } from "#lib/map/systems/export.ts";
import { grantScript } from "#lib/map/systems/grant.ts";
import { systemHistory } from "#lib/map/systems/history.ts";
import { readSystems, type SystemRow } from "#lib/map/systems/read.ts";
import { setSecret } from "#lib/map/systems/set-secret.ts";
import { killSystem, pauseSystem, retireSystem } from "#lib/map/systems/stop.ts";
import { testWithPerson } from "#lib/map/systems/test-person.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";
import { addSystemsApply } from "./systems-apply.ts";

const operator = { kind: "operator" } as const;
type Why = { reason: string };

const version = (typed: string): number => {
  if (/^[1-9][0-9]{0,8}$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError("a version is a whole number from 1.");
};

/** systems: list, check, apply, export, enable, pause, kill, retire, history, secret, grant, test. */
export function addSystemsCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  const systems = program
    .command("systems")
    .description("the systems that hold data; alone it checks whether each answers")
    .action(() => checkAll([], json()));

  systems
    .command("list")
    .description("every system and how it stands, without asking it")
    .action(async () => {
      const rows = await readSystems(operator);
      print(json(), rows, rows.map(rowLine));
    });

  systems
    .command("check")
    .description("check whether systems answer")
    .argument("[ids...]", "all that are not retired, if none is named")
    .action((ids: string[]) => checkAll(ids, json()));

  addSystemsApply(program, systems);

  systems
    .command("export")
    .description("write the systems of the desk as YAML: what `apply` takes")
    .argument("[ids...]")
    .option("--out <file>", "a file instead of the terminal")
    .action(async (ids: string[], options: { out?: string }) => {
      const yaml = await exportSystems(operator, ids.length > 0 ? ids : undefined);
      if (options.out === undefined) {
        process.stdout.write(json() ? `${JSON.stringify({ yaml })}\n` : yaml);
        return;
      }
      writeFileSync(options.out, yaml);
      print(json(), { file: options.out }, [`Wrote ${options.out}.`]);
    });

  systems
    .command("enable")
    .alias("resume")
    .description("enable a system, or let it go on after a pause or the kill switch")
    .argument("<id>")
    .requiredOption("--reason <text>", "why; it stays in the history")
    .option("--version <number>", "another version than the one in force", version)
    .action(async (id: string, options: Why & { version?: number }) => {
      const enabled = await enableSystem(operator, id, options);
      print(json(), { id, state: "enabled", ...enabled }, [`${id} is enabled.`]);
    });

  const stops = {
    pause: [pauseSystem, "begin nothing new with a system; what runs ends", "paused"],
    kill: [killSystem, "cut off everything that runs with a system, and begin nothing new", "killed"],
    retire: [retireSystem, "leave a system out of every new request", "retired"],
  } as const;
  for (const [name, [stop, description, state]] of Object.entries(stops)) {
    systems
      .command(name)
      .description(description)
      .argument("<id>")
      .requiredOption("--reason <text>", "why; it stays in the history")
      .action(async (id: string, options: Why) => {
        await stop(operator, id, options);
        print(json(), { id, state }, [`${id} is ${state}.`]);
      });
  }

  systems
    .command("history")
    .description("versions, what was done, and how conversations went")
    .argument("<id>")
    .action(async (id: string) => {
      const history = await systemHistory(operator, id);
      print(json(), history, [
        ...history.versions.map(
          (one) => `version ${one.number}  ${one.createdAt.toISOString()}  ${one.author}  ${one.reason}`,
        ),
        ...history.events.map((one) => `${one.at.toISOString()}  ${one.kind}  ${one.actor}`),
        ...history.runs
          .slice(0, 20)
          .map(
            (one) =>
              `${one.startedAt.toISOString()}  ${one.kind}  ${one.ok === null ? "open" : one.ok ? "ok" : one.code}  ${one.ms ?? "-"} ms`,
          ),
      ]);
    });

  systems
    .command("secret")
    .description("set a secret of a system, read from standard input; it is never shown again")
    .argument("<id>")
    .argument("<name>", "as the settings name it: secret:NAME")
    .action(async (id: string, name: string) => {
      const value = (await text(process.stdin)).replace(/\r?\n$/, "");
      await setSecret(operator, id, name, value);
      print(json(), { id, name, set: true }, [`The secret ${name} of ${id} is set.`]);
    });

  systems
    .command("grant")
    .description(
      "print the statements that make an account which reads what the map declares, and nothing else",
    )
    .argument("<id>")
    .option("--version <number>", "another version than the one in force", version)
    .action(async (id: string, options: { version?: number }) => {
      const grant = await grantScript(operator, id, options);
      print(json(), grant, [grant.text.trimEnd()]);
    });

  systems
    .command("test")
    .description("look for one person, by an identifier read from standard input; counts only")
    .argument("<id>")
    .requiredOption("--kind <kind>", "the kind of identifier: email, customer_number …")
    .option("--version <number>", "another version than the one in force", version)
    .action(async (id: string, options: { kind: string; version?: number }) => {
      const value = (await text(process.stdin)).trim();
      const test = await testWithPerson(operator, id, { ...options, value });
      print(json(), test, [
        test.kind === "found" ? `Found in ${test.ms} ms.` : `Nobody's data is shown: ${test.kind}.`,
        ...(test.kind === "found" ? test.counts.map((one) => `  ${one.collection}: ${one.rows}`) : []),
      ]);
    });
}

async function checkAll(ids: readonly string[], json: boolean): Promise<void> {
  const rows = await readSystems(operator);
  const chosen = ids.length > 0 ? ids : rows.filter((one) => one.state !== "retired").map((one) => one.id);
  const checked = await Promise.all(
    chosen.map(async (id) => {
      const checked = await checkSystem(operator, id);
      const { title = id, connector = "" } = rows.find((one) => one.id === id) ?? {};
      return { id, title, connector, ...checked };
    }),
  );
  print(
    json,
    checked,
    checked.map((one) => `${one.ok ? "ok     " : "trouble"}  ${one.title} (${one.connector})  ${one.note}`),
  );
  if (checked.some((one) => !one.ok)) process.exitCode = exitCodes.unavailable;
}

const rowLine = (one: SystemRow): string =>
  [
    one.state.padEnd(8),
    one.id.padEnd(20),
    one.keptIn === "file" ? "file     " : `version ${one.version}`,
    `${one.health.waiting} waiting`,
    one.unusable ?? one.reason,
  ]
    .join("  ")
    .trimEnd();
