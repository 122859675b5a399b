import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openHouse } from "../harness/house.ts";
import { compare, type Side } from "../harness/pairs.ts";
import { builtPortal, checkout, emptyNext, plainSettings, portalSettings, serve } from "../harness/portal.ts";
import { systemsOver } from "../harness/sources.ts";
import type { Bench } from "../run.ts";

/** From spawn to the first 200 on `/`. */
const coldStart =
  (script: string, env: NodeJS.ProcessEnv): Side =>
  async () => {
    const { ms, stop } = await serve(script, env);
    stop();
    return { ms, made: "200" };
  };

export const bench: Bench = {
  title: "cold start: spawn to the first 200 on /, database up and migrated",
  async run() {
    const house = await openHouse();
    // Inside the checkout, so that it is built by the same packages.
    mkdirSync(join(checkout, ".habeas"), { recursive: true });
    const folder = mkdtempSync(join(checkout, ".habeas/bench-next-"));
    try {
      await house.settle(systemsOver(await house.database("source")));
      const ours = coldStart(builtPortal(), portalSettings);
      const peer = coldStart(emptyNext(folder), plainSettings);
      return { "portal / empty Next": await compare(ours, peer, 9) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await house.end();
    }
  },
};
