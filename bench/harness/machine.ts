import { execFileSync } from "node:child_process";
import { cpus, loadavg, release } from "node:os";
import packageJson from "../../package.json" with { type: "json" };

/** Where and with what a figure was measured. */
export function machine(): Record<string, unknown> {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    kernel: release(),
    node: process.version,
    next: packageJson.dependencies.next,
    commit: commit(),
    load: loadavg(),
    at: new Date().toISOString(),
  };
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

/** Largest resident size of this process so far, in megabytes. */
export function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
