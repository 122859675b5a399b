import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { closingLines, exitCode, together } from "./outcome.ts";

const root = join(import.meta.dirname, "../..");
const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

/** Runs the real test command over a small project of its own, with the real reporters. */
function runTests(
  files: Record<string, string>,
  ...words: string[]
): { lines: string[]; status: number | null } {
  const home = mkdtempSync(join(tmpdir(), "habeas-report-"));
  homes.push(home);
  for (const shared of ["node_modules", "workshop"]) symlinkSync(join(root, shared), join(home, shared));
  const config = `export default { test: { allowOnly: false, retry: 1, include: ["*.test.ts"], reporters: ["default", ${JSON.stringify(join(root, "workshop/report/vitest.ts"))}] } };`;
  const journeys = `export default { testDir: "e2e", retries: 1, reporter: [["list"], [${JSON.stringify(join(root, "workshop/report/playwright.ts"))}]] };`;
  const all = {
    "package.json": `{ "type": "module" }`,
    "vitest.config.ts": config,
    "playwright.config.ts": journeys,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")),
  );
  const outcome = spawnSync(process.execPath, [join(root, "workshop/test.ts"), ...words], {
    cwd: home,
    env: { ...environment, NODE_ENV: "test", FORCE_COLOR: "0" },
    encoding: "utf8",
    timeout: 100_000,
  });
  return { lines: outcome.stdout.trimEnd().split("\n"), status: outcome.status };
}

const vitest = `import { test, expect, describe } from "vitest";`;
const playwright = `import { test, expect } from "@playwright/test";`;

test("counts both programs, names failures, gives reasons, and ends in the counts alone", () => {
  const { lines, status } = runTests({
    "one.test.ts": `${vitest} test("good", () => {}); test("bad", () => expect(1).toBe(2)); test("not here", (t) => t.skip("no moon"));`,
    "e2e/two.spec.ts": `${playwright} test("walks", () => {}); test("falls", () => { expect(1).toBe(2); }); test("rests", () => { test.skip(true, "no sun"); });`,
  });
  expect(lines.at(-1)).toBe("2 passed, 2 failed, 2 skipped");
  expect(lines.filter((line) => /^\d+ passed, \d+ failed, \d+ skipped$/.test(line))).toHaveLength(1);
  const closing = lines.slice(-5).join("\n");
  expect(closing).toMatch(/skipped: .*not here: no moon/);
  expect(closing).toMatch(/skipped: .*rests: no sun/);
  expect(closing).toMatch(/failed: .*bad/);
  expect(closing).toMatch(/failed: .*falls/);
  expect(status).toBe(1);
});

test("green is green, and words choose", () => {
  const files = {
    "one.test.ts": `${vitest} test("good", () => {});`,
    "other.test.ts": `${vitest} test("bad", () => expect(1).toBe(2));`,
    "e2e/two.spec.ts": `${playwright} test("walks", () => {});`,
  };
  expect(runTests(files, "unit", "one.test")).toMatchObject({ status: 0 });
  const journey = runTests(files, "two");
  expect([journey.status, journey.lines.at(-1)]).toEqual([0, "1 passed, 0 failed, 0 skipped"]);
});

test("nothing to run, a file that does not load and a failing hook are all red", () => {
  expect(runTests({ "one.test.ts": vitest }, "nothing-like-this")).toMatchObject({ status: 1 });
  const broken = runTests(
    { "one.test.ts": `import "./missing.ts"; ${vitest} test("never", () => {});` },
    "unit",
  );
  expect([broken.status, broken.lines.at(-1)]).toEqual([1, "0 passed, 1 failed, 0 skipped"]);
  const hook = runTests(
    {
      "one.test.ts":
        `${vitest} test("fine", () => {}); describe("s", () => { beforeAll(() => { throw new Error("hook"); }); test("t", () => {}); });`.replace(
          "describe }",
          "describe, beforeAll }",
        ),
    },
    "unit",
  );
  expect(hook.status).toBe(1);
});

test("a skip without a reason is a failure", () => {
  const outcome = together([{ passed: 3, failed: [], again: [], skipped: [{ name: "a", reason: "" }] }]);
  expect(closingLines(outcome)).toEqual([
    "failed: a (skipped without a reason)",
    "3 passed, 1 failed, 0 skipped",
  ]);
  expect(exitCode(outcome)).toBe(1);
  expect(exitCode({ passed: 0, failed: [], again: [], skipped: [] })).toBe(1);
  expect(exitCode({ passed: 1, failed: [], again: [], skipped: [] })).toBe(0);
});

test("what passes only at the second try counts, and is named", () => {
  const wavers = (name: string) =>
    `let tries = 0; test(${JSON.stringify(name)}, () => { tries += 1; expect(tries).toBe(2); });`;
  const left = `import { existsSync, writeFileSync } from "node:fs";`;
  const journey = `test("stumbles", () => { const seen = existsSync("seen"); writeFileSync("seen", ""); expect(seen).toBe(true); });`;
  const { lines, status } = runTests({
    "one.test.ts": `${vitest} ${wavers("wavers")}`,
    "e2e/two.spec.ts": `${playwright} ${left} ${journey}`,
  });
  expect([status, lines.at(-1)]).toEqual([0, "2 passed, 0 failed, 0 skipped"]);
  expect(lines.at(-3)).toMatch(/^passed at the second try: .*wavers/);
  expect(lines.at(-2)).toMatch(/^passed at the second try: .*stumbles/);
});
