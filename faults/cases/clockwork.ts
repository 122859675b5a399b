import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { slowness } from "../world/slowness.ts";
import { flaw } from "./flaw.ts";
import { until } from "./until.ts";

/**
 * Nobody sweeps while days pass: what came in by post long ago is written down meanwhile. Once a worker is there, every
 * alert must come at once, and that the day has passed.
 */
const unswept: Fault = {
  id: "FI-26 nobody sweeps for days, then somebody does",
  async inject(world, random) {
    for (const worker of world.workers) await worker.hold();
    const filed: { requestId: string }[] = [];
    try {
      for (const daysAgo of [random.between(20, 29), random.between(33, 60)]) {
        const { name, email } = world.fresh("access");
        const command = {
          do: "log",
          staff: world.staff[1],
          once: randomUUID(),
          daysAgo,
          asked: { name, email },
        };
        filed.push(await world.desk.ask<{ requestId: string }>(command));
      }
      await wait(random.below(300));
    } finally {
      for (const worker of world.workers) worker.start();
    }
    await Promise.all(world.workers.map((one) => one.ready()));
    const late = filed[1]?.requestId;
    const told = await until(async () => {
      const rows = await world.query<{ mark: string }>(
        "habeas",
        "select mark from alert where request_id = $1",
        [late],
      );
      return rows.some(({ mark }) => mark === "breached");
    }, 15_000 * slowness());
    if (!told)
      flaw(world, "I5", `request ${late}: its day had passed while nobody swept, and no alert says so`);
    return 2;
  },
};

export const clockworkFaults = [unswept] as const satisfies readonly Fault[];
