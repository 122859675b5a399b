import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { askFor, until } from "./until.ts";

type Mood = { refuse: number } | "hang" | "accept_and_drop";

/** A mail server in bad moods, for so many mails; then it is itself again. */
const inMoods = (id: string, moods: readonly Mood[], milliseconds: number, short = false): Fault => ({
  id,
  short,
  async inject(world, random) {
    const { tray } = world;
    const wanted = random.between(3, 10);
    let done = 0;
    tray.mood = () => {
      if (done >= wanted || random.chance(0.3)) return null;
      done += 1;
      return random.pick(moods);
    };
    askFor(world, "access", 2);
    askFor(world, "erasure", 2);
    await until(() => done >= wanted, milliseconds);
    tray.mood = null;
    await wait(10);
    return done;
  },
});

export const mailFaults: readonly Fault[] = [
  inMoods(
    "FI-33 mail is put off",
    [{ refuse: 421 }, { refuse: 450 }, { refuse: 451 }, { refuse: 452 }],
    5_000,
    true,
  ),
  inMoods("FI-33 mail is refused now and then", [{ refuse: 550 }, { refuse: 552 }, { refuse: 554 }], 5_000),
  inMoods("FI-33 mail is taken and nobody says so", ["accept_and_drop"], 6_000),
  inMoods("FI-33 the mail server hangs", ["hang"], 5_000),
];
