import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { houseSetting } from "#lib/config/policy.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { policyToApprove, readPolicy } from "./read.ts";
import { decidePolicy, restorePolicy, savePolicy } from "./write.ts";

let house: House;
let [ada, bo, ina, udo]: Actor[] = [];

beforeAll(async () => {
  house = await openHouse(["shop"]);
  const member = async (name: string, role: Role): Promise<Actor> => {
    const [row] = await house.query<{ id: string }>(
      "insert into staff (issuer, subject, name, email, role) values ('x', $1, $1, $2, $3) returning id",
      [name, `${name.toLowerCase()}@example.com`, role],
    );
    return { kind: "staff", staffId: row?.id ?? "", name, initials: name.slice(0, 2), role, ...atDesk };
  };
  ada = await member("Ada", "officer");
  bo = await member("Bo", "administrator");
  ina = await member("Ina", "analyst");
  udo = await member("Udo", "owner");
});
afterAll(() => house.close());

const given = (actor: Actor | undefined): Actor => {
  if (!actor) throw new Error("nobody");
  return actor;
};
const save = (actor: Actor | undefined, settings: unknown, seen: number) =>
  savePolicy(given(actor), { settings, why: "The works council asked for it", seen });

describe("how the house works, as the desk sets it", { timeout: 30_000 }, () => {
  it("refuses nonsense, and whoever may not", async () => {
    await expect(save(ada, { step_up_minutes: 1 }, 0)).rejects.toMatchObject({ code: "invalid" });
    await expect(save(ada, { step_up_minutes: 30.5 }, 0)).rejects.toMatchObject({ code: "invalid" });
    await expect(save(ada, { second_look: "yes" }, 0)).rejects.toMatchObject({ code: "invalid" });
    await expect(save(ada, { days_off: ["2026-02-30"] }, 0)).rejects.toMatchObject({ code: "invalid" });
    await expect(save(ada, { made_up: 3 }, 0)).rejects.toMatchObject({ code: "invalid" });
    await expect(save(ada, {}, 0)).rejects.toMatchObject({ code: "invalid" });
    await expect(
      savePolicy(given(ada), { settings: { aim_days: 3 }, why: " ", seen: 0 }),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(save(ina, { aim_days: 3 }, 0)).rejects.toMatchObject({ code: "forbidden" });
    await expect(save(udo, { aim_days: 3 }, 0)).rejects.toMatchObject({ code: "not_found" });
    await expect(readPolicy(given(udo))).rejects.toMatchObject({ code: "not_found" });
    expect((await readPolicy(given(ina))).versions).toEqual([]);
  });

  it("lets what is stricter count at once, with a diff and an entry in the log", async () => {
    const settings = {
      second_look: true,
      step_up_minutes: 15,
      days_off: ["2026-12-24", "2026-12-31", "2026-12-24"],
    };
    expect(await save(ada, settings, 0)).toEqual({ number: 1, waits: false });
    expect(currentMap().company.desk?.second_look).toBe(true);
    expect(houseSetting("step_up_minutes")).toBe(15);
    expect(houseSetting("days_off")).toEqual(["2026-12-24", "2026-12-31"]);
    const twentyAgo = { ...given(ada), steppedUpAt: new Date(Date.now() - 20 * 60_000) } as Actor;
    expect(() => demandFresh(twentyAgo)).toThrow();
    const { versions, rows } = await readPolicy(given(ina));
    expect(versions[0]).toMatchObject({ number: 1, by: "Ada", why: "The works council asked for it" });
    expect(versions[0]?.changes).toContainEqual({ key: "second_look", from: null, to: true, looser: false });
    expect(rows.find(({ key }) => key === "second_look")).toMatchObject({ standard: false, atDesk: true });
    expect(rows.find(({ key }) => key === "reveal_reason")).toMatchObject({ value: false, atDesk: null });
    const [entry] = await house.query<{ data: unknown }>(
      "select data from audit_event where kind = 'policy_changed'",
    );
    expect(entry?.data).toMatchObject({
      step: "in_force",
      version: 1,
      settings: ["second_look", "step_up_minutes", "days_off"],
    });
  });

  it("keeps what is less strict until another person agrees to exactly that", async () => {
    expect(await save(ada, { step_up_minutes: 30, days_off: ["2026-12-24"] }, 1)).toEqual({
      number: 2,
      waits: true,
    });
    expect(currentMap().company.desk?.second_look).toBe(true);
    expect(houseSetting("step_up_minutes")).toBe(15);
    const waiting = await readPolicy(given(bo));
    expect(waiting.waiting?.changes.map(({ key, looser }) => [key, looser])).toEqual([
      ["second_look", true],
      ["step_up_minutes", true],
      ["days_off", true],
    ]);
    await expect(save(bo, { aim_days: 3 }, 1)).rejects.toMatchObject({ code: "conflict" });
    expect((await policyToApprove(given(bo)))?.version.number).toBe(2);
    expect(await policyToApprove(given(ina))).toBeNull();
    await expect(decidePolicy(given(ada), 2, "agree")).rejects.toMatchObject({ code: "forbidden" });
    await expect(decidePolicy(given(ina), 2, "agree")).rejects.toMatchObject({ code: "forbidden" });
    // Nor past our code.
    await expect(
      house.query(
        "update policy_version set state = 'counts', decided_by = by, decided_at = now() where number = 2",
      ),
    ).rejects.toThrow(/policy_four_eyes/);
    await expect(
      house.query(
        "update policy_version set settings = '{}', state = 'withdrawn', decided_by = by, decided_at = now() where number = 2",
      ),
    ).rejects.toThrow(/never changes/);
    await decidePolicy(given(bo), 2, "agree");
    expect(currentMap().company.desk?.second_look).toBeUndefined();
    expect(houseSetting("step_up_minutes")).toBe(30);
    await expect(decidePolicy(given(bo), 2, "reject")).rejects.toMatchObject({ code: "conflict" });
    await expect(house.query("update policy_version set why = 'else' where number = 2")).rejects.toThrow();
    await expect(house.query("delete from policy_version")).rejects.toThrow(/never deleted/);
  });

  it("goes back by a new version, which waits where that is less strict; what is taken back never counts", async () => {
    await expect(save(bo, { aim_days: 3 }, 1)).rejects.toMatchObject({ code: "conflict" });
    expect(await restorePolicy(given(bo), { number: 1, why: "Back again", seen: 2 })).toEqual({
      number: 3,
      waits: false,
    });
    expect(await restorePolicy(given(bo), { number: 0, why: "Leave it to the map", seen: 3 })).toEqual({
      number: 4,
      waits: true,
    });
    await decidePolicy(given(bo), 4, "reject");
    const { versions, inForce } = await readPolicy(given(ada));
    expect(versions.map(({ state, restored }) => [state, restored])).toEqual([
      ["withdrawn", 0],
      ["counts", 1],
      ["counts", null],
      ["counts", null],
    ]);
    expect(inForce).toBe(3);
    await expect(restorePolicy(given(bo), { number: 4, why: "Again", seen: 3 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("reaches other processes by the counter of the map", async () => {
    const script = `const { currentMap, freshMap } = await import("#lib/map/current.ts");
      const { houseSetting } = await import("#lib/config/policy.ts");
      const { closeDatabase } = await import("#lib/db/database.ts");
      const before = currentMap().company.desk?.second_look ?? null;
      await freshMap();
      console.log(JSON.stringify([before, currentMap().company.desk?.second_look, houseSetting("step_up_minutes")]));
      await closeDatabase();`;
    const told = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(JSON.parse(told)).toEqual([null, true, 15]);
    // And this one sees what another wrote.
    await house.query(
      "insert into policy_version (number, settings, why, looser, state, by) select 5, '{\"aim_days\": 4}', 'x y z', false, 'counts', by from policy_version where number = 1",
    );
    expect(houseSetting("aim_days")).toBe(0);
    await freshMap();
    expect(houseSetting("aim_days")).toBe(4);
  });
});
