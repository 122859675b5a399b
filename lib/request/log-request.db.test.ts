import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { asked, codeFor, newVisitor, owedTo } from "#lib/worker/fixture/ways.ts";
import { lapseUnproven } from "#lib/worker/lapse.ts";
import { frozenLaws } from "./clocks/frozen-laws.ts";
import { eventsOf, letter, member, refusal, rowOf, sums } from "./fixture/intake.ts";
import { type Logged, logRequest, previewLogged } from "./log-request.ts";
import { tryCode } from "./prove.ts";
import { receiptFile } from "./receipt-file.ts";

let house: House;
const worker = member("analyst");

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime("2026-11-16T10:00:00Z");
});
afterEach(() => {
  vi.useRealTimers();
});

const log = (change: Partial<Logged> = {}, once = randomUUID()) => logRequest(worker, letter(change), once);

describe("a request that came elsewhere", { timeout: 60_000 }, () => {
  it("that lay for weeks before it was entered has the same fortnight to be proven", async () => {
    // The database's clock lets it lapse.
    vi.useRealTimers();
    const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
    const [filed] = await log({ received: { day }, rights: ["access"] });
    expect(await lapseUnproven()).toBe(0);
    expect(await rowOf(filed?.reference ?? "")).toMatchObject({ status: "received", receivedDay: day });
    // What is entered years late can still be done by hand.
    const old = new Date(Date.now() - 700 * 86_400_000).toISOString().slice(0, 10);
    const [late] = await log({
      received: { day: old },
      rights: ["opt_out"],
      answers: asked({ place: "US-CA" }),
    });
    const [acts] = await house.query<{ open: boolean }>(
      "select bool_and(h.expires_at > now() + interval '399 days') as open from human_task h join task t on t.id = h.task_id where t.request_id = $1",
      [late?.requestId],
    );
    expect(acts?.open).toBe(true);
  });

  it("becomes one request for each right, in one dossier, with the true receipt and clocks of its own", async () => {
    const filed = await log({ received: { day: "2026-11-09", time: "14:30", dated: "2026-11-05" } });
    expect(filed).toHaveLength(2);
    const rows = await Promise.all(filed.map(({ reference }) => rowOf(reference)));
    expect(new Set(rows.map((row) => row.dossierId)).size).toBe(1);
    expect(rows.map((row) => row.right)).toEqual(["access", "erasure"]);
    for (const row of rows) {
      expect(row).toMatchObject({
        status: "received",
        channel: "post",
        receivedDay: "2026-11-09",
        datedDay: "2026-11-05",
        legalDue: "2026-12-09",
        safeDue: "2026-12-09",
        acknowledgedDay: "2026-11-16",
        filedBy: null,
      });
      expect(row.receivedAt.toISOString()).toBe("2026-11-09T14:30:00.000Z");
      expect(row.enteredAt.toISOString()).toBe("2026-11-16T10:00:00.000Z");
      expect(await eventsOf(house, row.id)).toEqual(["request_filed", "logged_by_staff", "acknowledged"]);
      expect(await frozenLaws(database(), row.id)).toMatchObject([
        { ruleVersion: "EU_GDPR@1", reason: "residence" },
      ]);
      const [told] = await owedTo(row.id);
      expect(told?.kind).toBe("acknowledgement");
    }
    const [first] = filed;
    const seen = await receiptFile(worker, first?.reference ?? "");
    expect(seen).toMatchObject({
      channel: "post",
      evidence: { evidence: "Stamp of the post room on the envelope." },
    });
    expect(seen.together.map((one) => one.reference)).toEqual([filed[1]?.reference]);
    // The words of the evidence lie nowhere in the open.
    const [leak] = await house.query<{ n: number }>(
      "select count(*)::int as n from request where encode(sealed, 'escape') like '%post room%'",
    );
    expect(leak?.n).toBe(0);
  });

  it("is late at once where its day has passed, and says so before it is filed", async () => {
    const old = letter({ received: { day: "2026-09-01" }, rights: ["access"] });
    const [item] = await previewLogged(worker, old);
    expect(item).toMatchObject({
      right: "access",
      legalDue: "2026-10-01",
      safeDue: "2026-10-01",
      late: true,
    });
    const [filed] = await logRequest(worker, old, randomUUID());
    const row = await rowOf(filed?.reference ?? "");
    expect(row.legalDue).toBe("2026-10-01");
    const [clock] = await house.query<{ next_mark: string }>(
      "select next_mark, next_mark_on::text from clock where request_id = $1 and kind = 'answer'",
      [row.id],
    );
    expect(clock?.next_mark).not.toBeNull();
  });

  it("counts the cautious day from the earlier day where the person lives", async () => {
    // Half past one at night in Dublin is the evening before in California.
    const inCalifornia = letter().answers;
    const at = (time: string) =>
      previewLogged(
        worker,
        letter({
          answers: { ...inCalifornia, place: "US-CA" },
          received: { day: "2026-11-09", time },
          rights: ["access"],
        }),
      );
    const [night, day] = [await at("01:30"), await at("14:30")];
    expect(night[0]?.legalDue).toBe(day[0]?.legalDue);
    expect((night[0]?.safeDue ?? "") < (day[0]?.safeDue ?? "")).toBe(true);
  });

  it("is judged by the rules in force on the day of receipt", async () => {
    const uk = { ...letter().answers, place: "GB" };
    const versions = async (day: string) => {
      const [filed] = await log({
        answers: { ...uk, email: `${randomUUID()}@example.com` },
        received: { day },
        rights: ["access"],
      });
      return (await rowOf(filed?.reference ?? "")).ruleVersion;
    };
    expect(await versions("2026-02-04")).toBe("UK_GDPR@1");
    expect(await versions("2026-02-05")).toBe("UK_GDPR@2");
  });

  it("is proven from any browser, once for all that the message asked", async () => {
    const filed = await log({ rights: ["access", "erasure", "opt_out"] });
    const [access, erasure, optOut] = await Promise.all(filed.map(({ reference }) => rowOf(reference)));
    if (!access || !erasure || !optOut) throw new Error("three requests");
    // What needs no proof has started already.
    expect([access.status, erasure.status, optOut.status]).toEqual(["received", "received", "collecting"]);
    const visitor = newVisitor();
    const code = await codeFor(visitor, erasure.reference);
    expect((await tryCode(visitor, erasure.reference, code)).kind).toBe("proven");
    for (const { reference } of [access, erasure]) {
      const row = await rowOf(reference);
      expect(row.status).toBe("collecting");
      expect(row.verifiedHow).toBe("code_by_mail");
    }
    expect(await eventsOf(house, access.id)).toContain("identity_proven");
  });

  it("two who prove two of them at the same moment do not wait for each other for ever", async () => {
    const [one, two] = await log();
    if (!one || !two) throw new Error("two requests");
    const visitors = [newVisitor(), newVisitor()] as const;
    const codes = [
      await codeFor(visitors[0], one.reference),
      await codeFor(visitors[1], two.reference),
    ] as const;
    const verdicts = await Promise.all([
      tryCode(visitors[0], one.reference, codes[0]),
      tryCode(visitors[1], two.reference, codes[1]),
    ]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(["proven", "proven"]);
    for (const { requestId } of [one, two]) {
      const tasks = await house.query("select 1 from task where request_id = $1", [requestId]);
      expect(tasks).toHaveLength(1);
    }
  });

  it("is filed once, however often and however soon the same form comes", async () => {
    const same = letter();
    const once = randomUUID();
    const [first, second] = await Promise.all([
      logRequest(worker, same, once),
      logRequest(worker, same, once),
    ]);
    expect(second.map((one) => one.reference).sort()).toEqual(first.map((one) => one.reference).sort());
    const third = await logRequest(worker, same, once);
    expect(third.map((one) => one.reference).sort()).toEqual(first.map((one) => one.reference).sort());
  });

  it.each<[string, Partial<Logged>, RegExp]>([
    ["tomorrow", { received: { day: "2026-11-17" } }, /has not come yet/],
    ["later today", { received: { day: "2026-11-16", time: "23:30" } }, /has not come yet/],
    ["a day that does not exist", { received: { day: "2026-02-30" } }, /no such day/],
    ["no day", { received: { day: "" } }, /Enter the day/],
    ["no such time", { received: { day: "2026-11-09", time: "25:00" } }, /no such time/],
    ["dated after its receipt", { received: { day: "2026-11-09", dated: "2026-11-10" } }, /written after/],
    ["six years ago without a reason", { received: { day: "2020-11-09" } }, /more than 5 years/],
    [
      "before the law",
      { received: { day: "2018-05-24" }, whyOld: "It lay in the archive." },
      /not in force yet.*GDPR/,
    ],
    ["no right", { rights: [] }, /what the person asks for/],
    ["an appeal", { rights: ["appeal"] }, /about a decision/],
    ["no evidence", { evidence: "  " }, /what shows the day/],
    ["evidence that nobody can see", { evidence: "stamp\u202e of the post room" }, /cannot be seen/],
    ["no such place", { answers: { ...letter().answers, place: "XX" } }, /no such place/],
    ["no mailbox", { answers: { ...letter().answers, email: "nobody" } }, /name@example.com/],
    ["nothing to correct", { rights: ["rectification"] }, /to be corrected/],
  ])("is refused: %s", async (_what, change, why) => {
    const before = await sums(house);
    const said = await refusal(log(change));
    expect(said).toMatchObject({ code: "invalid" });
    expect(said.message).toMatch(why);
    expect((await refusal(previewLogged(worker, letter(change)))).message).toBe(said.message);
    expect(await sums(house)).toEqual(before);
  });

  it("is logged with a reason where it lay for years", async () => {
    const [filed] = await log({
      received: { day: "2020-11-09" },
      whyOld: "It was found when the archive moved.",
      rights: ["access"],
    });
    expect((await rowOf(filed?.reference ?? "")).legalDue).toBe("2020-12-09");
  });

  it("is for staff who work on requests, and for nobody else", async () => {
    const before = await sums(house);
    for (const role of ["auditor", "approver"] as const)
      expect(await refusal(logRequest(member(role), letter(), randomUUID()))).toMatchObject({
        code: "forbidden",
      });
    for (const actor of [newVisitor(), { kind: "operator" } as const])
      expect(await refusal(logRequest(actor, letter(), randomUUID()))).toMatchObject({ code: "not_found" });
    expect(await sums(house)).toEqual(before);
  });
});
