import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { type Outcome, writeOutcome } from "./outcome.ts";

/** Counts what vitest ran; the printing along the way is left to vitest's own reporter. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const outcome: Outcome = {
      passed: 0,
      failed: unhandled.map((error) => `unhandled: ${error.message}`),
      again: [],
      skipped: [],
    };
    for (const module of modules) {
      const file = `${module.project.name} ${module.relativeModuleId}`;
      // A file that cannot be loaded, or whose hooks fail, fails without any test of its own doing so.
      for (const error of module.errors()) outcome.failed.push(`${file}: ${error.message}`);
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors())
          outcome.failed.push(`${file} > ${suite.fullName}: ${error.message}`);
      }
      for (const test of module.children.allTests()) {
        const name = `${file} > ${test.fullName}`;
        const result = test.result();
        if (result.state === "passed") {
          outcome.passed += 1;
          if (test.diagnostic()?.flaky) outcome.again.push(name);
        } else if (result.state === "skipped") outcome.skipped.push({ name, reason: result.note ?? "" });
        else outcome.failed.push(name);
      }
    }
    writeOutcome(outcome);
  }
}
