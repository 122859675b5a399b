import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { testSettings } from "./launch.ts";
import { launcherOf, removePostgres } from "./leftover.ts";
import { onServer, openPostgres } from "./open.ts";
import { isAlive } from "./process.ts";

/** How test files learn of the server: by variables that the test processes inherit. */
export const serverVariable = { url: "HABEAS_TEST_SERVER", run: "HABEAS_TEST_RUN" };

const prefix = "habeas-test-";

/**
 * Global setup of the test projects that need Postgres: one server for the whole run, however many projects ask.
 * @returns what stops it
 */
export default async function serveTests(): Promise<() => Promise<void>> {
  if (process.env[serverVariable.url]) return async () => {};
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const server = await openPostgres({ folder: join(folder, "postgres"), settings: testSettings });
  const run = String(process.pid);
  const url = server.url("postgres");
  process.env[serverVariable.url] = url;
  process.env[serverVariable.run] = run;
  // The server may be somebody's own: no test may take the database named there for its own.
  delete process.env.HABEAS_DATABASE_URL;
  return async () => {
    delete process.env[serverVariable.url];
    if (server.source === "given") await dropTemplate(url, `habeas_template_${run}`);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function dropTemplate(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: onServer(url, "postgres") });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.end();
}

/** Removes what killed runs left behind: their servers would otherwise run for ever. */
async function sweep(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    if (!entry.startsWith(prefix)) continue;
    const folder = join(tmpdir(), entry, "postgres");
    const age =
      Date.now() - (statSync(join(tmpdir(), entry), { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const launcher = launcherOf(folder);
    if (launcher === undefined ? age < 3_600_000 : isAlive(launcher)) continue;
    await removePostgres(folder).catch(() => {});
    rmSync(join(tmpdir(), entry), { recursive: true, force: true });
  }
}
