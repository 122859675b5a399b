import { readFileSync, writeFileSync } from "node:fs";

/**
 * What one test program found. `skipped` carries the reason of each. `again`: which of the passed ones failed at their
 * first try; they are named at the end, so that a test that wavers is seen and mended.
 */
export type Outcome = {
  passed: number;
  failed: string[];
  again: string[];
  skipped: { name: string; reason: string }[];
};

/** Where a reporter writes its outcome, as a variable of the test program. */
export const outcomeVariable = "HABEAS_TEST_OUTCOME";

/** Written by a reporter at its end; nothing is written where nobody asked. */
export function writeOutcome(outcome: Outcome): void {
  const file = process.env[outcomeVariable];
  if (file) writeFileSync(file, JSON.stringify(outcome));
}

/**
 * Reads what a test program left. A program that ended badly without naming a failed test, or left nothing, failed.
 * @param exit its exit code, or the name of the signal that ended it
 */
export function readOutcome(program: string, file: string, exit: number | string): Outcome {
  let outcome: Outcome = { passed: 0, failed: [], again: [], skipped: [] };
  try {
    outcome = JSON.parse(readFileSync(file, "utf8")) as Outcome;
  } catch {
    outcome.failed.push(`${program} ended with ${exit} before it could report`);
  }
  if (exit !== 0 && outcome.failed.length === 0) outcome.failed.push(`${program} ended with ${exit}`);
  return outcome;
}

/** One outcome out of several. A skip without a reason is a failure: nobody could judge it. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const skipped = outcomes.flatMap((outcome) => outcome.skipped);
  return {
    passed: outcomes.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: [
      ...outcomes.flatMap((outcome) => outcome.failed),
      ...skipped
        .filter((skip) => skip.reason === "")
        .map((skip) => `${skip.name} (skipped without a reason)`),
    ],
    again: outcomes.flatMap((outcome) => outcome.again),
    skipped: skipped.filter((skip) => skip.reason !== ""),
  };
}

/** What is printed last: each skip with its reason, each failure, and the counts alone on the last line. */
export function closingLines(outcome: Outcome): string[] {
  return [
    ...outcome.skipped.map((skip) => `skipped: ${skip.name}: ${skip.reason}`),
    ...outcome.again.map((name) => `passed at the second try: ${name}`),
    ...outcome.failed.map((name) => `failed: ${name}`),
    `${outcome.passed} passed, ${outcome.failed.length} failed, ${outcome.skipped.length} skipped`,
  ];
}

/** 0 where something ran and nothing failed. */
export function exitCode(outcome: Outcome): number {
  return outcome.failed.length === 0 && outcome.passed > 0 ? 0 : 1;
}
