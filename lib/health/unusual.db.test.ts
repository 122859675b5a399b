import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { audit } from "#lib/audit/append.ts";
import type { AuditEvent } from "#lib/audit/events.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { inTransaction } from "#lib/db/database.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { recordRefusal, routeOf } from "#lib/staff/refused.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { listHealthAlerts, seeHealthAlert } from "./alerts.ts";
import { listUnusual, seeUnusual, watchUnusual } from "./unusual.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop"], {
    HABEAS_STAFF_WEBHOOK: "http://127.0.0.1:9/room",
    HABEAS_STAFF_WEBHOOK_SECRETS: "whsec_YSBzZWNyZXQgb2YgdGhlIHJvb20sIGxvbmc=",
  });
  // So that what is in the log can be moved to another hour, which nobody can otherwise.
  await house.query("set session_replication_role = replica");
});
afterAll(() => house.close());
beforeEach(() => house.query("truncate health_alert, staff_ping, audit_event, audit_chain"));

type Member = Extract<Actor, { kind: "staff" }>;

async function member(name: string, role: Role): Promise<Member> {
  const [row] = await house.query<{ id: string }>(
    `insert into staff (issuer, subject, name, email, role)
     values ('https://id.example.com', gen_random_uuid()::text, $1, 'somebody@example.com', $2) returning id`,
    [name, role],
  );
  return { kind: "staff", staffId: row?.id ?? "", name, initials: "??", role, ...atDesk };
}

/** Written as the product writes it, many times; then moved to when it is said to have happened. */
async function did(actor: Actor, event: AuditEvent, times: number, at = "now()"): Promise<void> {
  await inTransaction(async (tx) => {
    for (let i = 0; i < times; i++) await audit(tx, null, actor, event);
  });
  await house.query(`update audit_event set at = ${at} where kind = $1`, [event.kind]);
}

const look: AuditEvent = { kind: "findings_viewed", system: "shop", collection: "orders" };
const pings = () => house.query("select reference from staff_ping where kind = 'house_unusual'");

describe("TM-39 a member of staff who looks at more than is usual", () => {
  it("is told of once to officers and the staff room, with initials only, and cannot put that away", async () => {
    const alba = await member("Alba Reyes", "officer");
    const bo = await member("Bo Lind", "officer");
    await did(alba, look, 60);
    await watchUnusual();
    const noon = async () => (await listUnusual(bo)).filter(({ title }) => title.includes("in an hour"));
    expect(await noon()).toEqual([]);
    await did(alba, { kind: "revealed", field: "email", why: null }, 1);
    await Promise.all([watchUnusual(), watchUnusual(), watchUnusual()]);
    const [alert, ...more] = await noon();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ initials: "AR" });
    expect(JSON.stringify(alert)).not.toMatch(/Alba|Reyes|example\.com/);
    expect((await pings()).length).toBeGreaterThan(0);
    const told = await house.query("select data, actor from audit_event where kind = 'unusual_noticed'");
    expect(JSON.stringify(told)).toContain(alba.staffId);
    expect(JSON.stringify(told)).not.toMatch(/Alba|shop|orders/);
    expect(await listUnusual(alba), "not what oneself did").toEqual([]);
    const id = alert?.id ?? "";
    await expect(seeUnusual(alba, id)).rejects.toMatchObject({ code: "conflict" });
    await seeHealthAlert(alba, id);
    expect(await noon(), "nor by the way of the house's own alerts").toHaveLength(1);
    await expect(seeUnusual(await member("Cy Ode", "analyst"), id)).rejects.toMatchObject({
      code: "forbidden",
    });
    await seeUnusual(bo, id);
    await watchUnusual();
    expect(await noon()).toEqual([]);
    expect(await listHealthAlerts(way.operator)).toEqual([]);
  });

  it("at night is told of from the sixth time on, by the company's clock", async () => {
    const alba = await member("Alba Reyes", "analyst");
    const [zone] = await house.query<{ last: string }>(
      `select to_char(case when n > now() then n - interval '1 day' else n end, 'YYYY-MM-DD HH24:MI:SSOF') as last
       from (select (date_trunc('day', now() at time zone 'Europe/Dublin') + interval '2 hours')
         at time zone 'Europe/Dublin' as n) at_two`,
    );
    const night = `'${zone?.last}'::timestamptz`;
    await did(alba, look, 5, night);
    await watchUnusual();
    const nights = async () =>
      (await listUnusual(way.operator)).filter(({ title }) => /22 and 6/.test(title));
    expect(await nights()).toEqual([]);
    await did(alba, look, 1, night);
    await watchUnusual();
    expect(await nights()).toMatchObject([{ initials: "AR" }]);
  });

  it("TM-67 an administrator or officer who takes out many files is told of to the others", async () => {
    const alba = await member("Alba Reyes", "officer");
    await did(alba, { kind: "queue_exported", query: "state" }, 2);
    await did(alba, { kind: "log_exported", filter: "all" }, 1);
    await watchUnusual();
    expect(await listUnusual(way.operator)).toEqual([]);
    await did(alba, { kind: "evidence_taken", requests: 1, words: false }, 1);
    await watchUnusual();
    expect(await listUnusual(await member("Dee Orr", "administrator"))).toMatchObject([
      { initials: "AR", title: expect.stringContaining("files") },
    ]);
  });
});

describe("TM-39 what is refused at the desk", () => {
  it("is written down by its route, names no request, and many of it are told of", async () => {
    expect(routeOf("/desk/requests/LK-7K4-2QD/sign?x=1")).toBe("/desk/requests/*/sign");
    expect(routeOf("/desk/team/0b8f3a52-8a54-4c8e-9f5a-2d2f6f0c1a11")).toBe("/desk/team/*");
    const owner = await member("Olu Wright", "owner");
    for (let i = 0; i < 35; i++) await recordRefusal(owner, "/desk/requests/LK-7K4-2QD/release");
    const rows = await house.query("select data from audit_event where kind = 'refused_at_desk'");
    expect(rows).toHaveLength(30);
    expect(rows[0]).toEqual({ data: { what: "/desk/requests/*/release", role: "owner" } });
    await watchUnusual();
    expect(await listUnusual(way.operator)).toMatchObject([
      { initials: "OW", title: expect.stringContaining("refusals") },
    ]);
  });
});
