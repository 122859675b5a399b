import { startProblems, startWarnings } from "./problems.ts";

/**
 * Ends the process with 1 where the configuration is not fit to run a house, with one plain line for each reason. `what`:
 * the program that does not start.
 */
export function refuseBadStart(what: "portal" | "worker"): void {
  const problems = startProblems(process.env);
  for (const line of startWarnings(process.env)) process.stderr.write(`Habeas: ${line}.\n`);
  if (problems.length === 0) return;
  process.stderr.write(`The ${what} does not start: its configuration must be mended first.\n`);
  for (const line of new Set(problems)) process.stderr.write(`- ${line}.\n`);
  process.exit(1);
}
