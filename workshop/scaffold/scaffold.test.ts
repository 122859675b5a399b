import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkImports } from "../imports.ts";
import { machinePaths, putOff, tooLong } from "../structure/file-rules.ts";
import { incompleteConnectors } from "../structure/room-rules.ts";
import { sourceFiles } from "../structure/tree.ts";
import { ScaffoldError, scaffoldConnector } from "./scaffold.ts";

const house = join(import.meta.dirname, "../..");
const copied = [
  "connectors",
  "lib/core",
  "package.json",
  "tsconfig.json",
  "biome.json",
  ".gitignore",
  ".dependency-cruiser.cjs",
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "habeas-scaffold-"));
  mkdirSync(join(root, "lib"));
  for (const path of copied) cpSync(join(house, path), join(root, path), { recursive: true });
  symlinkSync(join(house, "node_modules"), join(root, "node_modules"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const run = (script: string, ...words: string[]) => {
  const outcome = spawnSync(process.execPath, [join(root, "node_modules", script), ...words], {
    cwd: root,
    encoding: "utf8",
  });
  return `${outcome.stdout}${outcome.stderr}`.trim();
};

test.each(["ab", "acme_crm", "a_system_whose_name_is_long"])(
  "%s keeps every rule as it is made",
  async (id) => {
    const paths = scaffoldConnector(root, id);
    const files = paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
    expect([...tooLong(files), ...machinePaths(files), ...putOff(files)]).toEqual([]);

    const extended = {
      extends: "./tsconfig.json",
      include: [`connectors/${id}/*.ts`, "connectors/registry.ts"],
    };
    writeFileSync(join(root, "tsconfig.scaffold.json"), JSON.stringify(extended));
    expect(run("typescript/bin/tsc", "--noEmit", "-p", "tsconfig.scaffold.json")).toBe("");
    expect(run("@biomejs/biome/bin/biome", "check", "--error-on-warnings", ...paths)).toMatch(
      /^Checked 5 files/,
    );
    const { violations } = await checkImports(root);
    expect(
      violations.filter(
        ({ from }) => from.startsWith(`connectors/${id}/`) || from === "connectors/registry.ts",
      ),
    ).toEqual([]);

    // What it says of itself, loaded as the product loads it.
    const asked = spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `const { connectors, connectorOf } = await import(${JSON.stringify(join(root, "connectors/registry.ts"))});
       const connector = await connectorOf(${JSON.stringify(id)});
       const settings = connector.settings.parse({ host: "a", password: "b" });
       const session = await connector.open({ settings, collections: [], internalHosts: [], signal: AbortSignal.timeout(1000) });
       const said = await session.locate([]).then(() => "nobody", (error) => [error.code, error.message]);
       console.log(JSON.stringify({ kinds: [...connectors.keys()], id: connector.id, said, checked: await session.check() }));`,
      ],
      { cwd: root, encoding: "utf8" },
    );
    const answer = JSON.parse(asked.stdout) as {
      kinds: string[];
      id: string;
      said: string[];
      checked: { ok: boolean }[];
    };
    expect(answer.id).toBe(id);
    expect(answer.said[0]).toBe("misconfigured");
    expect(answer.said[1]).toContain("is not written");
    expect(answer.checked.map((step) => step.ok)).toEqual([false]);
    const added = [...sourceFiles(), ...files.filter((file) => !file.path.endsWith("registry.ts"))];
    const complaints = incompleteConnectors(added, answer.kinds);
    expect(complaints.filter((complaint) => complaint.includes(id))).toEqual([]);
  },
);

test.each([
  "",
  "A",
  "Acme",
  "1st",
  "acme-crm",
  "acme__crm",
  "_a",
  "a_",
  "../evil",
  "postgres",
  "conformance",
  "json",
  "a".repeat(31),
])("%j is refused, and nothing is written", (id) => {
  const before = readFileSync(join(root, "connectors/registry.ts"), "utf8");
  const there = existsSync(join(root, "connectors", id));
  expect(() => scaffoldConnector(root, id)).toThrow(ScaffoldError);
  expect(readFileSync(join(root, "connectors/registry.ts"), "utf8")).toBe(before);
  expect(existsSync(join(root, "connectors", id))).toBe(there);
});
