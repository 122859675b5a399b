import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { openHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { kept } from "#lib/health/kept.ts";
import { destroyOld } from "./destroy.ts";
import { drain } from "./drain.ts";
import { forgetExpired } from "./expiring.ts";
import { type House, openHouse } from "./fixture/house.ts";
import * as way from "./fixture/ways.ts";
import { closeAnswered, keepHouse } from "./housekeeping.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
});
afterAll(() => house.close());

const rounds = async () =>
  new Map(
    (
      await house.query<{ name: string; handled: string; ever: string; ok: boolean; cut: string | null }>(
        "select name, handled, handled_ever as ever, ok, cut_off::date::text as cut from house_round",
      )
    ).map((row) => [row.name, row]),
  );
const told = () =>
  house.query<{ data: { what: string; records: number; until: string | null } }>(
    "select data from audit_event where chain = 'house' and kind = 'records_forgotten' order by position",
  );

it("everything that the table names is done by housekeeping, and that it was done is written down", async () => {
  await keepHouse();
  const done = await rounds();
  for (const name of Object.keys(kept)) expect(done.get(name), name).toMatchObject({ ok: true });
  expect(done.get("housekeeping")).toMatchObject({ ok: true });
  expect([...done.keys()].sort()).toEqual([...Object.keys(kept), "housekeeping"].sort());
});

it("what went is an event of the log once a day, with its count and the day before which it was", async () => {
  const old = (days: number) =>
    house.query(
      `insert into staff_ping (kind, reference, state, created_at)
         select 'house_well', n::text, 'settled', now() - make_interval(days => $1) from generate_series(1, 3) n`,
      [days],
    );
  await old(31);
  await old(29);
  await forgetExpired();
  expect((await rounds()).get("pings")).toMatchObject({ handled: "3", ever: "3" });
  await old(40);
  await forgetExpired();
  expect((await rounds()).get("pings")).toMatchObject({ handled: "6", ever: "6" });
  expect(await told()).toEqual([]);
  await house.query(
    "update house_round set ran_at = ran_at - interval '1 day', cut_off = cut_off - interval '1 day'",
  );
  await forgetExpired();
  const [one, ...more] = await told();
  expect(more).toEqual([]);
  const [day] = await house.query<{ day: string }>(
    "select ((now() at time zone 'UTC')::date - 31)::text as day",
  );
  expect(one?.data).toEqual({ what: "pings", records: 6, until: day?.day });
  expect((await rounds()).get("pings")).toMatchObject({ handled: "0", ever: "6" });
  expect(await house.query("select 1 from staff_ping")).toHaveLength(3);
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
});

it("alerts, tests of opt-outs and heartbeats go when their time is over, and nothing that still counts", async () => {
  await house.query(
    `insert into health_alert (name, broken_at, ended_at) values
       ('queue', now() - interval '3 years', now() - interval '25 months'),
       ('mail', now() - interval '3 years', now() - interval '23 months'), ('store', now() - interval '3 years', null)`,
  );
  await house.query(
    `insert into canary_check (system_id, begun_at, judge_by, stage, ok, ended_at)
       select s, now() - make_interval(days => d), now() - make_interval(days => d), 'done', true, now() - make_interval(days => d)
       from (values ('shop', 100), ('shop', 95), ('newsletter', 200)) v (s, d)`,
  );
  await forgetExpired();
  expect(await house.query("select name from health_alert order by name")).toEqual([
    { name: "mail" },
    { name: "store" },
  ]);
  expect(
    await house.query(
      "select system_id as s, (now()::date - begun_at::date) as d from canary_check order by 1",
    ),
  ).toEqual([
    { s: "newsletter", d: 200 },
    { s: "shop", d: 95 },
  ]);
});

it("an answered request is destroyed two years after its end, not sooner, not under a hold or a longer law", async () => {
  const { reference, requestId } = await way.fileAndProve();
  await drain();
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  await house.query("update request set updated_at = now() - interval '15 days' where id = $1", [requestId]);
  await house.query("update bundle set expires_at = now() where request_id = $1", [requestId]);
  expect(await closeAnswered()).toBe(1);
  const folder = join(house.folder, "store", "bundle", requestId);
  const stored = () => (existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0);
  const endedMonthsAgo = (months: number) =>
    house.query(
      "update request set ended_at = now() - make_interval(months => $2), answered_day = (now() - make_interval(months => $2))::date where id = $1",
      [requestId, months],
    );
  const keepUntil = (days: number) =>
    house.query("update request_record set keep_until = current_date + $2::int where request_id = $1", [
      requestId,
      days,
    ]);
  await keepUntil(-30);
  await endedMonthsAgo(23);
  expect(await destroyOld()).toBe(0);
  await endedMonthsAgo(25);
  await keepUntil(300);
  expect(await destroyOld()).toBe(0);
  await keepUntil(-30);
  await house.query(
    `insert into legal_hold (dossier_id, sealed_reason, until_day, placed_by)
       select dossier_id, '\\x00', current_date + 10, 'operator' from request where id = $1`,
    [requestId],
  );
  expect(await destroyOld()).toBe(0);
  expect(stored()).toBeGreaterThan(0);
  await house.query("delete from legal_hold");
  expect(await destroyOld()).toBe(1);
  expect(await destroyOld()).toBe(0);
  expect(stored()).toBe(0);
  await expect(openHandover(way.operator, reference, 1)).rejects.toMatchObject({ code: "gone" });
  await expect(readRequestFile(way.operator, reference)).rejects.toMatchObject({ code: "not_found" });
  // That it was asked and answered can still be shown, as long as the law wants.
  expect(await house.query("select response from request_record where request_id = $1", [requestId])).toEqual(
    [{ response: "complied" }],
  );
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
});
