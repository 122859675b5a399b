import { afterAll, beforeAll, expect, it } from "vitest";
import * as way from "#lib/worker/fixture/ways.ts";
import { listHouseAlerts } from "./alert.ts";
import { tendCanaries } from "./canary.ts";
import { openWorld, type World } from "./fixture/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(["letters"], {}, ({ systems }) => {
    for (const system of systems as { collections: { effects?: unknown }[] }[]) {
      for (const one of system.collections) delete one.effects;
    }
  });
});
afterAll(() => world.close());

it("raises the alarm within the hour where somebody took the choice out of the map", async () => {
  const broken = new Date();
  for (let minutes = 0; minutes <= 60; minutes += 5) {
    await tendCanaries(new Date(broken.getTime() + minutes * 60_000));
  }
  const [alert] = await listHouseAlerts(way.operator);
  expect(alert).toMatchObject({
    systemId: "letters",
    words: expect.stringContaining("its map names no choice"),
  });
  expect((alert?.raisedAt.getTime() ?? 0) - broken.getTime()).toBeLessThanOrEqual(60 * 60_000);
});
