import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { applySystems, type PlannedChange, planApply } from "#lib/map/systems/apply.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;

/** systems apply: a file that a company keeps in its own repository, brought into force. */
export function addSystemsApply(program: Command, systems: Command): void {
  systems
    .command("apply")
    .description("bring systems to what a file says; shows what would change unless --yes is given")
    .requiredOption("-f, --file <file>", "YAML: systems, each as `export` writes it")
    .option("--yes", "change it", false)
    .option("--enable", "enable what is new; otherwise it begins as a draft", false)
    .option("--reason <text>", "why; it stays in the history", "Applied from a file.")
    .action(async (options: { file: string; yes: boolean; enable: boolean; reason: string }) => {
      const name = basename(options.file);
      let text: string;
      try {
        text = readFileSync(options.file, "utf8");
      } catch {
        throw new HabeasError("unavailable", `The file ${name} cannot be read.`);
      }
      const changes = options.yes
        ? await applySystems(operator, text, name, options)
        : await planApply(operator, text, name);
      print(program.opts<{ json: boolean }>().json, { applied: options.yes, systems: changes }, [
        ...changes.flatMap(linesOf),
        options.yes ? "Applied." : "Nothing was changed. Add --yes to apply it.",
      ]);
    });
}

function linesOf({ id, what, version, changes }: PlannedChange): string[] {
  const signs = { added: "+", removed: "-", changed: "~", reordered: "~" } as const;
  return [
    what === "unchanged" ? `${id}: as it stands, version ${version}` : `${id}: ${what}, version ${version}`,
    ...changes.map(({ kind, place, before, after }) => {
      const words = [before, after].filter((one) => one !== null).join(" -> ");
      return `  ${signs[kind]} ${place}${words ? `: ${words}` : " (in another order)"}`;
    }),
  ];
}
