import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { type Around, aroundFile, aroundLedger } from "../outside.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { askFor, untilOver } from "./until.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Lays down what is around the processes, and takes it away. */
function around(world: World) {
  const folder = world.env.FAULTS_CHARGES ?? "";
  const path = join(folder, aroundFile);
  const ledger = join(folder, aroundLedger);
  return {
    is(said: Around) {
      writeFileSync(`${path}.new`, JSON.stringify(said));
      renameSync(`${path}.new`, path);
    },
    over: () => rmSync(path, { force: true }),
    failed: () => (existsSync(ledger) ? readFileSync(ledger, "utf8").split("\n").length - 1 : 0),
  };
}

const ask = (world: World) => {
  askFor(world, "access", 4);
  askFor(world, "erasure", 1);
};

/** Calls on the store fail, of one kind at a time, until so many failed. */
async function failing(
  world: World,
  random: Random,
  kinds: readonly NonNullable<Around["disk"]>[],
): Promise<number> {
  const disk = around(world);
  const before = disk.failed();
  ask(world);
  for (const kind of kinds) {
    const now = disk.failed();
    disk.is({ who: "worker", disk: kind });
    await untilOver(world, () => disk.failed() > now, 25_000);
    await wait(random.between(50, 500));
  }
  disk.over();
  await wait(100);
  return disk.failed() - before;
}

/** Clocks that jump while requests are on their way. */
async function jumping(world: World, random: Random, leaps: readonly number[]): Promise<number> {
  const clock = around(world);
  ask(world);
  for (const leap of leaps) {
    clock.is({ who: random.pick(["worker", "desk"] as const), clock: leap });
    await wait(random.between(600, 1_500));
  }
  clock.over();
  await wait(100);
  return leaps.length;
}

const calls = [
  { call: "open", code: "EMFILE" },
  { call: "open", code: "ENOMEM" },
  { call: "write", code: "EIO" },
  { call: "write", code: "ENOSPC" },
  { call: "sync", code: "EIO" },
  { call: "sync", code: "ENOSPC" },
  { call: "rename", code: "EIO" },
  { call: "rename", code: "EROFS" },
] as const;

export const aroundFaults: readonly Fault[] = [
  {
    id: "FI-22 the disk of the store is full",
    inject: (world, random) =>
      failing(world, random, [
        { call: "write", code: "ENOSPC", nth: random.between(1, 6), times: 60 },
        { call: "open", code: "ENOSPC", nth: 1, times: random.between(2, 20) },
      ]),
  },
  {
    id: "FI-23 the nth call on the store fails",
    inject: (world, random) =>
      failing(
        world,
        random,
        Array.from({ length: 6 }, () => ({
          ...random.pick(calls),
          nth: random.between(1, 5),
          times: random.between(1, 3),
        })),
      ),
  },
  {
    id: "FI-24 a store that has not what it says",
    inject: (world, random) =>
      failing(
        world,
        random,
        Array.from({ length: 3 }, () => ({
          call: "keep" as const,
          code: random.pick(["LOST", "CUT", "WRONG"]),
          nth: random.between(1, 4),
          times: 1,
        })),
      ),
  },
  {
    id: "FI-25 clocks jump by minutes and hours",
    inject: (world, random) =>
      jumping(
        world,
        random,
        [10 * minute, -10 * minute, -hour, hour].toSorted(() => random.next() - 0.5),
      ),
  },
];
