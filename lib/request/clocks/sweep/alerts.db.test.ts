import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file, newVisitor, operator } from "#lib/worker/fixture/ways.ts";
import { countAlerts, listAlerts, seeAlert } from "./alerts.ts";
import { answered } from "./fixture/at-work.ts";
import { sweepClocks } from "./sweep.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00Z`));
const staff = (role: Role): Actor => ({
  ...atDesk,
  kind: "staff",
  staffId: randomUUID(),
  name: "Ada",
  initials: "A",
  role,
});

describe("alerts at the desk", () => {
  it("lists what nobody has seen, the worst first, and leaves out what has come to its end", async () => {
    on("2026-01-31");
    const late = await file({ place: "IE" });
    const done = await file({ place: "IE" });
    on("2026-02-10");
    const near = await file({ place: "IE" });
    on("2026-03-03");
    await sweepClocks();
    await answered(done.requestId);
    const { alerts, more } = await listAlerts(staff("auditor"));
    expect(more).toBe(false);
    const worst = ["breached", "due", "nine_tenths", "extension_decision", "three_quarters", "half"];
    expect([...new Set(alerts.map(({ mark }) => mark))]).toEqual(worst);
    const of = (reference: string) =>
      alerts
        .filter((one) => one.reference === reference)
        .map(({ mark, late }) => (late ? `${mark}, late` : mark));
    expect(of(late.reference)).toEqual([
      "breached",
      "due, late",
      "nine_tenths, late",
      "three_quarters, late",
      "half, late",
    ]);
    expect(of(near.reference)).toEqual(["extension_decision", "three_quarters", "half, late"]);
    expect(of(done.reference)).toEqual(["breached"]);
    expect(alerts[0]).toMatchObject({
      right: "access",
      law: "EU_GDPR",
      kind: "answer",
      dueDay: "2026-02-28",
      owner: null,
    });
    expect(await countAlerts(operator)).toBe(9);
  });

  it("are seen once, by who may work, with an entry in the log", async () => {
    const { alerts } = await listAlerts(operator);
    const [first, second] = alerts;
    if (!first || !second) throw new Error("there are alerts");
    const lead = staff("officer");
    await expect(seeAlert(staff("auditor"), first.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(seeAlert(newVisitor(), first.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(seeAlert(lead, randomUUID())).rejects.toMatchObject({ code: "not_found" });
    await expect(seeAlert(lead, "nonsense")).rejects.toMatchObject({ code: "not_found" });
    await expect(listAlerts(newVisitor())).rejects.toMatchObject({ code: "forbidden" });
    await Promise.all([seeAlert(lead, first.id), seeAlert(staff("analyst"), first.id)]);
    const events = await house.query<{ data: { mark: string } }>(
      "select data from audit_event where kind = 'alert_seen'",
    );
    expect(events).toEqual([{ data: { mark: "breached" } }]);
    expect((await listAlerts(operator)).alerts.map(({ id }) => id)).not.toContain(first.id);
    expect(await countAlerts(operator)).toBe(8);
  });
});
