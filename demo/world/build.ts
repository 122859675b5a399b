import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { DemoError } from "./sentence.ts";

/** Everything that the built portal depends on. */
const inputs = [
  "app",
  "lib",
  "connectors",
  "drizzle/schema",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

function* filesUnder(path: string): Generator<string> {
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(inside);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield inside;
  }
}

function hashOf(checkout: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const input of inputs) {
    const path = join(checkout, input);
    const files = /\.(ts|mjs|json)$/.test(input) ? (existsSync(path) ? [path] : []) : filesUnder(path);
    for (const file of files) hash.update(relative(checkout, file)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Where a build of the portal is. */
export type Build = { server: string; folder: string };

function runBuild(checkout: string, dist: string, logFile: string): Promise<number> {
  const log = openSync(logFile, "w");
  const child = spawn(process.execPath, [join(checkout, "node_modules/next/dist/bin/next"), "build"], {
    cwd: checkout,
    env: { ...process.env, NODE_ENV: "production", NEXT_DIST_DIR: dist, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", log, log],
  });
  const end = (): void => void child.kill("SIGTERM");
  process.once("exit", end);
  return new Promise((settle) => {
    child.once("error", () => settle(1));
    child.once("exit", (code) => {
      process.off("exit", end);
      settle(code ?? 1);
    });
  });
}

/**
 * Builds the portal when there is no build or when any source has changed since. The standalone server wants
 * its static files beside it, so they are copied in.
 * @returns whether anything was built. @throws DemoError with the log's place
 */
export async function ensureBuild(checkout: string, logFolder: string): Promise<Build & { built: boolean }> {
  const dist = process.env.NEXT_DIST_DIR ?? ".next";
  const standalone = join(checkout, dist, "standalone");
  const stamp = join(standalone, "habeas-build.json");
  const build = { server: join(standalone, "server.js"), folder: standalone };
  const hash = hashOf(checkout);
  if (existsSync(build.server) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
    return { ...build, built: false };
  }
  mkdirSync(logFolder, { recursive: true });
  const logFile = join(logFolder, "build.log");
  if ((await runBuild(checkout, dist, logFile)) !== 0 || !existsSync(build.server)) {
    const full = /ENOSPC|no space left/i.test(readFileSync(logFile, "utf8"));
    throw new DemoError(
      full
        ? "The disk is full: the build needs about 1 GB."
        : `The portal could not be built: see ${logFile}.`,
    );
  }
  cpSync(join(checkout, dist, "static"), join(standalone, dist, "static"), { recursive: true });
  if (existsSync(join(checkout, "public")))
    cpSync(join(checkout, "public"), join(standalone, "public"), { recursive: true });
  writeFileSync(stamp, hash);
  return { ...build, built: true };
}
