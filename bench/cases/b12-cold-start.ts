import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { openHouse } from "../harness/house.ts";
import { compare, type Side } from "../harness/pairs.ts";
import { systemsOver } from "../harness/sources.ts";
import type { Bench } from "../run.ts";

const checkout = fileURLToPath(new URL("../..", import.meta.url));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** From spawn to the first 200 on `/`. */
const coldStart =
  (script: string, env: NodeJS.ProcessEnv): Side =>
  async () => {
    const port = await freePort();
    const began = performance.now();
    const child = spawn(process.execPath, [script], {
      env: { ...process.env, ...env, PORT: String(port), HOSTNAME: "127.0.0.1" },
      stdio: "ignore",
    });
    try {
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
        if (answer?.status === 200) break;
        if (child.exitCode !== null) throw new Error("the server ended before it answered");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return { ms: performance.now() - began, made: "200" };
    } finally {
      child.kill("SIGKILL");
    }
  };

/** An empty page of the same Next version, built the same way. */
function emptyNext(folder: string): string {
  mkdirSync(join(folder, "app"), { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module" }),
  );
  writeFileSync(
    join(folder, "next.config.mjs"),
    'export default { output: "standalone", poweredByHeader: false };',
  );
  writeFileSync(
    join(folder, "app/layout.jsx"),
    'export default function L({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  );
  writeFileSync(join(folder, "app/page.jsx"), "export default function P() { return <p>empty</p>; }");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } as NodeJS.ProcessEnv;
  execFileSync(join(checkout, "node_modules/.bin/next"), ["build"], { cwd: folder, env, stdio: "ignore" });
  // Next keeps the path from the lock file's folder inside the standalone folder.
  const found = [join(folder, ".next/standalone", relative(checkout, folder), "server.js")].find((path) =>
    existsSync(path),
  );
  if (!found) throw new Error("the empty page was not built");
  return found;
}

export const bench: Bench = {
  title: "cold start: spawn to the first 200 on /, database up and migrated",
  async run() {
    const house = await openHouse();
    // Inside the checkout, so that it is built by the same packages.
    mkdirSync(join(checkout, ".habeas"), { recursive: true });
    const folder = mkdtempSync(join(checkout, ".habeas/bench-next-"));
    try {
      await house.settle(systemsOver(await house.database("source")));
      const env = {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_ENV: "production",
      } as NodeJS.ProcessEnv;
      execFileSync(join(checkout, "node_modules/.bin/next"), ["build"], {
        cwd: checkout,
        env,
        stdio: "ignore",
      });
      cpSync(join(checkout, ".next/static"), join(checkout, ".next/standalone/.next/static"), {
        recursive: true,
      });
      const own = {
        NODE_ENV: "production",
        HABEAS_ORIGIN: "http://localhost:4000",
        NEXTAUTH_SECRET: "bench",
      };
      const ours = coldStart(join(checkout, ".next/standalone/server.js"), own as NodeJS.ProcessEnv);
      const peer = coldStart(emptyNext(folder), { NODE_ENV: "production" } as NodeJS.ProcessEnv);
      return { "portal / empty Next": await compare(ours, peer, 9) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await house.end();
    }
  },
};
