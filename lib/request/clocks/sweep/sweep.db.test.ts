import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file, operator, owedTo } from "#lib/worker/fixture/ways.ts";
import { answered, asked, replied, type Told } from "./fixture/at-work.ts";
import { sweepClocks } from "./sweep.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => house.query("delete from staff"));
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00Z`));
const filedOn = (day: string, place: string, right: "access" | "opt_out" = "access") => {
  on(day);
  return file({ place, right });
};
const sweptOn = (day: string) => {
  on(day);
  return sweepClocks();
};
const told = (requestId: string) =>
  house.query<Told>(
    `select law, kind, mark, segment, on_day::text as on, late from alert where request_id = $1
       order by on_day, raised_at, array_position(array['half','extension_decision','three_quarters','nine_tenths','due','breached'], mark)`,
    [requestId],
  );
const marksOf = async (requestId: string) => (await told(requestId)).map((one) => `${one.on} ${one.mark}`);
const ofIreland = [
  "2026-02-14 half",
  "2026-02-21 extension_decision",
  "2026-02-21 three_quarters",
  "2026-02-25 nine_tenths",
  "2026-02-28 due",
  "2026-03-03 breached",
];

describe("the clock at work", { timeout: 60_000 }, () => {
  it("raises each mark on its day, once, and a breach on the day after the legal day", async () => {
    const { requestId } = await filedOn("2026-01-31", "IE");
    for (let day = 1; day <= 13; day++) await sweptOn(`2026-02-${String(day).padStart(2, "0")}`);
    expect(await told(requestId)).toEqual([]);
    for (let day = 14; day <= 28; day++) {
      await sweptOn(`2026-02-${day}`);
      await sweptOn(`2026-02-${day}`);
    }
    expect(await marksOf(requestId)).toEqual(ofIreland.slice(0, 5));
    // The last day was a Saturday: the law's last day is the Monday, and that day is not late.
    await sweptOn("2026-03-02");
    expect(await marksOf(requestId)).toEqual(ofIreland.slice(0, 5));
    await sweptOn("2026-03-03");
    expect(await marksOf(requestId)).toEqual(ofIreland);
    expect((await told(requestId)).every((one) => !one.late)).toBe(true);
    const events = await house.query<{ kind: string }>(
      "select kind from audit_event where chain = $1 and kind in ('alert_raised', 'deadline_breached')",
      [requestId],
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      ...ofIreland.map(() => "alert_raised"),
      "deadline_breached",
    ]);
    expect(await sweptOn("2027-03-03")).toMatchObject({ requests: 0, alerts: 0, failed: 0 });
    await answered(requestId);
  });

  it("raises all that passed while nothing swept at once, in order and marked late, whoever sweeps beside it", async () => {
    const { requestId } = await filedOn("2026-01-31", "IE");
    on("2026-03-03");
    const swept = await Promise.all([sweepClocks(), sweepClocks(), sweepClocks(), sweepClocks()]);
    expect(swept.reduce((sum, one) => sum + one.alerts, 0)).toBe(5);
    // Nobody can be told any more that it takes longer: that is not asked after its day.
    expect(await marksOf(requestId)).toEqual(ofIreland.filter((one) => !one.includes("extension")));
    expect((await told(requestId)).map(({ late }) => late)).toEqual([true, true, true, true, false]);
    await answered(requestId);
  });

  it("is silent while the clock waits for the person, and after the end", async () => {
    const paused = await filedOn("2026-01-31", "IE");
    const cancelled = await filedOn("2026-01-31", "IE");
    const done = await filedOn("2026-01-31", "IE");
    on("2026-02-02");
    await asked(paused.requestId, "identity");
    await cancelRequest(operator, cancelled.reference);
    await answered(done.requestId);
    expect(await sweptOn("2026-06-01")).toEqual({ requests: 0, alerts: 0, failed: 0 });
    await replied(paused.requestId);
    await sweptOn("2026-06-01");
    // Half of its time lies in the pause: it is told on the day on which the clock goes on, which is not late.
    expect(await told(paused.requestId)).toMatchObject([
      { mark: "half", on: "2026-06-01", late: false },
      { mark: "three_quarters", on: "2026-06-01", late: false },
    ]);
    await answered(paused.requestId);
  });

  it("tells a breach that was over before anything swept, after an alert of its day", async () => {
    const { requestId } = await filedOn("2026-01-31", "IE");
    await sweptOn("2026-02-25");
    on("2026-03-04");
    await answered(requestId);
    await sweptOn("2026-03-05");
    await sweptOn("2026-03-06");
    const [due, breached, ...none] = (await told(requestId)).slice(4);
    expect(none).toEqual([]);
    expect(due).toMatchObject({ mark: "due", on: "2026-02-28", late: true });
    expect(breached).toMatchObject({ mark: "breached", on: "2026-03-03", late: true });
  });

  it("goes on where one request fails, and raises for it once it can", async () => {
    const bad = await filedOn("2026-01-31", "IE");
    const good = await filedOn("2026-01-31", "IE");
    await house.query(
      `create function refuse_one() returns trigger language plpgsql as $$ begin
         if new.request_id = '${bad.requestId}' then raise exception 'not this one'; end if; return new; end $$`,
    );
    await house.query(
      "create trigger refuse_one before insert on alert for each row execute function refuse_one()",
    );
    expect(await sweptOn("2026-02-14")).toEqual({ requests: 1, alerts: 1, failed: 1 });
    expect(await marksOf(good.requestId)).toEqual([ofIreland[0]]);
    expect(await told(bad.requestId)).toEqual([]);
    await house.query("drop trigger refuse_one on alert");
    expect(await sweptOn("2026-02-15")).toEqual({ requests: 1, alerts: 1, failed: 0 });
    expect(await told(bad.requestId)).toMatchObject([{ mark: "half", on: "2026-02-14", late: true }]);
    await answered(bad.requestId);
    await answered(good.requestId);
  });

  it("confirms receipt by itself, half way, to somebody who has not proved the mailbox", async () => {
    const { requestId } = await filedOn("2026-02-02", "US-CA");
    const [{ day } = { day: "" }] = await house.query<{ day: string }>(
      "select next_mark_on::text as day from clock where request_id = $1 and kind = 'acknowledge'",
      [requestId],
    );
    await sweptOn(day);
    await sweptOn(day);
    expect((await owedTo(requestId)).map(({ kind }) => kind)).toEqual(["acknowledgement"]);
    expect(
      await house.query(
        `select r.acknowledged_day::text as day, c.state, c.late from request r join clock c on c.request_id = r.id
           where r.id = $1 and c.kind = 'acknowledge'`,
        [requestId],
      ),
    ).toEqual([{ day, state: "done", late: false }]);
    expect((await told(requestId)).map(({ kind, mark }) => `${kind} ${mark}`)).toEqual(["acknowledge half"]);
    const events = await house.query<{ kind: string }>("select kind from audit_event where chain = $1", [
      requestId,
    ]);
    expect(events.map(({ kind }) => kind)).toContain("acknowledged");
    await answered(requestId);
  });

  it("mails staff once for each alert that needs them: the owner, else the officers, else the company", async () => {
    const mails = async (requestId: string) =>
      (await owedTo(requestId))
        .filter(({ kind }) => kind === "staff_alert")
        .map(({ to }) => to)
        .sort();
    const staff = async (role: string, disabled = false) => {
      const id = randomUUID();
      await house.query(
        `insert into staff (id, issuer, subject, name, email, role, disabled) values ($1, 'i', $2, 'Ada', $2, $3, $4)`,
        [id, `${role}-${disabled}@example.com`, role, disabled],
      );
      return id;
    };
    const alone = await filedOn("2026-01-31", "IE");
    await sweptOn("2026-02-14");
    expect(await mails(alone.requestId)).toEqual([]);
    await sweptOn("2026-02-21");
    await sweptOn("2026-02-21");
    expect(await mails(alone.requestId)).toEqual(["privacy@example.com"]);
    await staff("officer");
    await staff("officer", true);
    await sweptOn("2026-02-25");
    expect(await mails(alone.requestId)).toEqual(["officer-false@example.com", "privacy@example.com"]);
    const owner = await staff("analyst");
    await house.query("update request set owner_id = $1 where id = $2", [owner, alone.requestId]);
    await sweptOn("2026-02-28");
    expect(await mails(alone.requestId)).toContain("analyst-false@example.com");
    await house.query("update request set owner_id = null where id = $1", [alone.requestId]);
    await answered(alone.requestId);
  });

  it("leaves a log that is whole", async () => {
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });
});
