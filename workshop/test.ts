import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  closingLines,
  exitCode,
  type Outcome,
  outcomeVariable,
  readOutcome,
  together,
} from "./report/outcome.ts";

/**
 * `npm test`: everything. `npm test -- unit`, `npm test -- e2e`: one half. `npm test -- words`: the test files whose
 * path contains one of the words. With `--full` the long runs: hundreds of crashes, a whole year of clocks. The last line is the counts, alone; the exit code is 1 on any failure, and when
 * nothing ran.
 */
const root = process.cwd();
const words = process.argv.slice(2).filter((word) => word !== "--full");
// The tests read it, wherever they run.
if (process.argv.includes("--full")) process.env.HABEAS_FULL = "1";
const asked = words[0] === "unit" || words[0] === "e2e" ? words.shift() : "all";
const journeys = existsSync(join(root, "e2e"))
  ? readdirSync(join(root, "e2e"), { recursive: true, encoding: "utf8" })
      .map((path) => `e2e/${path.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".spec.ts"))
  : [];
const wanted = {
  unit: asked !== "e2e",
  // Journeys start the whole demo first: not for a word that names none of them.
  e2e:
    asked !== "unit" &&
    (words.length === 0 || journeys.some((path) => words.some((word) => path.includes(word)))),
};

const reports = mkdtempSync(join(tmpdir(), "habeas-report-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));
// Ctrl-C reaches the test programs too: they end in order, and the counts are still printed.
process.on("SIGINT", () => {});

/** Runs one test program, its output straight to the terminal. */
function run(program: string, script: string, words: readonly string[]): Promise<Outcome> {
  const file = join(reports, `${program}.json`);
  return new Promise((settle) => {
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...words], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, [outcomeVariable]: file },
    });
    child.once("exit", (code, signal) =>
      settle(readOutcome(program, file, code ?? signal ?? "no exit code")),
    );
  });
}

const outcomes: Outcome[] = [];
if (wanted.unit) {
  // Where words choose the files, there may rightly be none here; the two programs together must find some.
  outcomes.push(
    await run("vitest", "vitest/vitest.mjs", [
      "run",
      ...words,
      ...(words.length > 0 ? ["--passWithNoTests"] : []),
    ]),
  );
}
if (wanted.e2e) {
  outcomes.push(await run("playwright", "@playwright/test/cli.js", ["test", ...words]));
}

const outcome = together(outcomes);
if (outcome.passed + outcome.failed.length + outcome.skipped.length === 0)
  console.error("No test was found to run.");
console.log(`\n${closingLines(outcome).join("\n")}`);
process.exitCode = exitCode(outcome);
