import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorld } from "#demo/world.ts";
import { type Facts, factsVariable } from "./stand/facts.ts";

/**
 * Starts one company with the product on top of it, in a private folder and on free ports, for all journeys.
 * Where the variable names the facts of a world that runs already, that one is used and left running.
 */
export default async function start(): Promise<() => Promise<void>> {
  if (process.env[factsVariable]) return async () => {};
  const folder = mkdtempSync(join(tmpdir(), "larkspur-e2e-"));
  const world = await startWorld({
    folder,
    fast: true,
    say: (line, ms) => console.log(ms === undefined ? line : `${line} (${(ms / 1000).toFixed(1)} s)`),
  });
  const facts: Facts = { folder, env: world.env, urls: world.urls, systems: world.systems };
  const file = join(folder, "facts.json");
  writeFileSync(file, JSON.stringify(facts), { mode: 0o600 });
  process.env[factsVariable] = file;
  return async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
