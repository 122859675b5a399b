import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file, fileAndProve, owedTo } from "#lib/worker/fixture/ways.ts";
import { assignRequest } from "../../assign.ts";
import { eventsOf, refusal, rowOf } from "../../fixture/intake.ts";
import { hired } from "../fixture/hired.ts";
import { forgetBulkRuns } from "./forget.ts";
import { fillIn, mostAtOnce, prepareBulk } from "./prepare.ts";
import { runBulk, undoBulk } from "./run.ts";
import { bulkSheet } from "./sheet.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
let house: House;
let alba: Staff;
let ben: Staff;
let auditor: Staff;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  alba = await hired("Alba Reyes", "analyst");
  ben = await hired("Ben Osei", "analyst");
  auditor = await hired("Ada Quist", "auditor");
});
afterAll(() => house.close());

const address = () => `bulk-${randomUUID()}@example.com`;
const some = async (count: number, place = "IE") => {
  const references: string[] = [];
  for (let at = 0; at < count; at++) references.push((await file({ email: address(), place })).reference);
  return references;
};
const statesOf = async (id: string) => (await bulkSheet(alba, id)).items.map(({ state }) => state);

describe("one act on many", { timeout: 60_000 }, () => {
  it("does each by itself, says which were not done and why, tries those again, and can be taken back", async () => {
    const [one = "", two = "", full = ""] = await some(3);
    const tags = Array.from({ length: 12 }, (_, at) => `t${at}`);
    await house.query("update request set tags = $1 where reference = $2", [tags, full]);
    const id = await prepareBulk(alba, {
      act: "tag",
      references: [one, full, two],
      fields: { add: "press" },
    });
    expect((await bulkSheet(alba, id)).started).toBe(false);
    expect(await runBulk(alba, id)).toEqual({ done: 2, notDone: 1, waiting: 0 });
    expect(await statesOf(id)).toEqual(["done", "not_done", "done"]);
    expect((await bulkSheet(alba, id)).items[1]?.why).toMatch(/at most 12 tags/);
    await house.query("update request set tags = '{}' where reference = $1", [full]);
    expect(await runBulk(alba, id)).toEqual({ done: 3, notDone: 0, waiting: 0 });
    const { id: requestId } = await rowOf(one);
    expect((await eventsOf(house, requestId)).filter((kind) => kind === "tagged")).toHaveLength(1);
    expect(await undoBulk(alba, id)).toMatchObject({ undone: 3 });
    for (const reference of [one, two, full]) expect((await rowOf(reference)).tags).toEqual([]);
    expect(await refusal(runBulk(alba, id))).toMatchObject({ code: "conflict" });
    expect(await eventsOf(house, "house")).toContain("bulk_run");
  });

  it("is one run however often its form is posted, and never acts twice", async () => {
    const references = await some(4);
    const wish = { act: "assign", references, fields: { to: "me" }, onceKey: "same-form" };
    const [id, again] = await Promise.all([prepareBulk(alba, wish), prepareBulk(alba, wish)]);
    expect(again).toBe(id);
    await Promise.all([runBulk(alba, id), runBulk(alba, id)]);
    expect(await runBulk(alba, id)).toEqual({ done: 4, notDone: 0, waiting: 0 });
    for (const reference of references) {
      const row = await rowOf(reference);
      expect(row.ownerId).toBe(alba.staffId);
      expect((await eventsOf(house, row.id)).filter((kind) => kind === "assigned")).toHaveLength(1);
    }
    const [taken = ""] = references;
    await assignRequest(ben, taken, ben.staffId);
    expect(await undoBulk(alba, id)).toMatchObject({ undone: 3, done: 1 });
    expect((await bulkSheet(alba, id)).items[0]).toMatchObject({
      state: "done",
      why: expect.stringContaining("Ben Osei"),
    });
    expect((await rowOf(taken)).ownerId).toBe(ben.staffId);
  });

  it("takes a reason for each law, shows the new days first, and tells each person once", async () => {
    const { reference: irish } = await fileAndProve({ email: address(), place: "IE" });
    const { reference: californian } = await fileAndProve({ email: address(), place: "US-CA" });
    const [waiting = ""] = await some(1, "CH");
    const id = await prepareBulk(alba, {
      act: "extend",
      references: [irish, californian, waiting],
      fields: { explanation: "Many people asked us at once." },
    });
    const first = await bulkSheet(alba, id);
    expect(first.laws.map(({ law }) => law)).toEqual(expect.arrayContaining(["EU_GDPR"]));
    expect(first.items.every(({ to }) => to === null)).toBe(true);
    const gdpr = first.laws.find(({ law }) => law === "EU_GDPR");
    await fillIn(alba, id, { "reason-EU_GDPR": gdpr?.reasons[0] ?? "" });
    const shown = (await bulkSheet(alba, id)).items;
    expect(shown[0]?.to).not.toBeNull();
    expect((shown[0]?.to ?? "") > (shown[0]?.from ?? "")).toBe(true);
    expect(await refusal(runBulk({ ...alba, steppedUpAt: null }, id))).toMatchObject({ code: "step_up" });
    const ran = await runBulk(alba, id);
    expect(ran.done).toBe(1);
    expect((await rowOf(irish)).safeDue).toBe(shown[0]?.to);
    await runBulk(alba, id);
    const mails = await owedTo((await rowOf(irish)).id);
    expect(mails.filter(({ kind }) => kind === "extension")).toHaveLength(1);
    expect(await refusal(undoBulk(alba, id))).toMatchObject({ code: "conflict" });
    expect(await refusal(fillIn(alba, id, {}))).toMatchObject({ code: "conflict" });
  });

  it("proposes spam and marks what was asked twice, where each may be, and takes that back", async () => {
    const email = address();
    const { reference: first } = await file({ email });
    const { reference: second } = await file({ email });
    const { reference: proven } = await fileAndProve({ email: address() });
    const twice = await prepareBulk(alba, {
      act: "duplicate",
      references: [first, second, proven],
      fields: { other: first },
    });
    const before = await bulkSheet(alba, twice);
    expect(before.items.map(({ why }) => why === null)).toEqual([false, true, false]);
    expect(await runBulk(alba, twice)).toMatchObject({ done: 1, notDone: 2 });
    expect(await undoBulk(alba, twice)).toMatchObject({ undone: 1 });
    const spam = await prepareBulk(alba, {
      act: "spam",
      references: [second, proven],
      fields: { why: "machine" },
    });
    expect(await runBulk(alba, spam)).toMatchObject({ done: 1, notDone: 1 });
    expect((await rowOf(second)).status).toBe("received");
    expect(await undoBulk(alba, spam)).toMatchObject({ undone: 1 });
  });

  it("is refused to who only reads, for none, for too many, and for what is not theirs to see", async () => {
    const [one = ""] = await some(1);
    const wish = { act: "assign", references: [one], fields: { to: "me" } };
    expect(await refusal(prepareBulk(auditor, wish))).toMatchObject({ code: "forbidden" });
    expect(await refusal(prepareBulk(alba, { ...wish, references: [] }))).toMatchObject({ code: "invalid" });
    expect(await refusal(prepareBulk(alba, { ...wish, act: "release" }))).toMatchObject({ code: "invalid" });
    const many = Array.from(
      { length: mostAtOnce + 1 },
      (_, at) => `LK-${String(at + 222).padStart(3, "2")}-222`,
    );
    expect((await refusal(prepareBulk(alba, { ...wish, references: many }))).code).toMatch(
      /invalid|not_found/,
    );
    const far = { ...alba, scope: { brands: null, places: ["US"], systems: [] } };
    expect(await refusal(prepareBulk(far, wish))).toMatchObject({ code: "not_found" });
    const email = address();
    const { reference: hers } = await file({ email, place: "IE" });
    const { reference: closed } = await file({ email, place: "US-CA" });
    const near = { ...alba, scope: { brands: null, places: ["IE"], systems: [] } };
    const fields = { other: closed };
    const twice = await prepareBulk(near, { act: "duplicate", references: [hers], fields });
    expect((await bulkSheet(alba, twice)).items[0]?.why).toMatch(/came later/);
    expect((await bulkSheet(near, twice)).items[0]?.why).toBeNull();
    expect((await bulkSheet(far, twice)).items).toEqual([]);
    const id = await prepareBulk(alba, wish);
    expect(await refusal(bulkSheet(ben, id))).toMatchObject({ code: "not_found" });
    expect(await refusal(runBulk(ben, id))).toMatchObject({ code: "not_found" });
    await house.query("update bulk_run set created_at = now() - interval '91 days' where id = $1", [id]);
    await forgetBulkRuns();
    expect(await refusal(bulkSheet(alba, id))).toMatchObject({ code: "not_found" });
  });
});
