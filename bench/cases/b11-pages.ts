import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { openHouse } from "../harness/house.ts";
import { compare, type Side } from "../harness/pairs.ts";
import { builtPortal, checkout, emptyNext, plainSettings, portalSettings, serve } from "../harness/portal.ts";
import { systemsOver } from "../harness/sources.ts";
import type { Bench } from "../run.ts";

const requests = 400;
const atOnce = 8;
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

function once(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { "accept-language": "en" } }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    }).on("error", reject);
  });
}

/** Milliseconds for a fixed number of requests, a few of them at any time. */
const asked =
  (url: string): Side =>
  async () => {
    let left = requests;
    const began = performance.now();
    const line = async () => {
      while (left-- > 0) if ((await once(url)) !== 200) throw new Error("not answered with 200");
    };
    await Promise.all(Array.from({ length: atOnce }, line));
    return { ms: performance.now() - began, made: `${requests} pages` };
  };

export const bench: Bench = {
  title: `pages that are made beforehand: time for ${requests} requests`,
  async run() {
    const house = await openHouse();
    mkdirSync(join(checkout, ".habeas"), { recursive: true });
    const folder = mkdtempSync(join(checkout, ".habeas/bench-next-"));
    const running: { stop(): void }[] = [];
    try {
      await house.settle(systemsOver(await house.database("source")));
      const portal = await serve(builtPortal(), portalSettings);
      running.push(portal);
      const empty = await serve(emptyNext(folder), plainSettings);
      running.push(empty);
      const peer = asked(`${empty.url}/`);
      return {
        "start page / empty prerendered": await compare(asked(`${portal.url}/`), peer, 9),
        "language page (dynamic) / same": await compare(asked(`${portal.url}/language`), peer, 9),
      };
    } finally {
      for (const one of running) one.stop();
      rmSync(folder, { recursive: true, force: true });
      await house.end();
    }
  },
};
