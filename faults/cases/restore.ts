import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { slowness } from "../world/slowness.ts";
import type { World } from "../world.ts";
import { flaw } from "./flaw.ts";
import { until } from "./until.ts";

/** The size of the log that the witness saw last: the second line of the last checkpoint. */
function witnessed(world: World): number {
  const path = join(world.folder, "witness");
  if (!existsSync(path)) return 0;
  const sizes = [...readFileSync(path, "utf8").matchAll(/\/log(?:\n|\\n)(\d+)/g)].map(([, size]) =>
    Number(size),
  );
  return Math.max(0, ...sizes);
}

const eventsIn = async (world: World): Promise<number> =>
  Number((await world.query<{ n: string }>("habeas", "select count(*)::text as n from audit_event"))[0]?.n);

async function holdAll(world: World): Promise<void> {
  for (const worker of world.workers) await worker.hold();
}

/** A backup of a while ago is put back under the house. It must not work, and take nothing in, until somebody accepts it. */
const putBack: Fault = {
  id: "FI-09 an older backup is put back",
  async inject(world) {
    await world.postgres.backup();
    const before = witnessed(world);
    await until(() => world.lives.every((one) => one.ended), 30_000 * slowness());
    if (world.lives.some((one) => !one.ended)) return 0;
    // A worker that begins signs the log: then the witness has what the backup does not have.
    await holdAll(world);
    for (const worker of world.workers) worker.start();
    const signed = await until(() => witnessed(world) > before, 15_000 * slowness());
    await holdAll(world);
    if (!signed) {
      for (const worker of world.workers) worker.start();
      return 0;
    }
    await world.postgres.withBackup(async () => {
      const events = await eventsIn(world);
      for (const worker of world.workers) worker.start();
      await world.desk.kill9();
      const person = world.fresh("access");
      const asked = { right: "access", name: person.name, email: person.email };
      const file = { do: "file", browser: "b".repeat(43), once: `restored ${person.n}`, brand: null, asked };
      const taken = await world.desk.ask(file).then(
        () => true,
        () => false,
      );
      if (taken) flaw(world, "I1", "a request was taken in by a database that was put back");
      await wait(4000 * slowness());
      await holdAll(world);
      const later = await eventsIn(world);
      if (later > events)
        flaw(world, "I7", `${later - events} events were written into a database that was put back`);
    });
    await world.desk.kill9();
    for (const worker of world.workers) worker.start();
    await Promise.all(world.workers.map((one) => one.ready()));
    return 1;
  },
};

export const restoreFaults = [putBack] as const satisfies readonly Fault[];
