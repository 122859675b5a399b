import type { FullConfig, FullResult, Reporter, Suite, TestError } from "@playwright/test/reporter";
import { type Outcome, writeOutcome } from "./outcome.ts";

/** Counts what Playwright ran; the printing along the way is left to its list reporter. */
export default class CountingReporter implements Reporter {
  #suite: Suite | undefined;
  #errors: string[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  onError(error: TestError): void {
    this.#errors.push(error.message?.split("\n")[0] ?? "an error outside any test");
  }

  onEnd(result: FullResult): void {
    const outcome: Outcome = {
      passed: 0,
      failed: this.#errors.map((error) => `e2e: ${error}`),
      again: [],
      skipped: [],
    };
    for (const test of this.#suite?.allTests() ?? []) {
      const name = test
        .titlePath()
        .filter((part) => part !== "")
        .join(" > ");
      if (test.outcome() === "expected") outcome.passed += 1;
      else if (test.outcome() === "flaky") {
        outcome.passed += 1;
        outcome.again.push(name);
      } else if (test.outcome() !== "skipped") outcome.failed.push(name);
      else {
        const note = test.annotations.find(
          (annotation) => annotation.type === "skip" || annotation.type === "fixme",
        );
        // A test that was never reached, because the run was cut short, has not been skipped by anybody.
        if (note || result.status === "passed")
          outcome.skipped.push({ name, reason: note?.description ?? "" });
        else outcome.failed.push(`${name} (not reached)`);
      }
    }
    writeOutcome(outcome);
  }

  printsToStdio(): boolean {
    return false;
  }
}
