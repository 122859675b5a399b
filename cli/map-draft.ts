import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { draftOf } from "#lib/map/draft/draft.ts";
import { writeDraft } from "#lib/map/draft/write.ts";
import { clearSecrets } from "#lib/map/reading/clear-secrets.ts";
import { draftSystem } from "#lib/map/schema.ts";
import { mapCommand } from "./map.ts";
import { ask } from "./map-source.ts";

type DraftOptions = { connector: string; setting: string[]; title?: string; output?: string };

/** map draft: looks at a live system and writes a first map of it, each line with its reason. */
export function addMapDraft(program: Command): void {
  mapCommand(program)
    .command("draft")
    .argument("<id>", "what the system will be called: lower-case letters, digits and _")
    .description("look at a live system and write a first map of it; sampled values never leave this process")
    .requiredOption("--connector <kind>", "postgres, mariadb, sqlite, files, ldap …")
    .option(
      "--setting <name=value>",
      "a setting of the connector, repeatable; secrets as env:NAME",
      (value: string, before: string[]) => [...before, value],
      [] as string[],
    )
    .option("--title <words>", "its name for people")
    .option("-o, --output <file>", "write to this file instead of standard output")
    .addHelpText(
      "after",
      "\nExample:\n  habeas map draft crm --connector postgres --setting url=env:CRM_URL -o crm.yaml",
    )
    .action(async (id: string, options: DraftOptions) => {
      const settings = settingsOf(options.setting);
      const system = draftSystem.safeParse({
        id,
        title: options.title ?? id,
        connector: options.connector,
        owner: { name: "To be named", email: "owner@example.com" },
        country: "ZZ",
        settings,
      });
      if (!system.success)
        throw new HabeasError("invalid", "The id must be lower-case letters, digits and _.");
      const began = performance.now();
      const answer = await ask({ system: system.data, ofDesk: false }, draftOf);
      if ("trouble" in answer) throw new HabeasError("unavailable", answer.trouble);
      const { title, connector, owner, country } = system.data;
      const head = { id, title, connector, owner, country, settings: withoutSecrets(id, settings) };
      const text = writeDraft(head, answer.answer);
      if (options.output === undefined) process.stdout.write(text);
      else writeFileSync(options.output, text, { flag: "wx" });
      const { collections, ignored } = answer.answer;
      process.stderr.write(
        `${collections.length} collections proposed, ${ignored.length} tables left out, in ${Math.round(performance.now() - began)} ms. Read every line before you use it.\n`,
      );
    });
}

function settingsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new HabeasError("invalid", "Write each setting as name=value.");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** A map never holds a secret: one that was typed here is named instead. */
function withoutSecrets(id: string, settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      clearSecrets({ [name]: value }, []).length > 0
        ? `env:${id}_${name}`.toUpperCase().replace("ENV:", "env:")
        : value,
    ]),
  );
}
