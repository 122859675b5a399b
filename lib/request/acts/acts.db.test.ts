import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { addDays } from "#lib/core/day.ts";
import { database } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file, fileAndProve } from "#lib/worker/fixture/ways.ts";
import { assignRequest } from "../assign.ts";
import { eventsOf, refusal, rowOf } from "../fixture/intake.ts";
import { deskTimeline, personTimeline } from "../timeline.ts";
import { hired } from "./fixture/hired.ts";
import { handOver } from "./hand-over.ts";
import { linkRequests, linksOf, undoLink } from "./link.ts";
import { notesOf, takeBackNote, writeNote } from "./note.ts";
import { latestSnooze, snoozeRequest } from "./snooze.ts";
import { knownTags, tagRequest, typedTags } from "./tag.ts";
import { putBack, takeUp } from "./take-up.ts";

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

const filed = async () => (await file({ email: `acts-${randomUUID()}@example.com` })).reference;

describe("tags", () => {
  it("are added and taken off, and the log holds counts and not their words", async () => {
    const reference = await filed();
    expect(await tagRequest(alba, reference, { add: ["Press", "q4-audit"] })).toEqual({
      added: ["press", "q4-audit"],
      removed: [],
    });
    expect(await tagRequest(alba, reference, { add: ["press"], remove: ["none"] })).toEqual({
      added: [],
      removed: [],
    });
    expect(await tagRequest(ben, reference, { remove: ["press"] })).toEqual({
      added: [],
      removed: ["press"],
    });
    const row = await rowOf(reference);
    expect(row.tags).toEqual(["q4-audit"]);
    expect(await knownTags(alba)).toEqual(["q4-audit"]);
    expect(await knownTags({ ...alba, scope: { brands: [], places: null, systems: [] } })).toEqual([]);
    const told = await house.query<{ data: string }>(
      "select data::text from audit_event where chain = $1 and kind = 'tagged'",
      [row.id],
    );
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain('audit"');
    expect((await deskTimeline(database(), row.id)).at(-1)?.sentence).toBe("Tags: 1 taken off.");
  });

  it("are few, short and plain", async () => {
    const reference = await filed();
    expect(() => typedTags("mina@example.com")).toThrow(/no place for names/);
    const many = Array.from({ length: 13 }, (_, at) => `tag-${at}`);
    expect(await refusal(tagRequest(alba, reference, { add: many }))).toMatchObject({ code: "invalid" });
    expect((await rowOf(reference)).tags).toEqual([]);
  });
});

describe("notes", () => {
  it("are sealed, written once for a form, shown to staff only and taken back by who wrote them", async () => {
    const reference = await filed();
    const { id } = await rowOf(reference);
    const note = { text: "She called: the shop account is her mother's.", onceKey: "form-1" };
    const first = await writeNote(alba, reference, note);
    expect(await writeNote(alba, reference, note)).toBe(first);
    const [kept] = await house.query<{ all: string }>("select n::text as all from request_note n");
    expect(kept?.all).not.toContain("mother");
    expect(await notesOf(database(), alba, id)).toMatchObject([
      { text: note.text, mine: true, kind: "note" },
    ]);
    expect(JSON.stringify(await personTimeline(database(), id))).not.toMatch(/note|mother/);
    expect(await refusal(takeBackNote(ben, reference, first))).toMatchObject({ code: "not_found" });
    await takeBackNote(alba, reference, first);
    expect(await refusal(takeBackNote(alba, reference, first))).toMatchObject({ code: "conflict" });
    expect(await notesOf(database(), alba, id)).toEqual([]);
    await expect(house.query("update request_note set kind = 'hand_over'")).rejects.toThrow(/stays as it/);
    expect(await eventsOf(house, id)).toEqual(expect.arrayContaining(["note_written", "note_taken_back"]));
  });
});

describe("putting aside", () => {
  it("comes back by itself and never hides what is due soon", async () => {
    const reference = await filed();
    const { safeDue } = await rowOf(reference);
    const today = companyToday();
    const soon = addDays(today, 3);
    expect(await snoozeRequest(alba, reference, soon)).toEqual({ before: null });
    expect((await rowOf(reference)).snoozedUntil).toBe(soon);
    expect(await snoozeRequest(alba, reference, null)).toEqual({ before: soon });
    for (const wrong of [today, "2026-02-31", addDays(safeDue, -6)])
      expect(await refusal(snoozeRequest(alba, reference, wrong))).toMatchObject({ code: "invalid" });
    await house.query("update request set snoozed_until = safe_due where reference = $1", [reference]);
    expect((await rowOf(reference)).snoozedUntil).toBe(addDays(safeDue, -7));
    expect(latestSnooze(addDays(today, 7), today)).toBeNull();
    expect(latestSnooze(addDays(today, 9), today)).toBe(addDays(today, 2));
  });
});

describe("whose it is", () => {
  it("names who was faster, and goes to nobody who cannot work", async () => {
    const reference = await filed();
    expect(await assignRequest(alba, reference, alba.staffId, null)).toEqual({ before: null });
    expect(await refusal(assignRequest(ben, reference, ben.staffId, null))).toEqual({
      code: "conflict",
      message: "Alba Reyes has it now. Ask them, or take it from them.",
    });
    expect(await refusal(assignRequest(alba, reference, auditor.staffId))).toMatchObject({ code: "invalid" });
    expect(await assignRequest(ben, reference, ben.staffId, alba.staffId)).toEqual({ before: alba.staffId });
  });

  it("is handed over with a note: both or neither", async () => {
    const reference = await filed();
    const hand = { to: ben.staffId, text: "Waits for the shop.", onceKey: "hand" };
    expect(await refusal(handOver(alba, reference, { ...hand, to: auditor.staffId }))).toMatchObject({
      code: "invalid",
    });
    const { id } = await rowOf(reference);
    expect(await notesOf(database(), ben, id)).toEqual([]);
    await handOver(alba, reference, hand);
    expect((await rowOf(reference)).ownerId).toBe(ben.staffId);
    expect(await notesOf(database(), ben, id)).toMatchObject([{ kind: "hand_over", mine: false }]);
  });

  it("is one's own once it is taken up, by the first of two", async () => {
    const { reference } = await fileAndProve({ email: `up-${randomUUID()}@example.com` });
    const both = await Promise.allSettled([takeUp(alba, reference), takeUp(ben, reference)]);
    const lost = both.find((one) => one.status === "rejected");
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const first = both[0]?.status === "fulfilled" ? alba : ben;
    expect(lost?.reason).toMatchObject({
      code: "conflict",
      message: `${first.name} took it up a moment ago.`,
    });
    expect((await rowOf(reference)).ownerId).toBe(first.staffId);
    expect(await refusal(putBack(first === alba ? ben : alba, reference))).toMatchObject({
      code: "conflict",
    });
    await putBack(first, reference);
    expect(await rowOf(reference)).toMatchObject({ ownerId: null, triagedAt: null });
  });
});

describe("related requests", () => {
  it("are linked once, seen from both, and unlinked from either", async () => {
    const [one, two] = [await filed(), await filed()];
    const link = await linkRequests(alba, one, two, "related");
    expect(await linkRequests(ben, two, one, "related")).toBe(link);
    const seen = await linksOf(database(), alba, (await rowOf(two)).id);
    expect(seen).toMatchObject([{ as: "related", reference: one, mayUndo: true }]);
    const narrow = { ...alba, scope: { brands: null, places: ["US"], systems: [] } };
    expect(await linksOf(database(), narrow, (await rowOf(two)).id)).toEqual([]);
    await undoLink(ben, two, link);
    expect(await refusal(undoLink(ben, two, link))).toMatchObject({ code: "conflict" });
    expect(await refusal(linkRequests(alba, one, one, "related"))).toMatchObject({ code: "invalid" });
    await expect(house.query("delete from request_link")).rejects.toThrow(/stays on record/);
  });
});

it("is refused to whoever only reads, whatever it is, and to every role by the same words for what is not there", async () => {
  const reference = await filed();
  const note = { text: "No.", onceKey: "x" };
  const tries = (ref: string) => [
    () => tagRequest(auditor, ref, { add: ["a"] }),
    () => writeNote(auditor, ref, note),
    () => snoozeRequest(auditor, ref, null),
    () => assignRequest(auditor, ref, auditor.staffId),
    () => handOver(auditor, ref, { to: ben.staffId, ...note }),
    () => takeUp(auditor, ref),
    () => linkRequests(auditor, ref, ref, "related"),
  ];
  for (const one of tries(reference)) expect(await refusal(one())).toMatchObject({ code: "forbidden" });
  for (const one of tries("LK-222-222")) expect(await refusal(one())).toMatchObject({ code: "not_found" });
  const [row] = await database().select().from(request).where(eq(request.reference, reference));
  expect(row).toMatchObject({ tags: [], ownerId: null, triagedAt: null });
});
