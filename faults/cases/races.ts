import { randomUUID } from "node:crypto";
import type { Fault } from "../fault.ts";
import { CommandFailed } from "../world/desk.ts";
import { brandOf } from "../world/people.ts";
import type { Life, World } from "../world.ts";
import { flaw } from "./flaw.ts";
import { until } from "./until.ts";

/** What may be said to somebody who was too late: nothing else is a lost race. */
const tooLate = new Set(["conflict", "forbidden", "not_found"]);

/** Lets all of them act at one moment. Returns how many the house said yes to. */
async function atOnce(world: World, what: string, asks: readonly Promise<unknown>[]): Promise<number> {
  const ends = await Promise.allSettled(asks);
  for (const one of ends)
    if (one.status === "rejected" && one.reason instanceof CommandFailed && !tooLate.has(one.reason.code))
      flaw(world, "I8", `${what}: the loser of a race was told ${one.reason.code}`);
  return ends.filter((one) => one.status === "fulfilled").length;
}

const arrived = (life: Life, leg: Life["leg"]) => until(() => life.leg === leg, 20_000);

const filedTwice: Fault = {
  id: "FI-36 one form is sent five times at once",
  short: true,
  async inject(world) {
    const person = world.fresh("access");
    const once = randomUUID();
    const command = {
      ...{ do: "file", browser: "b".repeat(43), once, brand: brandOf(person.n) },
      asked: { right: "access", name: person.name, email: person.email },
    };
    const ends = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => world.desk.ask<{ requestId: string }>(command)),
    );
    const ids = new Set(ends.flatMap((one) => (one.status === "fulfilled" ? [one.value.requestId] : [])));
    if (ids.size > 1) flaw(world, "I6", `one form made ${ids.size} requests`);
    return 1;
  },
};

/** A plan that waits for approval, and its people step aside. */
async function waitingPlan(world: World): Promise<{ life: Life; id: string; hash: string } | null> {
  const life = world.ask("erasure", undefined, "approve");
  if (!(await arrived(life, "approve"))) {
    life.until = null;
    return null;
  }
  const [plan] = await world.query<{ id: string; hash: string }>(
    "habeas",
    "select id, encode(hash, 'hex') as hash from erasure where request_id = $1 and state = 'proposed'",
    [life.requestId],
  );
  if (plan) return { life, ...plan };
  life.until = null;
  return null;
}

const approvedByAll: Fault = {
  id: "FI-36 everybody approves at once, one of them twice, and somebody drops it",
  short: true,
  async inject(world, random) {
    const plan = await waitingPlan(world);
    if (!plan) return 0;
    const drops = random.chance(0.4);
    const [ann, lea, , ida] = world.staff;
    const { id: erasure, hash } = plan;
    const said = await atOnce(
      world,
      "approve",
      [
        ...[ann, lea, ann, ida].map((staff) => world.desk.ask({ do: "approve", staff, erasure, hash })),
      ].concat(drops ? [world.desk.ask({ do: "drop", staff: world.staff[2], erasure })] : []),
    );
    if (said > 3) flaw(world, "I8", `request ${plan.life.requestId}: ${said} of a race were told yes`);
    plan.life.until = null;
    return 1;
  },
};

const approvedAndCancelled: Fault = {
  id: "FI-36 the second approval and a cancellation at once",
  async inject(world) {
    const plan = await waitingPlan(world);
    if (!plan) return 0;
    const { id: erasure, hash, life } = plan;
    const [ann, lea, , ida] = world.staff;
    await world.desk.ask({ do: "approve", staff: ann, erasure, hash }).catch(() => {});
    await atOnce(world, "approve and cancel", [
      world.desk.ask({ do: "approve", staff: lea, erasure, hash }),
      world.desk.ask({ do: "cancel", staff: ida, reference: life.reference }),
    ]);
    life.until = null;
    return 1;
  },
};

const releasedTwice: Fault = {
  id: "FI-36 released by three at once, and cancelled by a fourth",
  async inject(world, random) {
    const life = world.ask("access", undefined, "release");
    if (await arrived(life, "release")) {
      const [row] = await world.query<{ version: number }>(
        "habeas",
        "select version from request where id = $1",
        [life.requestId],
      );
      const release = { do: "releaseAt", reference: life.reference, version: row?.version ?? 0 };
      const [ann, lea, , ida] = world.staff;
      const asks = [ann, lea, ida].map((staff) => world.desk.ask({ ...release, staff }));
      if (random.chance(0.5))
        asks.push(world.desk.ask({ do: "cancel", staff: lea, reference: life.reference }));
      const said = await atOnce(world, "release", asks);
      if (said > 1) flaw(world, "I8", `request ${life.requestId}: ${said} of a race were told yes`);
    }
    life.until = null;
    return 1;
  },
};

export const raceFaults = [
  ...[filedTwice, approvedByAll],
  ...[approvedAndCancelled, releasedTwice],
] as const satisfies readonly Fault[];
