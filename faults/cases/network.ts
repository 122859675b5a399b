import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import type { FaultProxy, LineFault, Way } from "../proxy.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { askFor, untilOver } from "./until.ts";

/** What a line may do while requests come and go. */
const spoilt = (random: Random): [LineFault, Way | "both"] =>
  random.pick<[LineFault, Way | "both"]>([
    [{ kind: "refuse" }, "both"],
    [{ kind: "reset", after: random.below(600) }, "down"],
    [{ kind: "reset", after: random.below(300) }, "up"],
    [{ kind: "cut", after: random.below(600) }, "down"],
    [{ kind: "cut", after: random.below(300) }, "up"],
    [{ kind: "drip", milliseconds: 1 }, "down"],
    [{ kind: "silence" }, "both"],
    [{ kind: "silence" }, "down"],
    [{ kind: "delay", milliseconds: random.between(50, 400) }, "both"],
  ]);

/** Only a broken middle box does that; a database driver may then wait for ever for the rest of a message. */
const garbled: readonly LineFault[] = [{ kind: "duplicate" }, { kind: "reorder" }];

async function spoil(
  line: FaultProxy,
  random: Random,
  rounds: number,
  faults: (random: Random) => [LineFault, Way | "both"],
): Promise<number> {
  let done = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = line.ledger.length;
    const [fault, way] = faults(random);
    line.play(fault, way);
    await wait(random.between(200, 900));
    line.heal();
    done += Math.min(line.ledger.length - before, 8);
    await wait(random.between(0, 300));
  }
  return done;
}

/** Loses answers until so many were lost. */
async function lose(world: World, line: FaultProxy, to: RegExp, times: number): Promise<number> {
  const before = line.ledger.length;
  line.play({ kind: "lose_answer", to }, "up");
  await untilOver(world, () => line.ledger.length - before >= times, 30_000);
  line.heal();
  return line.ledger.length - before;
}

const ask = (world: World) => {
  askFor(world, "access", 2);
  askFor(world, "erasure", 3);
};

export const networkFaults: readonly Fault[] = [
  {
    id: "FI-10 half-open database",
    async inject(world, random) {
      ask(world);
      await wait(random.between(100, 2_500));
      const open = world.lines.database.open();
      world.lines.database.play({ kind: "silence" }, random.pick(["both", "up", "down"]));
      await wait(random.between(500, 6_000));
      world.lines.database.heal();
      return open;
    },
  },
  {
    id: "FI-12 a bad line to an http system",
    async inject(world, random) {
      ask(world);
      return spoil(world.lines.crm, random, 5, (chance) =>
        chance.chance(0.15) ? [chance.pick(garbled), "down"] : spoilt(chance),
      );
    },
  },
  {
    id: "FI-12 a bad line to a database",
    async inject(world, random) {
      ask(world);
      return spoil(world.lines.shop, random, 5, spoilt);
    },
  },
  {
    id: "FI-12 a bad line to the mail server",
    async inject(world, random) {
      ask(world);
      return spoil(world.lines.mail, random, 5, spoilt);
    },
  },
  {
    id: "FI-13 the answer to a deletion is lost",
    short: true,
    inject(world, random) {
      askFor(world, "erasure", 4);
      return lose(world, world.lines.crm, /^DELETE /, random.between(2, 6));
    },
  },
  {
    id: "FI-13 the answer to a commit of a system is lost",
    inject(world, random) {
      askFor(world, "erasure", 4);
      return lose(world, world.lines.shop, /commit/i, random.between(1, 4));
    },
  },
  {
    id: "FI-13 the answer to a mail is lost",
    inject(world, random) {
      ask(world);
      return lose(world, world.lines.mail, /\r\n\.\r\n$/, random.between(1, 4));
    },
  },
];
