import { configDefaults, defineConfig } from "vitest/config";

const common = { testTimeout: 60_000, hookTimeout: 120_000, environment: "node" } as const;
const withDatabase = "**/*.db.test.{ts,tsx}";
const conformance = "**/*.conformance.test.ts";
const never = [...configDefaults.exclude, "**/.next*/**", ".habeas/**"];
const server = ["./workshop/postgres/serve-tests.ts"];

/** A test file is sorted by its name alone: `.db.test.ts` gets a database, `.conformance.test.ts` a real system. */
export default defineConfig({
  test: {
    allowOnly: false,
    // Also where there are two cores: most tests wait for a database or a process, and one worker would wait alone.
    maxWorkers: 2,
    // Machines that build many things at once stall; what passes only at the second try is named at the end of a run.
    retry: 1,
    reporters: ["default", "./workshop/report/vitest.ts"],
    projects: [
      {
        test: {
          ...common,
          name: "pure",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...never, withDatabase, conformance, "workshop/**"],
        },
      },
      {
        test: {
          ...common,
          name: "database",
          include: [withDatabase],
          exclude: never,
          globalSetup: server,
        },
      },
      {
        test: {
          ...common,
          name: "conformance",
          include: [conformance],
          exclude: never,
          globalSetup: server,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...common,
          name: "workshop",
          include: ["workshop/**/*.test.ts"],
          exclude: [...never, withDatabase, conformance],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
