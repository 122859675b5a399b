import type { Fault } from "../fault.ts";
import { bodyLies, oddBodies } from "../lying/lies/bodies.ts";
import { harmlessPageLies, pageLies } from "../lying/lies/pages.ts";
import { type Named, statusLies } from "../lying/lies/statuses.ts";
import type { Question } from "../lying/system.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { askFor, shuffled, untilOver } from "./until.ts";

/** So many questions are answered with lies in a case, each with one; then the system is honest again. */
async function answered(
  world: World,
  random: Random,
  lies: readonly (readonly [Question, Named])[],
  most: number,
  milliseconds: number,
): Promise<number> {
  const before = world.crm.told();
  for (const [about, { lie }] of shuffled(random, lies).slice(0, most)) world.crm.lie(about, 1, lie);
  askFor(world, "access", 3);
  askFor(world, "erasure", 3);
  await untilOver(world, () => world.crm.told() - before >= most, milliseconds);
  world.crm.honest();
  return world.crm.told() - before;
}

const about = (question: Question, lies: readonly Named[]) => lies.map((one) => [question, one] as const);

/** What nobody can tell from the truth when one record is looked up: that it is not there. */
const saysGone = /^(404|410|200 with null|200 with another shape|200 with an error|200 with errors)/;
const lookLies = statusLies.filter(({ name }) => !saysGone.test(name) && !/^20/.test(name));
/** A deletion is often answered with nothing, or with words: that is no lie as long as it was done. */
const deleteLies = statusLies.filter(({ name }) => /^[345]/.test(name));

export const answerFaults: readonly Fault[] = [
  {
    id: "FI-14 answers that are none",
    short: true,
    inject: (world, random) =>
      answered(world, random, [...about("search", statusLies), ...about("notes", statusLies)], 12, 6_000),
  },
  {
    id: "FI-14 answers that are none while something is erased",
    inject: (world, random) =>
      answered(
        world,
        random,
        [...about("delete", deleteLies), ...about("look", lookLies), ...about("look_note", lookLies)],
        12,
        8_000,
      ),
  },
  {
    id: "FI-15 pages that turn in circles",
    inject: (world, random) =>
      answered(world, random, about("notes", [...pageLies, ...harmlessPageLies]), 8, 6_000),
  },
  {
    id: "FI-16 answers that want to hurt",
    inject: (world, random) =>
      answered(
        world,
        random,
        [...about("search", [...bodyLies, ...oddBodies]), ...about("notes", [...bodyLies, ...oddBodies])],
        8,
        9_000,
      ),
  },
];
