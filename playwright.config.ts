import { defineConfig, devices } from "@playwright/test";
import { type Browser, chooseBrowser } from "./workshop/browser.ts";

// This file is read again by the process that runs the tests: the browser is looked for once.
const known = process.env.HABEAS_CHOSEN_BROWSER;
const browser: Browser = known ? JSON.parse(known) : await chooseBrowser();
process.env.HABEAS_CHOSEN_BROWSER = JSON.stringify(browser);

/** Journeys through the built app, its worker and the demo's systems; `e2e/start.ts` starts and ends all of it. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // Counts of an office's clicks, and every role through every page: long, and not about one change.
  testIgnore: process.env.HABEAS_FULL === "1" ? [] : ["**/office.spec.ts", "**/roles.spec.ts"],
  globalSetup: "./e2e/start.ts",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Machines that build many things at once stall; what passes only at the second try is named at the end of a run.
  retries: 1,
  // Long stories on a machine that builds other things at the same time.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["./workshop/report/playwright.ts"]],
  outputDir: "test-results",
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: { executablePath: browser.executablePath, args: browser.args },
    // What is not there is said before a whole test has waited for it.
    actionTimeout: 45_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
