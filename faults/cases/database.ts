import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { allSpent, boundaries, layMany } from "./process.ts";

const terminated: Fault = {
  id: "FI-06 all connections terminated",
  short: true,
  async inject(world, random) {
    let done = 0;
    const times = random.between(4, 8);
    for (let i = 0; i < times; i += 1) {
      await wait(random.between(20, 400));
      if ((await world.postgres.terminate()) > 0) done += 1;
    }
    return done;
  },
};

const restarted: Fault = {
  id: "FI-07 Postgres restarts, down for up to two seconds",
  async inject(world, random) {
    const times = random.between(1, 3);
    for (let i = 0; i < times; i += 1) {
      await wait(random.between(100, 1200));
      await world.postgres.restart(random.pick(["kill", "immediate", "fast"]), random.below(2000));
    }
    return times;
  },
};

const unknownCommit: Fault = {
  id: "FI-08 the answer to a commit is lost",
  short: true,
  async inject(world, random) {
    const laid = layMany(world, 8, () => ({
      ...({ says: "^commit", where: "own", side: "after", does: "lose_answer" } as const),
      who: random.chance(0.7) ? "worker" : "desk",
      nth: 1 + random.below(8),
    }));
    const done = await allSpent(laid, 4000);
    return done;
  },
};

/** Deadlock, failed serialisation, cancelled by a time limit, lock not free, too many connections, out of memory. */
const classes = ["40P01", "40001", "57014", "55P03", "53300", "53200"] as const;

const refused: Fault = {
  id: "FI-11 deadlocks, time limits and locks, in each class of statement",
  short: true,
  async inject(world, random) {
    const laid = layMany(world, 14, () => ({
      who: random.chance(0.75) ? "worker" : "desk",
      says: random.pick(boundaries),
      where: random.chance(0.8) ? "own" : "systems",
      nth: 1 + random.below(5),
      side: "before",
      does: { error: random.pick(classes) },
    }));
    const done = await allSpent(laid, 4000);
    return done;
  },
};

/** Locks a table of the house from outside, as somebody does who looks after the database by hand. */
const locked: Fault = {
  id: "FI-11 a table is locked for a while",
  async inject(world, random) {
    const table = random.pick(["task", "request", "notice", "bundle", "audit_chain", "erasure_system"]);
    await wait(random.below(600));
    const seconds = random.between(300, 1500) / 1000;
    await world.query(
      "habeas",
      `do $$ begin lock table ${table} in access exclusive mode; perform pg_sleep(${seconds}); end $$`,
    );
    return 1;
  },
};

/** All connections that the server has are somebody else's for a moment. */
const exhausted: Fault = {
  id: "FI-11 no connection is free",
  async inject(world, random) {
    await wait(random.below(500));
    await world.query("postgres", "alter database habeas allow_connections false");
    try {
      await world.postgres.terminate();
      await wait(random.between(200, 1500));
    } finally {
      await world.query("postgres", "alter database habeas allow_connections true");
    }
    return 1;
  },
};

export const databaseFaults = [
  ...[terminated, restarted, unknownCommit],
  ...[refused, locked, exhausted],
] as const satisfies readonly Fault[];
