import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkImports } from "./imports.ts";
import { missingMigration, schemaExports } from "./migrations.ts";

/**
 * `npm run verify`: everything that must hold before a change is offered. All checks run, so that one look shows all
 * that is wrong; the tests come last and only when the rest holds. `--no-tests` leaves them out.
 */
const root = join(import.meta.dirname, "..");

type Check = { name: string; run: () => Promise<boolean> | boolean };

function program(script: string, ...words: string[]): boolean {
  const outcome = spawnSync(process.execPath, [join(root, "node_modules", script), ...words], {
    cwd: root,
    stdio: "inherit",
  });
  return outcome.status === 0;
}

const checks: Check[] = [
  { name: "format and lint", run: () => program("@biomejs/biome/bin/biome", "check", "--error-on-warnings") },
  {
    name: "types",
    run: () => program("next/dist/bin/next", "typegen") && program("typescript/bin/tsc", "--noEmit"),
  },
  { name: "import rules", run: imports },
  { name: "unused code and packages", run: () => program("knip/bin/knip.js", "--no-progress") },
  { name: "migrations match the schema", run: migrations },
];

async function imports(): Promise<boolean> {
  const { violations, read } = await checkImports(root);
  for (const { rule, from, to, comment } of violations)
    console.error(`${from} -> ${to}\n  ${rule}: ${comment}`);
  console.log(`${read} modules read, ${violations.length} imports against the rules`);
  return violations.length === 0;
}

async function migrations(): Promise<boolean> {
  const statements = await missingMigration(await schemaExports());
  if (statements.length > 0)
    console.error(`Run npm run db:generate; the migrations lack:\n${statements.join("\n")}`);
  return statements.length === 0;
}

const failed: string[] = [];
for (const { name, run } of checks) {
  const begun = performance.now();
  console.log(`\n== ${name}`);
  const fine = await run();
  if (!fine) failed.push(name);
  console.log(
    `== ${name}: ${fine ? "holds" : "DOES NOT HOLD"} (${((performance.now() - begun) / 1000).toFixed(1)} s)`,
  );
}

if (failed.length > 0) {
  console.error(`\nNot verified: ${failed.join(", ")}.`);
  process.exitCode = 1;
} else if (!process.argv.includes("--no-tests")) {
  const tests = spawnSync(process.execPath, [join(root, "workshop/test.ts")], {
    cwd: root,
    stdio: "inherit",
  });
  process.exitCode = tests.status ?? 1;
}
