import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { recordAct } from "#lib/fanout/record-act.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { closeAnswered } from "#lib/worker/housekeeping.ts";
import { lapseUnproven } from "#lib/worker/lapse.ts";
import { cancelRequest } from "./cancel.ts";
import { forgetRecords } from "./record.ts";

let house: House;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-20T10:00:00Z") });
  house = await openHouse(["newsletter"]);
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const recordsOf = (requestId: string) =>
  house.query<Record<string, unknown>>(
    `select law, leads, right_asked, received_day::text, manner, responded_day::text, response, basis, days, on_time,
            keep_until::text from request_record where request_id = $1 order by law`,
    [requestId],
  );

async function released(reference: string, requestId: string): Promise<void> {
  const [row] = await house.query<{ version: number }>("select version from request where id = $1", [
    requestId,
  ]);
  await releaseRequest(way.operator, reference, { version: row?.version ?? 0, partly: false });
  await drain();
}

it("an answer leaves the six fields, the day, and whether it was in time; nothing of the person", async () => {
  const { requestId, reference } = await way.fileAndProve();
  await drain();
  expect(await recordsOf(requestId)).toEqual([]);
  vi.setSystemTime(new Date("2026-12-01T10:00:00Z"));
  await released(reference, requestId);
  expect(await recordsOf(requestId)).toEqual([
    {
      law: "EU_GDPR",
      leads: true,
      right_asked: "access",
      received_day: "2026-11-20",
      manner: "portal",
      responded_day: "2026-12-01",
      response: "complied",
      basis: [],
      days: 11,
      on_time: true,
      keep_until: "2028-12-01",
    },
  ]);
  const [all] = await house.query<{ text: string }>("select r::text as text from request_record r");
  expect(all?.text).not.toMatch(/mina|okafor|example/i);
  // Closing is a later entry, from which the record is kept.
  vi.setSystemTime(new Date("2027-01-15T10:00:00Z"));
  await house.query("update bundle set expires_at = now() - interval '1 day'");
  await house.query("update request set updated_at = now() - interval '20 days' where id = $1", [requestId]);
  expect(await closeAnswered()).toBe(1);
  expect(await recordsOf(requestId)).toMatchObject([{ response: "complied", keep_until: "2029-01-15" }]);
});

it("late is late, withdrawn and lapsed have no days, and a request under no law has a record too", async () => {
  vi.setSystemTime(new Date("2026-11-20T10:00:00Z"));
  const late = await way.fileAndProve();
  const taken = await way.fileAndProve();
  const unproven = await way.file();
  const free = await way.file({ right: "opt_out", place: "US-NY" });
  await drain();
  await cancelRequest(taken.person, taken.reference);
  expect(await recordsOf(taken.requestId)).toMatchObject([
    { response: "withdrawn", responded_day: null, days: null, on_time: null },
  ]);
  vi.setSystemTime(new Date("2027-02-01T10:00:00Z"));
  await released(late.reference, late.requestId);
  expect(await recordsOf(late.requestId)).toMatchObject([{ response: "complied", days: 73, on_time: false }]);
  for (const human of await house.query<{ id: string }>(
    "select h.id from human_task h join task t on t.id = h.task_id where t.request_id = $1",
    [free.requestId],
  ))
    await recordAct(way.operator, human.id, { outcome: "done", note: "Taken off the list." });
  await released(free.reference, free.requestId);
  expect(await recordsOf(free.requestId)).toMatchObject([
    { law: "OWN_POLICY", leads: true, response: "complied" },
  ]);
  // The database's clock lets it lapse; its receipt cannot be moved, so the trigger is put aside for the test.
  await house.query("alter table request disable trigger all");
  await house.query(
    "update request set received_at = now() - interval '15 days', entered_at = now() - interval '15 days' where id = $1",
    [unproven.requestId],
  );
  await house.query("alter table request enable trigger all");
  expect(await lapseUnproven()).toBe(1);
  expect(await recordsOf(unproven.requestId)).toMatchObject([{ response: "lapsed", days: null }]);
});

it("a request under several laws has a record for each, and one of them leads", async () => {
  vi.setSystemTime(new Date("2026-11-20T10:00:00Z"));
  const { requestId, reference } = await way.fileAndProve();
  await drain();
  await house.query(
    "insert into request_law (request_id, law, rule_version, reason) values ($1, 'UK_GDPR', 'UK_GDPR@2', 'chosen_by_staff')",
    [requestId],
  );
  await released(reference, requestId);
  const rows = await recordsOf(requestId);
  expect(rows.map(({ law }) => law)).toEqual(["EU_GDPR", "UK_GDPR"]);
  expect(rows.filter(({ leads }) => leads)).toHaveLength(1);
});

it("a record outlives its request's data and goes when its own time is over", async () => {
  const [before] = await house.query<{ count: string }>("select count(*) from request_record");
  vi.setSystemTime(new Date("2028-11-19T10:00:00Z"));
  expect(await forgetRecords()).toBe(0);
  vi.setSystemTime(new Date("2031-01-01T10:00:00Z"));
  expect(await forgetRecords()).toBe(Number(before?.count));
  expect(await forgetRecords()).toBe(0);
});
