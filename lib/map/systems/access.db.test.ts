import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { roles } from "#lib/core/role.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { type Desk, openDesk, shop, why } from "../fixture/desk.ts";
import { planApply } from "./apply.ts";
import { checkSystem } from "./check.ts";
import { enableSystem } from "./enable.ts";
import { exportSystems } from "./export.ts";
import { diffVersions, readVersion, systemHistory } from "./history.ts";
import { inspectSystem } from "./inspect.ts";
import { readSystem, readSystems } from "./read.ts";
import { registerSystem } from "./register.ts";
import { saveVersion } from "./save-version.ts";
import { setRate } from "./set-rate.ts";
import { forgetSecret, setSecret } from "./set-secret.ts";
import { killSystem, pauseSystem, retireSystem } from "./stop.ts";
import { testWithPerson } from "./test-person.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(["newsletter"]);
});
afterAll(() => desk.house.close());

describe("who may", () => {
  const member = (role: (typeof roles)[number]): Actor => ({ ...desk.lead, role });
  const outsiders: Actor[] = [
    { kind: "visitor", browser: "b" },
    { kind: "person", requestId: "r", sessionId: "s", provenAt: new Date(), browser: "b" },
    { kind: "worker", requestId: "r" },
  ];
  const seeing: ((actor: Actor) => Promise<unknown>)[] = [
    (actor) => readSystems(actor),
    (actor) => readSystem(actor, "mayor"),
    (actor) => systemHistory(actor, "mayor"),
    (actor) => readVersion(actor, "mayor", 1),
    (actor) => diffVersions(actor, "mayor", 1, 1),
    (actor) => checkSystem(actor, "mayor"),
    (actor) => exportSystems(actor, ["mayor"]),
  ];
  let made = 0;
  const managing: ((actor: Actor) => Promise<unknown>)[] = [
    (actor) => registerSystem(actor, { definition: shop(`made_${made++}`), ...why }),
    (actor) =>
      saveVersion(actor, "mayor", { definition: shop("mayor", { title: "New" }), ...why, basedOn: 1 }),
    (actor) => setSecret(actor, "mayor", "url", desk.house.shopUrl),
    (actor) => setRate(actor, "mayor", 60),
    (actor) => inspectSystem(actor, "mayor"),
    (actor) => testWithPerson(actor, "mayor", { kind: "email", value: "nobody@example.com" }),
    (actor) => pauseSystem(actor, "mayor", why),
    (actor) => enableSystem(actor, "mayor", why),
    (actor) => killSystem(actor, "mayor", why),
    (actor) => retireSystem(actor, "mayor", why),
    (actor) => planApply(actor, JSON.stringify({ systems: [shop("mayor")] }), "a.yaml"),
    (actor) => forgetSecret(actor, "mayor", "url"),
  ];

  beforeAll(async () => {
    await desk.enabled("mayor");
  });

  it.each(roles)("a %s does what the table says and nothing else", async (role) => {
    for (const work of seeing) {
      if (allowed(role, "see_systems")) await work(member(role));
      else await expect(work(member(role))).rejects.toMatchObject({ code: "forbidden" });
    }
    for (const work of managing) {
      if (allowed(role, "manage_systems")) await work(member(role));
      else await expect(work(member(role))).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("nobody from outside does anything", async () => {
    for (const actor of outsiders) {
      for (const work of [...seeing, ...managing]) {
        await expect(work(actor)).rejects.toMatchObject({ code: "not_found" });
      }
    }
  });
});
