import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { systems } from "#lib/worker/fixture/systems.ts";
import { currentMap, entryOf, freshMap, plannedSystems } from "../current.ts";
import { type Desk, openDesk, operator, shop, why } from "../fixture/desk.ts";
import { applySystems } from "./apply.ts";
import { checkSystem } from "./check.ts";
import { enableSystem } from "./enable.ts";
import { diffVersions, readVersion, systemHistory } from "./history.ts";
import { inspectSystem } from "./inspect.ts";
import { readSystem } from "./read.ts";
import { registerSystem } from "./register.ts";
import { saveVersion } from "./save-version.ts";
import { pauseSystem, retireSystem } from "./stop.ts";
import { testWithPerson } from "./test-person.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(["newsletter"]);
});
afterAll(() => desk.house.close());

describe("a system that is registered on the desk", () => {
  it("is a draft until it was checked and enabled, and then in every new plan", async () => {
    await desk.registered("desk_shop");
    await freshMap();
    expect(entryOf("desk_shop")).toMatchObject({ state: "draft", keptIn: "desk", version: 1 });
    expect(currentMap().systems.map((one) => one.id)).toEqual(["newsletter"]);
    await expect(enableSystem(desk.lead, "desk_shop", why)).rejects.toMatchObject({ code: "conflict" });
    expect((await checkSystem(desk.lead, "desk_shop")).steps.map((step) => step.name)).toEqual([
      "network",
      "sign_in",
      "read",
      "least_privilege",
    ]);
    await enableSystem(desk.lead, "desk_shop", why);
    await freshMap();
    expect(plannedSystems().map((one) => one.id)).toEqual(["newsletter", "desk_shop"]);
    // Checking and enabling found what the test of the whole engine expects of this shop.
    expect(
      await testWithPerson(desk.lead, "desk_shop", { kind: "email", value: "Mina.Okafor@EXAMPLE.com" }),
    ).toEqual({
      kind: "found",
      ms: expect.any(Number),
      keys: 1,
      yields: expect.arrayContaining(["cookie", "customer_number"]),
      counts: [
        { collection: "customers", rows: 1 },
        { collection: "orders", rows: 300 },
      ],
    });
    expect(await desk.eventsOf("desk_shop")).toEqual([
      "system_registered",
      "system_version_saved",
      "system_secret_set",
      "system_checked",
      "system_state_changed",
      "system_tested",
    ]);
  });

  it("may begin without collections, and is then told what is missing instead of being enabled", async () => {
    await desk.registered("begun", { collections: [] });
    expect(await checkSystem(desk.lead, "begun")).toMatchObject({ ok: true });
    expect((await inspectSystem(desk.lead, "begun")).map((one) => one.name).sort()).toEqual([
      "customers",
      "orders",
    ]);
    await expect(enableSystem(desk.lead, "begun", why)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("collections"),
    });
    const half = structuredClone(systems.shop.collections) as Record<string, unknown>[];
    Object.assign(half[1] ?? {}, { belongs: [{ to: "custmers", on: { customer_id: "id" } }] });
    const saved = await saveVersion(desk.lead, "begun", {
      definition: shop("begun", { collections: half }),
      ...why,
      basedOn: 1,
    });
    expect(saved.mistakes).toEqual([
      "collections.orders.belongs[0].to: there is no collection custmers; did you mean customers?",
    ]);
    expect((await readSystem(desk.lead, "begun")).mistakes).toEqual(saved.mistakes);
    await checkSystem(desk.lead, "begun").catch(() => undefined);
    await expect(enableSystem(desk.lead, "begun", why)).rejects.toMatchObject({ code: "invalid" });
  });

  it("keeps its id, its versions in order, and never two of one id", async () => {
    await desk.registered("numbered");
    await expect(registerSystem(desk.lead, { definition: shop("numbered"), ...why })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(registerSystem(desk.lead, { definition: shop("newsletter"), ...why })).rejects.toMatchObject(
      {
        code: "conflict",
      },
    );
    const next = { definition: shop("numbered", { title: "The shop" }), ...why, basedOn: 1 };
    const both = await Promise.allSettled([1, 2].map(() => saveVersion(desk.lead, "numbered", next)));
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(
      saveVersion(desk.lead, "numbered", { ...next, definition: shop("other"), basedOn: 2 }),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(await diffVersions(desk.lead, "numbered", 1, 2)).toEqual([
      { place: "title", kind: "changed", before: '"Shop"', after: '"The shop"' },
    ]);
    expect(Object.keys(await readVersion(desk.lead, "numbered", 1))).toEqual(Object.keys(shop("numbered")));
    const { versions } = await systemHistory(desk.lead, "numbered");
    expect(versions).toMatchObject([
      { number: 2, author: "Imke Solberg", changes: 1 },
      { number: 1, author: "Imke Solberg", changes: null },
    ]);
  });

  it("has a version in force that a later one does not touch before it is enabled, and can go back", async () => {
    await desk.enabled("back");
    await saveVersion(desk.lead, "back", {
      definition: shop("back", { title: "Newer" }),
      ...why,
      basedOn: 1,
    });
    await freshMap();
    expect(entryOf("back")).toMatchObject({ version: 1, system: { title: "Shop" } });
    expect(await readSystem(desk.lead, "back")).toMatchObject({ newest: { version: 2 } });
    await expect(enableSystem(desk.lead, "back", { ...why, version: 2 })).rejects.toMatchObject({
      code: "conflict",
    });
    await checkSystem(desk.lead, "back", { version: 2 });
    await enableSystem(desk.lead, "back", { ...why, version: 2 });
    await freshMap();
    expect(entryOf("back")?.system.title).toBe("Newer");
    await enableSystem(desk.lead, "back", { ...why, version: 1 });
    await freshMap();
    expect(entryOf("back")?.system.title).toBe("Shop");
  });
});

describe("the database itself", () => {
  it("changes and removes no version, and loses no system", async () => {
    await desk.registered("guarded");
    for (const statement of [
      "update system_version set reason = 'x'",
      "delete from system_version",
      "truncate system_version cascade",
      "delete from system_state",
      "update system_state set system_id = 'other' where system_id = 'guarded'",
      "update system_state set version = null where system_id = 'guarded'",
      "update system_state set version = 7 where system_id = 'guarded'",
      "insert into system_version (system_id, number, definition, hash, author, reason) values ('guarded', 3, '{}', '', '', '')",
    ]) {
      await expect(desk.house.query(statement), statement).rejects.toThrow();
    }
    await desk.enabled("once_enabled");
    await expect(
      desk.house.query("update system_state set state = 'draft' where system_id = 'once_enabled'"),
    ).rejects.toThrow();
  });
});

describe("another process", () => {
  const looker = `
    import { allEntries, freshMap } from "#lib/map/current.ts";
    import { closeDatabase } from "#lib/db/database.ts";
    await freshMap();
    process.stdout.write(JSON.stringify(allEntries().map((one) => [one.id, one.state, one.version])));
    await closeDatabase();`;

  it("sees what was changed here", async () => {
    await desk.enabled("seen");
    await pauseSystem(desk.lead, "seen", why);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module-typescript", "-e", looker],
      { cwd: fileURLToPath(new URL("../../..", import.meta.url)), env: process.env },
    );
    expect(JSON.parse(stdout)).toContainEqual(["seen", "paused", 1]);
  });

  it("is seen here, at the next look and not before", async () => {
    await desk.enabled("looked_at");
    await desk.house.query("update system_state set state = 'retired' where system_id = 'looked_at'");
    expect(entryOf("looked_at")?.state).toBe("enabled");
    await freshMap();
    expect(entryOf("looked_at")?.state).toBe("retired");
    expect(plannedSystems().map((one) => one.id)).not.toContain("looked_at");
    expect(currentMap().systems.map((one) => one.id)).toContain("looked_at");
  });
});

describe("what the file keeps", () => {
  it("is read on the desk, and only paused and stopped there", async () => {
    expect(await readSystem(desk.lead, "newsletter")).toMatchObject({
      keptIn: "file",
      version: null,
      state: "enabled",
    });
    const definition = { ...systems.newsletter, title: "Other" };
    await expect(
      saveVersion(desk.lead, "newsletter", { definition, ...why, basedOn: 1 }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(retireSystem(desk.lead, "newsletter", why)).rejects.toMatchObject({ code: "conflict" });
    await pauseSystem(desk.lead, "newsletter", why);
    await freshMap();
    expect(entryOf("newsletter")).toMatchObject({ state: "paused", reason: why.reason });
    expect(plannedSystems().map((one) => one.id)).toContain("newsletter");
    await enableSystem(desk.lead, "newsletter", why);
    await freshMap();
    expect(entryOf("newsletter")).toMatchObject({ state: "enabled" });
    await expect(
      applySystems(operator, JSON.stringify({ systems: [systems.newsletter] }), "n.yaml", {
        ...why,
        enable: true,
      }),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

it("leaves a log that is whole", async () => {
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
});
