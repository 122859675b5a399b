import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import type { Random } from "../random.ts";
import { slowness } from "../world/slowness.ts";
import type { Charge, World } from "../world.ts";
import { until } from "./until.ts";

/** Statements of the product by which a step begins, writes or ends: where a process can be made to die. */
export const boundaries = [
  ".",
  "^begin",
  "^commit",
  "update .(task|bundle|notice|erasure_system|redaction_scan). set state = 'running'",
  "insert into .found_key",
  "insert into .finding",
  "insert into .bundle",
  "insert into .notice",
  "update .(task|bundle|notice). set",
  "update .(erasure|erasure_system). set",
  "insert into .erasure_(chunk|receipt)",
  "update .request. set",
  "select audit_append",
] as const;

/** Where and when, drawn anew: most land in the middle of the work of a case. */
function drawnCharge(random: Random, who: Charge["who"], does: Charge["does"]): Charge {
  const says = random.pick(boundaries);
  return {
    who,
    says,
    where: random.chance(0.8) ? "own" : "anywhere",
    nth: 1 + random.below(says === "." ? 120 : 4),
    side: random.chance(0.5) ? "before" : "after",
    does,
  };
}

/** Waits until a charge has blown or the time for it is over, and takes it away. */
async function spent(laid: ReturnType<World["lay"]>, milliseconds: number): Promise<boolean> {
  return (await allSpent([laid], milliseconds)) === 1;
}

/** The same for several that burn at once. Returns how many blew. */
export async function allSpent(
  laid: readonly ReturnType<World["lay"]>[],
  milliseconds: number,
): Promise<number> {
  const giveUp = Date.now() + milliseconds * slowness();
  while (Date.now() < giveUp && !laid.every((one) => one.blown())) await wait(25);
  for (const one of laid) one.clear();
  return laid.filter((one) => one.blown()).length;
}

/** So many charges of one kind, for whoever comes to them. */
export const layMany = (world: World, many: number, make: () => Charge) =>
  Array.from({ length: many }, () => world.lay(make()));

const allReady = (world: World) => Promise.all(world.workers.map((one) => one.ready()));

/** Waits until the process of portal and desk answers again. */
const deskBack = (world: World) =>
  until(
    () =>
      world.desk.ask({ do: "ping" }).then(
        () => true,
        () => false,
      ),
    20_000 * slowness(),
  );

const killedAtStatement: Fault = {
  id: "FI-01 worker killed at a statement of a step",
  short: true,
  async inject(world, random) {
    const laid = layMany(world, 5, () => drawnCharge(random, "worker", "kill"));
    const done = await allSpent(laid, 6000);
    await allReady(world);
    return done;
  },
};

const killedAtRandom: Fault = {
  id: "FI-01 workers killed at any moment",
  async inject(world, random) {
    const times = 2 + random.below(2);
    for (let i = 0; i < times; i += 1) {
      await wait(random.between(50, 900));
      await Promise.all(world.workers.slice(0, random.chance(0.3) ? 2 : 1).map((one) => one.kill9()));
    }
    await allReady(world);
    return times;
  },
};

const deployed: Fault = {
  id: "FI-03 deploy: SIGTERM, then KILL",
  async inject(world, random) {
    await wait(random.between(0, 1200));
    const worker = random.pick(world.workers);
    const pid = worker.pid();
    worker.end();
    await wait(random.between(100, 2500));
    // Whoever has not ended by then is ended.
    if (worker.pid() === pid) await worker.kill9();
    await allReady(world);
    return 1;
  },
};

const deskDies: Fault = {
  id: "FI-04 portal dies between commit and answer",
  short: true,
  async inject(world, random) {
    const laid = layMany(world, 4, () => ({
      ...({ who: "desk", says: "^commit", where: "own", side: "after", does: "kill" } as const),
      nth: 1 + random.below(3),
    }));
    const done = await allSpent(laid, 4000);
    await deskBack(world);
    return done;
  },
};

const frozen: Fault = {
  id: "FI-05 frozen worker comes back",
  short: true,
  async inject(world, random) {
    const laid = world.lay(drawnCharge(random, "worker", "freeze"));
    const blew = await spent(laid, 2000);
    if (!blew) random.pick(world.workers).freeze();
    // Longer than a lease: somebody else has its work by now.
    await wait(4200);
    for (const worker of world.workers) worker.thaw();
    return 1;
  },
};

const bothFrozen: Fault = {
  id: "FI-05 every worker frozen past its lease, one after the other woken",
  async inject(world, random) {
    for (const worker of world.workers) worker.freeze();
    await wait(3500 + random.below(800));
    for (const worker of world.workers) {
      worker.thaw();
      await wait(random.below(900));
    }
    return world.workers.length;
  },
};

const blocked: Fault = {
  id: "FI-38 event loop blocked for longer than a lease",
  async inject(world, random) {
    const laid = world.lay(drawnCharge(random, "worker", { block: 4500 }));
    const blew = await spent(laid, 2500);
    if (blew) await wait(4600);
    return blew ? 1 : 0;
  },
};

const smallHeap: Fault = {
  id: "FI-38 worker with a heap that is near its limit",
  async inject(world, random) {
    const worker = random.pick(world.workers);
    await worker.hold();
    worker.start({ NODE_OPTIONS: "--max-old-space-size=96" });
    await wait(random.between(2000, 4000));
    await worker.hold();
    worker.start();
    await worker.ready();
    return 1;
  },
};

export const processFaults = [
  ...[killedAtStatement, killedAtRandom, deployed, deskDies],
  ...[frozen, bothFrozen, blocked, smallHeap],
] as const satisfies readonly Fault[];
