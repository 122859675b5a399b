import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addDays } from "#lib/core/day.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction } from "#lib/db/database.ts";
import type { Staff, World } from "#lib/erasure/fixture/world.ts";
import { companyToday } from "#lib/map/today.ts";
import { listAlerts } from "#lib/request/clocks/sweep/alerts.ts";
import { lockRequest } from "#lib/request/move.ts";
import { drain } from "#lib/worker/drain.ts";
import { fileAndProve } from "#lib/worker/fixture/ways.ts";
import { tellAfterHand } from "./after-hand.ts";
import { answerTold, passFor, readTold } from "./behind-link.ts";
import { type Mailbox, openMailbox, openToldWorld, tokenTo } from "./fixture/told.ts";
import { countTold, listOpenNotices, personTold, readToldDesk } from "./read.ts";
import { remindRecipients } from "./remind.ts";
import { recordRecipientAnswer, sendRecipientAgain } from "./staff.ts";
import { type Told, tellRecipients } from "./tell.ts";

const partner = "privacy@partner.example.com";
const reason = "Their books of 2019 are on paper in a store that burnt down in May.";
let box: Mailbox;
let world: World;
let worker: Staff;
let auditor: Staff;

beforeAll(async () => {
  box = await openMailbox();
  world = await openToldWorld(
    {
      store: [
        { name: "Ad Partner", role: "shows offers", country: "US", kind: "sold_to", tell: { mail: partner } },
        { name: "North Cloud", role: "hosts", country: "DE", collections: ["people", "invoices"] },
      ],
    },
    { HABEAS_SMTP_URL: box.url },
  );
  worker = await world.staff("Ada", "analyst");
  auditor = await world.staff("Otto", "auditor");
});

afterAll(async () => {
  await world.close();
  await box.close();
});

beforeEach(async () => {
  // What the tests before have left open speaks no more.
  await drain();
  await world.query(
    `update recipient_notice set standing = 'not_held', answered_at = now(), answered_by = 'worker', sealed = null
      where standing in ('owed', 'sent')`,
  );
  box.letters.length = 0;
});

const store = [{ systemId: "store" }];
const tell = (requestId: string, told: Told) =>
  inTransaction(async (tx) => tellRecipients(tx, await lockRequest(tx, requestId), told));

/** A proven request whose recipients were told. */
async function told(change: Partial<Told> = {}, who: Parameters<typeof fileAndProve>[0] = {}) {
  const asked = await fileAndProve({ right: "rectification", ...who });
  await tell(asked.requestId, { action: "correct", systems: store, ...change });
  await drain();
  const { entries } = await readToldDesk(worker, asked.reference);
  const idOf = (name: string) => entries.find((one) => one.name === name)?.id ?? "";
  return { ...asked, entries, mail: idOf("Ad Partner"), hand: idOf("North Cloud") };
}
const entryOf = async (reference: string, id: string) =>
  (await readToldDesk(worker, reference)).entries.find((one) => one.id === id);
const toPartner = () => box.letters.filter(({ to }) => to.includes(partner));

describe("who must be told", () => {
  it.each<[string, Told["action"], string[]]>([
    ["IE", "correct", ["Ad Partner", "North Cloud"]],
    ["IE", "opt_out", ["North Cloud"]],
    ["US-CA", "erase", ["Ad Partner", "North Cloud"]],
    ["US-CA", "correct", ["North Cloud"]],
    ["US-VA", "erase", ["North Cloud"]],
    ["US-VA", "opt_out", ["Ad Partner", "North Cloud"]],
    ["SG", "correct", ["Ad Partner"]],
    ["SG", "erase", []],
  ])("somebody in %s: %s tells %j", async (place, action, names) => {
    const { requestId, reference } = await fileAndProve({ right: "erasure", place });
    const laws = { "US-CA": "US_CA_CCPA", "US-VA": "US_VA", SG: "SG_PDPA", IE: "EU_GDPR" }[place] ?? "";
    await world.query("delete from request_law where request_id = $1", [requestId]);
    await world.query(
      "insert into request_law (request_id, law, rule_version, reason) values ($1, $2, $2 || '@1', 'chosen_by_staff')",
      [requestId, laws],
    );
    expect(await tell(requestId, { action, systems: store })).toBe(names.length);
    const { entries } = await readToldDesk(worker, reference);
    expect(entries.map(({ name }) => name).sort()).toEqual(names);
    for (const one of entries) expect(one.duties).toHaveLength(1);
  });

  it("is told once however often it is said, also by ten at once, and again only in a new wave", async () => {
    const { requestId } = await fileAndProve({ right: "erasure" });
    const counts = await Promise.all(
      Array.from({ length: 10 }, () => tell(requestId, { action: "erase", systems: store })),
    );
    expect(counts.reduce((sum, one) => sum + one)).toBe(2);
    await drain();
    expect(toPartner()).toHaveLength(1);
    expect(await tell(requestId, { action: "erase", systems: store, wave: 2 })).toBe(2);
  });

  it("learns what changed behind the link, and from nobody's map what was done to collections it has not", async () => {
    const { requestId } = await told({ detail: "New address: 4 Harbour View" });
    const token = tokenTo(box, partner);
    expect(toPartner()[0]?.text).not.toContain("Harbour View");
    expect(await readTold(token, passFor(token))).toMatchObject({
      action: "correct",
      detail: "New address: 4 Harbour View",
      about: [{ kind: "email", value: "mina.okafor@example.com" }],
    });
    expect(
      await tell(requestId, { action: "erase", systems: [{ systemId: "store", collections: [] }] }),
    ).toBe(0);
    expect(await tell(requestId, { action: "erase", systems: [{ systemId: "nowhere" }] })).toBe(0);
  });
});

it("somebody who is not given a collection does not read what became of it", async () => {
  const { entries } = await told({
    detail: [
      { collection: "people", text: "Name: Mina O" },
      { collection: "addresses", text: "Street: 4 Harbour View" },
    ],
  });
  expect(entries.map(({ name, detail }) => [name, detail])).toEqual([
    ["Ad Partner", "Name: Mina O\nStreet: 4 Harbour View"],
    ["North Cloud", "Name: Mina O"],
  ]);
});

describe("silence", () => {
  it("is met by a reminder after 7 days, another after 21, and then staff are told", async () => {
    const { requestId, reference, mail } = await told();
    const today = companyToday();
    const remind = async (days: number) => {
      await remindRecipients(addDays(today, days));
      await drain();
      return toPartner().length;
    };
    const alerts = () =>
      world.query("select 1 from alert where request_id = $1 and mark = 'recipient_silent'", [requestId]);
    expect(await remind(6)).toBe(1);
    expect(await remind(7)).toBe(2);
    expect(await remind(7)).toBe(2);
    expect(await remind(20)).toBe(2);
    expect(await alerts()).toHaveLength(0);
    expect(await remind(21)).toBe(3);
    expect(await alerts()).toHaveLength(2);
    expect(await remind(40)).toBe(3);
    expect(await alerts()).toHaveLength(2);
    expect(toPartner()[1]?.subject).toContain("Reminder");
    const links = new Set(toPartner().map(({ text }) => /\/told\/([\w-]{43})/.exec(text)?.[1]));
    expect(links.size).toBe(1);
    expect((await entryOf(reference, mail))?.history.filter(({ step }) => step === "reminded")).toHaveLength(
      2,
    );
    const { alerts: unseen } = await listAlerts(worker);
    expect(unseen.filter((one) => one.reference === reference).map(({ mark }) => mark)).toEqual([
      "recipient_silent",
      "recipient_silent",
    ]);
  });

  it("ends with an answer: nobody who has answered is reminded", async () => {
    const { requestId } = await told();
    await answerTold(tokenTo(box, partner), { answer: "done", reason: "" });
    await remindRecipients(addDays(companyToday(), 30));
    await drain();
    expect(toPartner()).toHaveLength(1);
    const late = await world.query<{ name: string }>(
      "select n.name from alert a join recipient_notice n on n.id::text = a.segment where a.request_id = $1",
      [requestId],
    );
    expect(late.map(({ name }) => name)).toEqual(["North Cloud"]);
  });

  it("of a request that was taken back troubles nobody", async () => {
    const { requestId } = await told();
    await world.query("update request set status = 'cancelled', ended_at = now() where id = $1", [requestId]);
    expect(await remindRecipients(addDays(companyToday(), 30))).toBe(0);
  });
});

describe("staff", () => {
  it("record what they learnt, with a note; a reason for not telling is the person's to read", async () => {
    const { reference, mail, hand, person } = await told();
    await expect(
      recordRecipientAnswer(worker, reference, hand, { answer: "done", note: " " }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(
      recordRecipientAnswer(auditor, reference, hand, { answer: "done", note: "x" }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    await recordRecipientAnswer(worker, reference, hand, { answer: "sent", note: "By telephone, to Sam." });
    expect(await entryOf(reference, hand)).toMatchObject({
      standing: "sent",
      reason: "By telephone, to Sam.",
    });
    await recordRecipientAnswer(worker, reference, hand, {
      answer: "done",
      note: "Sam called back on Monday.",
    });
    await expect(
      recordRecipientAnswer(worker, reference, hand, { answer: "impossible", note: reason }),
    ).rejects.toMatchObject({ code: "conflict" });
    await recordRecipientAnswer(worker, reference, mail, { answer: "disproportionate", note: reason });
    const shown = await personTold(person, reference);
    expect(shown.map(({ name, standing, reason: why }) => [name, standing, why])).toEqual([
      ["Ad Partner", "disproportionate", reason],
      ["North Cloud", "done", null],
    ]);
    expect(await countTold(worker, reference)).toEqual({ all: 2, open: 0 });
    await expect(answerTold(tokenTo(box, partner), { answer: "done", reason: "" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("send it again with a new link, also after they had given it up; never where there is no address", async () => {
    const { reference, mail, hand } = await told();
    const first = tokenTo(box, partner);
    await recordRecipientAnswer(worker, reference, mail, { answer: "impossible", note: reason });
    await sendRecipientAgain(worker, reference, mail);
    await drain();
    const second = tokenTo(box, partner);
    expect(second).not.toBe(first);
    await expect(readTold(first, undefined)).rejects.toMatchObject({ code: "not_found" });
    expect(await entryOf(reference, mail)).toMatchObject({ standing: "sent" });
    await expect(sendRecipientAgain(worker, reference, hand)).rejects.toMatchObject({ code: "conflict" });
    await answerTold(second, { answer: "not_held", reason: "" });
    await expect(sendRecipientAgain(worker, reference, mail)).rejects.toMatchObject({ code: "conflict" });
  });

  it("reach a notice by its own request only, and see what is open over all", async () => {
    const one = await told();
    const other = await told();
    await expect(
      recordRecipientAnswer(worker, other.reference, one.mail, { answer: "done", note: "x" }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(sendRecipientAgain(worker, other.reference, one.mail)).rejects.toMatchObject({
      code: "not_found",
    });
    const { notices } = await listOpenNotices(auditor);
    expect(notices.filter(({ reference }) => reference === one.reference)).toHaveLength(2);
    await expect(listOpenNotices({ kind: "visitor", browser: "" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await readToldDesk(auditor, one.reference)).entries.map(({ about }) => about)).toEqual([[], []]);
  });
});

it("what people erased by hand is told too, once", async () => {
  const { requestId, reference } = await fileAndProve({ right: "erasure" });
  await drain();
  await world.query(
    "update task set state = 'settled', outcome = 'done', answered_at = now() where request_id = $1 and system_id = 'store'",
    [requestId],
  );
  expect(await tellAfterHand()).toBeGreaterThan(0);
  expect(await tellAfterHand()).toBe(0);
  expect(await countTold(worker, reference)).toEqual({ all: 2, open: 2 });
});

it("whoever was destroyed on schedule keeps nobody from being told", async () => {
  const warned = vi.spyOn(log, "warn");
  const { requestId } = await fileAndProve({ right: "erasure" });
  await drain();
  await world.query("update task set state = 'settled', outcome = 'done' where request_id = $1", [requestId]);
  await world.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
    requestId,
  ]);
  warned.mockClear();
  expect(await tellAfterHand()).toBe(0);
  expect(warned).not.toHaveBeenCalled();
});
