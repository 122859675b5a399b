import type { Collection } from "#connectors/collection.ts";
import type { Eraser } from "#connectors/erase.ts";
import type { Condition } from "#connectors/language/condition.ts";
import { addDays, addMonths, type Day } from "#lib/core/day.ts";
import type { System } from "#lib/map/schema.ts";

/** A system as a retention run sees it: the rows that have outlived their time, and what leads to them. */
export type OutlivedPart = {
  system: System;
  /** Collections whose rows end; the others only lead there. */
  ends: ReadonlySet<string>;
};

/**
 * The part of a system that has outlived its time on a day, by the map's `ends` (pure): only such rows exist in it, with
 * what belongs to them. Every statement that is made from it is about these alone, also the one that deletes.
 */
export function outlivedPart(system: System, asOf: Day): OutlivedPart {
  const byName = new Map(system.collections.map((one) => [one.name, one]));
  const ends = new Set(system.collections.filter((one) => one.ends).map((one) => one.name));
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of system.collections) {
      if (ends.has(one.name) || !belongsTo(one, ends)) continue;
      ends.add(one.name);
      grown = true;
    }
  }
  const leading = new Set<string>();
  const climb = (one: Collection | undefined): void => {
    for (const { to } of one?.belongs ?? []) {
      if (ends.has(to) || leading.has(to)) continue;
      leading.add(to);
      climb(byName.get(to));
    }
  };
  const ruled = system.collections.filter((one) => one.ends);
  for (const one of ruled) climb(one);
  const collections = system.collections.flatMap((one): Collection[] => {
    if (one.ends) return [{ ...one, where: [...one.where, outlived(one.ends, asOf)] }];
    if (ends.has(one.name)) return [{ ...one, belongs: one.belongs.filter((edge) => ends.has(edge.to)) }];
    return leading.has(one.name) ? [one] : [];
  });
  return { system: { ...system, collections }, ends };
}

/** What is theirs alone goes with a row that ends: the lines of an order. A rule of its own is stronger. */
const belongsTo = (one: Collection, ends: ReadonlySet<string>): boolean =>
  one.subject_key.length === 0 && one.belongs.some((edge) => edge.as === "owned" && ends.has(edge.to));

function outlived({ after, from }: NonNullable<Collection["ends"]>, asOf: Day): Condition {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(after) ?? [];
  const first = addMonths(
    addDays(asOf, -Number(days ?? 0)),
    -(Number(years ?? 0) * 12 + Number(months ?? 0)),
  );
  return { field: { column: from, steps: [], text: from }, is: "before", values: [first] };
}

/** An eraser that knows no more than the rows that end. */
export function endingOnly(eraser: Eraser, { ends }: Pick<OutlivedPart, "ends">): Eraser {
  const { targetLists } = eraser;
  let numbers: Promise<ReadonlySet<number>> | undefined;
  const steps = async () => (await eraser.steps()).filter((step) => ends.has(step.collection));
  const wanted = () => {
    numbers ??= steps().then((all) => new Set(all.map((step) => step.no)));
    return numbers;
  };
  return {
    ...eraser,
    steps,
    async *targets(keys) {
      const known = await wanted();
      for await (const one of eraser.targets(keys)) if (known.has(one.step)) yield one;
    },
    ...(targetLists
      ? {
          async *targetLists(keys) {
            const known = await wanted();
            for await (const some of targetLists(keys)) yield some.filter((one) => known.has(one.step));
          },
        }
      : {}),
  };
}
