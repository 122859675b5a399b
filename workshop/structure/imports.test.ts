import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkImports, importRules } from "../imports.ts";

const root = join(import.meta.dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "habeas-imports-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** One violation of each rule: the file that breaks it, and what it imports. */
const planted: Record<string, [file: string, imported: string]> = {
  "every-room-is-in-the-order": ["lib/attic/a.ts", "#lib/core/leaf.ts"],
  "lib-knows-no-surface": ["lib/bundle/surface.ts", "react"],
  "pure-rooms-import-no-driver": ["lib/clock/driver.ts", "pg"],
  "app-imports-use-cases-only": ["app/desk/page.tsx", "drizzle-orm"],
  "connector-imports-contract-http-core": ["connectors/one/connector.ts", "#lib/vault/leaf.ts"],
  "connector-imports-no-other-connector": ["connectors/one/friend.ts", "#connectors/two/leaf.ts"],
  "connectors-through-the-registry": ["lib/fanout/short-cut.ts", "#connectors/one/leaf.ts"],
  "product-needs-no-tools": ["connectors/one/tool.ts", "#workshop/leaf.ts"],
  "product-runs-without-development-packages": ["lib/notice/tool.ts", "yauzl"],
  "truth-is-independent": ["demo/truth.ts", "#lib/core/leaf.ts"],
  "verifier-stands-alone": ["verifier/helped.ts", "pg"],
  "invariants-are-checked-by-other-code": ["faults/check/helped.ts", "#lib/core/leaf.ts"],
  "nothing-imports-a-test": ["demo/borrowed.ts", "#demo/leaf.test.ts"],
  "no-cycle": ["lib/law/one.ts", "./other.ts"],
  "everything-resolves": ["lib/law/lost.ts", "#lib/law/nowhere.ts"],
  "packages-are-declared": ["lib/core/undeclared.ts", "pg-types"],
};

const leaves = [
  ...["lib/core", "lib/vault", "connectors/one", "connectors/two", "workshop", "demo"].map(
    (folder) => `${folder}/leaf.ts`,
  ),
  "demo/leaf.test.ts",
];

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

test("the house keeps every import rule", async () => {
  const { violations, read } = await checkImports(root);
  expect(read).toBeGreaterThan(100);
  expect(violations).toEqual([]);
});

test("every import rule is proved to bite", async () => {
  writeFileSync(join(home, "package.json"), readFileSync(join(root, "package.json")));
  if (!existsSync(join(home, "node_modules")))
    symlinkSync(join(root, "node_modules"), join(home, "node_modules"));
  for (const leaf of leaves) plant(leaf, "export const leaf = 1;\n");
  for (const [file, imported] of Object.values(planted)) plant(file, `import ${JSON.stringify(imported)};\n`);
  plant("lib/law/other.ts", `import "./one.ts";\n`);
  const rules = importRules().forbidden.map((rule) => rule.name ?? "");
  const rooms = rules.flatMap((rule) => /^rooms-run-one-way:(.*)/.exec(rule)?.[1] ?? []);
  // The last room is `worker`: everything else stands before it. Types count as much as values.
  for (const room of rooms)
    plant(
      `lib/${room}/forward.ts`,
      `import type { leaf } from "#lib/worker/leaf.ts";\nexport type Leaf = typeof leaf;\n`,
    );
  plant("lib/worker/leaf.ts", "export const leaf = 1;\n");

  const { violations } = await checkImports(home);
  const found = violations.map((violation) => `${violation.rule} ${violation.from}`);
  for (const rule of rules) {
    const room = /^rooms-run-one-way:(.*)/.exec(rule)?.[1];
    const file = room ? `lib/${room}/forward.ts` : planted[rule]?.[0];
    expect(file, `${rule} needs a planted violation`).toBeDefined();
    expect(found).toContain(`${rule} ${file}`);
  }
  expect(rooms).toContain("core");
  expect(rooms.length).toBeGreaterThan(15);
});

test("a connector's tests may use the workshop, and a leaf breaks no rule", async () => {
  plant("connectors/one/one.test.ts", `import "#workshop/leaf.ts";\n`);
  const { violations } = await checkImports(home);
  expect(violations.filter(({ from }) => from.endsWith("one.test.ts") || from.endsWith("/leaf.ts"))).toEqual(
    [],
  );
});
