import { renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { canaryEvery, tendCanaries } from "./canary.ts";
import { openWorld, type World } from "./fixture/world.ts";
import { watchCanaries } from "./watch.ts";

/** A day in every run; with HABEAS_FULL=1 a week. */
const days = process.env.HABEAS_FULL ? 7 : 1;
const rounds = (days * 24 * 60) / canaryEvery;

let world: World;
beforeAll(async () => {
  world = await openWorld(["letters"]);
});
afterAll(() => world.close());

it("raises no alarm in days in which the system is away for ten minutes now and then", async () => {
  const begun = Date.now();
  const file = join(world.folder, "letters.sqlite");
  for (let round = 0; round < rounds; round++) {
    const at = (minutes: number) => new Date(begun + (round * canaryEvery + minutes) * 60_000);
    if (round % 17 === 3) {
      renameSync(file, `${file}.away`);
      await tendCanaries(at(0));
      renameSync(`${file}.away`, file);
    }
    await tendCanaries(at(10));
    // What a worker does at once: here only the clock is on trial.
    world.letters.exec("update readers set status = 'off' where id = 9");
    await tendCanaries(at(11));
    expect(await watchCanaries(at(11))).toMatchObject([{ state: "well" }]);
  }
  expect(await world.query("select kind, system_id, stage from house_alert")).toEqual([]);
  const [tried] = await world.query<{ tried: number }>(
    "select count(*)::int as tried from canary_check where ok",
  );
  expect(tried?.tried).toBeGreaterThan(rounds * 0.9);
}, 300_000);
