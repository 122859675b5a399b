import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "../random.ts";
import type { Life, Wish, World } from "../world.ts";

/** Waits until something is so, at most so many milliseconds. Returns whether it came about. */
export async function until(isSo: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (const giveUp = Date.now() + milliseconds; Date.now() < giveUp; await wait(25)) {
    if (await isSo()) return true;
  }
  return isSo();
}

/** The same, but no longer than until every request of the case has come to its end. */
export function untilOver(world: World, isSo: () => boolean, milliseconds: number): Promise<boolean> {
  return until(() => isSo() || world.lives.every((one) => one.ended), milliseconds);
}

/** Requests of a case, as many as there still are people for. */
export function askFor(world: World, wish: Wish, count: number): Life[] {
  const lives: Life[] = [];
  for (let i = 0; i < count; i += 1) {
    try {
      lives.push(world.ask(wish));
    } catch {
      break;
    }
  }
  return lives;
}

/** Some of a list, in an order by chance, none twice. */
export function shuffled<T>(random: Random, from: readonly T[]): T[] {
  const all = [...from];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}
