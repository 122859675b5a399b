import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const checkout = fileURLToPath(new URL("../..", import.meta.url));

/** The settings of a portal that is measured beside the surroundings of its house. */
export const portalSettings = {
  NODE_ENV: "production",
  HABEAS_ORIGIN: "http://localhost:4000",
  NEXTAUTH_SECRET: "bench",
} as unknown as NodeJS.ProcessEnv;

export const plainSettings = { NODE_ENV: "production" } as unknown as NodeJS.ProcessEnv;

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

function build(folder: string): void {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } as NodeJS.ProcessEnv;
  execFileSync(join(checkout, "node_modules/.bin/next"), ["build"], { cwd: folder, env, stdio: "ignore" });
}

/** Builds the portal as it is deployed, and gives the script that starts it. */
export function builtPortal(): string {
  const dist = process.env.NEXT_DIST_DIR ?? ".next";
  build(checkout);
  const standalone = join(checkout, dist, "standalone");
  cpSync(join(checkout, dist, "static"), join(standalone, dist, "static"), { recursive: true });
  return join(standalone, "server.js");
}

/** An empty page of the same Next version, built the same way, in a folder inside the checkout. */
export function emptyNext(folder: string): string {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, "app"), { recursive: true });
  write("package.json", JSON.stringify({ name: "empty", private: true, type: "module" }));
  write("next.config.mjs", 'export default { output: "standalone", poweredByHeader: false };');
  write(
    "app/layout.jsx",
    'export default function L({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  );
  write("app/page.jsx", "export default function P() { return <p>empty</p>; }");
  build(folder);
  // Next keeps the path from the lock file's folder inside the standalone folder.
  const standalone = join(folder, ".next/standalone", relative(checkout, folder));
  if (!existsSync(join(standalone, "server.js"))) throw new Error("the empty page was not built");
  cpSync(join(folder, ".next/static"), join(standalone, ".next/static"), { recursive: true });
  return join(standalone, "server.js");
}

/** Starts a built server and waits for its first 200 on `/`. */
export async function serve(
  script: string,
  env: NodeJS.ProcessEnv,
): Promise<{ url: string; ms: number; stop(): void }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...env, PORT: String(port), HOSTNAME: "127.0.0.1" },
    stdio: "ignore",
  });
  const stop = () => void child.kill("SIGKILL");
  for (;;) {
    const answer = await fetch(`${url}/`).catch(() => null);
    if (answer?.status === 200) return { url, ms: performance.now() - began, stop };
    if (child.exitCode !== null) throw new Error("the server ended before it answered");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
