import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openHouse } from "../harness/house.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import { builtPortal, checkout, emptyNext, plainSettings, portalSettings, serve } from "../harness/portal.ts";
import { systemsOver } from "../harness/sources.ts";
import { openBrowser, visit } from "../harness/visit.ts";
import type { Bench } from "../run.ts";

/** Pages made beforehand, and one that is made for whoever asks. */
const pages = ["/", "/about/privacy", "/ask/access"];

export const bench: Bench = {
  title:
    "a first visit at a quarter of the speed over slow 4G: time to the largest paint, and what it weighs",
  async run() {
    const house = await openHouse();
    mkdirSync(join(checkout, ".habeas"), { recursive: true });
    const folder = mkdtempSync(join(checkout, ".habeas/bench-next-"));
    const running: { stop(): void }[] = [];
    const browser = await openBrowser();
    try {
      await house.settle(systemsOver(await house.database("source")));
      const portal = await serve(builtPortal(), portalSettings);
      running.push(portal);
      const empty = await serve(emptyNext(folder), plainSettings);
      running.push(empty);
      const side =
        (url: string, name: string): Side =>
        async () => {
          const { lcp, ...cost } = await visit(browser, url);
          const note = Object.fromEntries(
            Object.entries(cost).map(([what, value]) => [`${name}.${what}`, value]),
          );
          return { ms: lcp, made: "painted", note };
        };
      const found: Record<string, Comparison> = {};
      for (const path of pages) {
        found[`LCP ${path} / empty`] = await compare(
          side(`${portal.url}${path}`, "ours"),
          side(`${empty.url}/`, "peer"),
          5,
        );
      }
      return found;
    } finally {
      await browser.close();
      for (const one of running) one.stop();
      rmSync(folder, { recursive: true, force: true });
      await house.end();
    }
  },
};
