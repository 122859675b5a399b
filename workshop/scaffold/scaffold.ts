import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { namesFor, templatesFor } from "./templates.ts";

/** Why no connector was made, in a sentence for the person at the terminal. */
export class ScaffoldError extends Error {}

const endOfRegistry = /\n\]\);\n/;

/**
 * Makes the folder of a new kind of system and its line in the registry, below `root`. Returns the paths that were
 * written. Throws `ScaffoldError` and writes nothing for an id that is none, or that is taken.
 */
export function scaffoldConnector(root: string, id: string): string[] {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(id) || id.length < 2 || id.length > 30) {
    throw new ScaffoldError(
      `"${id}" is no id: use 2 to 30 lower-case letters, digits and single _, a letter first, as in acme_crm.`,
    );
  }
  const folder = `connectors/${id}`;
  if (existsSync(join(root, folder)) || existsSync(join(root, `${folder}.ts`)))
    throw new ScaffoldError(`${folder} is there already: choose another id.`);
  const registry = join(root, "connectors/registry.ts");
  const text = readFileSync(registry, "utf8");
  if (text.includes(`["${id}",`)) throw new ScaffoldError(`The registry knows ${id} already.`);
  if (!endOfRegistry.test(text))
    throw new ScaffoldError("connectors/registry.ts does not end its list with `]);`: add the line by hand.");
  const { value } = namesFor(id);
  const line = `  ["${id}", async () => (await import("#connectors/${id}/connector.ts")).${value}Connector],`;

  mkdirSync(join(root, folder));
  const paths = Object.entries(templatesFor(id)).map(([name, content]) => {
    writeFileSync(join(root, folder, name), content);
    return `${folder}/${name}`;
  });
  writeFileSync(
    registry,
    text.replace(endOfRegistry, (end) => `\n${line}${end}`),
  );
  format(root, [...paths, "connectors/registry.ts"]);
  return [...paths, "connectors/registry.ts"];
}

/** Lines break by the length of the id: the formatter has the last word. */
function format(root: string, paths: readonly string[]): void {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const outcome = spawnSync(process.execPath, [biome, "check", "--write", ...paths], {
    cwd: root,
    encoding: "utf8",
  });
  if (outcome.status !== 0)
    throw new ScaffoldError(`The new files could not be formatted:\n${outcome.stdout}${outcome.stderr}`);
}
