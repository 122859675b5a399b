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
  const managing: ((actor: Actor, id: string) => Promise<unknown>)[] = [
    (actor) => registerSystem(actor, { definition: shop(`made_${made++}`), ...why }),
    (actor, id) => saveVersion(actor, id, { definition: shop(id, { title: "New" }), ...why, basedOn: 1 }),
    (actor, id) => setSecret(actor, id, "url", desk.house.shopUrl),
    (actor, id) => setRate(actor, id, 60),
    (actor, id) => inspectSystem(actor, id),
    (actor, id) => testWithPerson(actor, id, { kind: "email", value: "nobody@example.com" }),
    (actor, id) => pauseSystem(actor, id, why),
    (actor, id) => enableSystem(actor, id, why),
    (actor, id) => killSystem(actor, id, why),
    (actor, id) => retireSystem(actor, id, why),
    (actor, id) => planApply(actor, JSON.stringify({ systems: [shop(id)] }), "a.yaml"),
    (actor, id) => forgetSecret(actor, id, "url"),
  ];

  beforeAll(async () => {
    for (const id of ["mayor", ...roles.filter((role) => allowed(role, "manage_systems"))])
      await desk.enabled(id);
  });

  it.each(roles)("a %s does what the table says and nothing else", async (role) => {
    for (const work of seeing) {
      if (allowed(role, "see_systems")) await work(member(role));
      else await expect(work(member(role))).rejects.toMatchObject({ code: "forbidden" });
    }
    for (const work of managing) {
      // Each has a system of their own: at the end of it, it is retired.
      if (allowed(role, "manage_systems")) await work(member(role), role);
      else await expect(work(member(role), "mayor")).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("nobody from outside does anything", async () => {
    for (const actor of outsiders) {
      for (const work of [...seeing, ...managing]) {
        await expect(work(actor, "mayor")).rejects.toMatchObject({ code: "not_found" });
      }
    }
  });
});
