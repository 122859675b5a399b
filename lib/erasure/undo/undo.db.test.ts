import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { drain } from "#lib/worker/drain.ts";
import { erasureCertificate, verifyCertificate } from "../certificate.ts";
import { approvedBy, proposed } from "../fixture/ways.ts";
import { openWorld, type Staff, type World } from "../fixture/world.ts";
import { personErasure, readErasure } from "../read.ts";
import { replayErasures } from "../replay.ts";
import { recordErasedByHand } from "../stop.ts";
import { sweepNow } from "../sweep/all.ts";
import { isErased } from "../sweep/remember.ts";
import { undoErasure } from "./ask.ts";
import { endUndoWindows } from "./end.ts";
import { readImages, undoKeyOf } from "./images.ts";

let world: World;
let people: [Staff, Staff];
let maker: Staff;

beforeAll(async () => {
  world = await openWorld({ HABEAS_ERASURE_UNDO_DAYS: "7" });
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());
beforeEach(() => world.refill(300));

/** A checksum of every row of every table of both systems. */
async function checksum(): Promise<string> {
  const hash = createHash("sha256");
  for (const [client, tables] of [
    [world.store, ["people", "addresses", "invoices", "reviews"]],
    [world.readers, ["subscribers", "letters"]],
  ] as const) {
    for (const table of tables) {
      const { rows } = await client.query<{ t: string }>(`select t::text from ${table} t order by 1`);
      hash.update(`${table} ${rows.length}\n${rows.map((row) => row.t).join("\n")}`);
    }
  }
  return hash.digest("hex");
}

async function erasedMina() {
  const asked = await proposed(world, maker);
  await approvedBy(asked.id, asked.hash, ...people);
  await drain();
  const [hand] = await world.query<{ id: string }>(
    "select id from erasure_system where erasure_id = $1 and phase = 'by_hand'",
    [asked.id],
  );
  if (hand) await recordErasedByHand(maker, hand.id, "The cupboard is empty.");
  await drain();
  const [row] = await world.query<{ state: string }>("select state from erasure where id = $1", [asked.id]);
  expect(row?.state).toBe("done");
  return asked;
}

const filesOfStore = () =>
  readdirSync(join(world.folder, "store"), { recursive: true })
    .map(String)
    .filter((name) => name.startsWith("undo/") && statSync(join(world.folder, "store", name)).isFile());

describe("while what was erased can be put back", () => {
  it("the same bytes stand in every table afterwards, and its key is destroyed", async () => {
    const before = await checksum();
    const asked = await erasedMina();
    expect(await checksum()).not.toBe(before);
    const [ann] = people;
    const person = await personErasure(asked.person, asked.reference);
    expect(person?.undo?.untilDay).toMatch(/^\d{4}-\d\d-\d\d$/);
    const certificate = await erasureCertificate(maker, asked.reference);
    expect(certificate.replaceAll("\\", "")).toContain(`"can_be_put_back_until":"${person?.undo?.untilDay}"`);
    expect(filesOfStore().length).toBeGreaterThan(0);

    expect(await isErased(database(), "email", "mina.okafor@example.com")).toBe(true);
    await expect(undoErasure(ann, asked.id, "  ")).rejects.toMatchObject({ code: "invalid" });
    const stale = undoErasure({ ...ann, steppedUpAt: null }, asked.id, "Not fresh");
    await expect(stale).rejects.toMatchObject({ code: "step_up" });
    await expect(undoErasure(maker, asked.id, "I may not")).rejects.toMatchObject({ code: "forbidden" });
    expect(await undoErasure(ann, asked.id, "The wrong person was asked about")).toBe(2);
    await drain();

    expect(await checksum()).toBe(before);
    const undos = await world.query(
      "select state, outcome, wrapped, result->'not' as not from erasure_undo where request_id = $1",
      [asked.requestId],
    );
    expect(undos).toEqual(
      [1, 2].map(() => ({ state: "settled", outcome: "undone", wrapped: null, not: [] })),
    );
    expect(filesOfStore()).toEqual([]);
    const after = await personErasure(asked.person, asked.reference);
    expect(after?.undo).toBeNull();
    expect(after?.putBack?.rows).toBe(302 + 2 + 1);
    const told = await erasureCertificate(maker, asked.reference);
    expect(told).toContain("habeas-erasure-put-back/1");
    expect(verifyCertificate(told)).toMatchObject({ valid: true });
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
    // They are not erased any more: nobody looks for them, and nothing keeps them out.
    expect(await isErased(database(), "email", "mina.okafor@example.com")).toBe(false);
    const swept = await sweepNow({ kind: "operator" });
    expect(swept.map((one) => one.found)).toEqual([0, 0]);
    // A replay does not erase again what was put back on purpose.
    expect(await replayErasures({ kind: "operator" }, { since: new Date(0) })).toEqual([]);
    expect(await checksum()).toBe(before);
  });

  it("what was taken meanwhile is reported, and can be tried again", async () => {
    const before = await checksum();
    const asked = await erasedMina();
    await world.store.query("insert into people values (1, 'C-9', 'Somebody Else', 'else@example.org')");
    await undoErasure(people[0], asked.id, "A mistake");
    await drain();
    const view = await readErasure(people[0], asked.reference, { samples: false });
    const store = view?.systems.find((one) => one.systemId === "store");
    expect(store?.undo).toMatchObject({ state: "open", outcome: "partly" });
    expect(store?.undo?.result?.not.toSorted((a, b) => (a.table < b.table ? -1 : 1))).toEqual([
      { table: "addresses", why: "parent_gone", rows: 300 },
      { table: "people", why: "key_taken", rows: 1 },
      { table: "reviews", why: "parent_gone", rows: 1 },
    ]);
    await world.store.query("delete from people where id = 1");
    await undoErasure(people[0], asked.id, "The other one was moved");
    await drain();
    expect(await checksum()).toBe(before);
  });

  it("nothing personal lies in the open, and each part has a key of its own", async () => {
    const asked = await erasedMina();
    const files = filesOfStore();
    for (const name of files) {
      const bytes = readFileSync(join(world.folder, "store", name));
      for (const canary of ["canary-mina", "Okafor", "C-1001"]) expect(bytes.includes(canary)).toBe(false);
    }
    const rows = await world.query<{ id: string; wrapped: Buffer; storage_key: string; text: string }>(
      "select u.id, u.wrapped, i.storage_key, u::text || i::text as text from erasure_undo u join erasure_image i on i.undo_id = u.id where u.request_id = $1 order by u.id",
      [asked.requestId],
    );
    for (const { text } of rows)
      for (const canary of ["canary", "okafor", "c-1001"]) expect(text.toLowerCase()).not.toContain(canary);
    const [first] = rows;
    const other = rows.find((row) => row.id !== first?.id);
    if (!first || !other) throw new Error("two systems have images");
    await expect(readImages(undoKeyOf(first.id, first.wrapped), first.storage_key)).resolves.not.toEqual([]);
    await expect(readImages(undoKeyOf(other.id, other.wrapped), first.storage_key)).rejects.toThrow();
    expect(() => undoKeyOf(other.id, first.wrapped)).toThrow();
  });
});

/** As if the last day to put it back had been so many days ago. */
async function daysAgo(requestId: string, days: number) {
  await world.query("alter table erasure_undo disable trigger erasure_undo_guard");
  await world.query("update erasure_undo set until_day = current_date - $2::int where request_id = $1", [
    requestId,
    days,
  ]);
  await world.query("alter table erasure_undo enable trigger erasure_undo_guard");
}

const outcomes = (requestId: string) =>
  world.query("select state, outcome, wrapped from erasure_undo where request_id = $1", [requestId]);
const expired = [1, 2].map(() => ({ state: "settled", outcome: "expired", wrapped: null }));

describe("when the days are over", () => {
  it("an erasure that stopped and was left so is final as well, counted from what was taken last", async () => {
    const asked = await erasedMina();
    // As if it had stopped before its systems were proven.
    await world.query("alter table erasure disable trigger user");
    await world.query("alter table erasure_system disable trigger user");
    await world.query("update erasure set state = 'stopped', ended_at = null where id = $1", [asked.id]);
    await world.query(
      "update erasure_system set state = 'parked', outcome = null, ended_at = null where erasure_id = $1",
      [asked.id],
    );
    await world.query("alter table erasure enable trigger user");
    await world.query("alter table erasure_system enable trigger user");
    await daysAgo(asked.requestId, 2);
    expect(await endUndoWindows()).toBe(0);
    await world.query("update erasure_image set at = at - interval '9 days'");
    expect(await endUndoWindows()).toBe(2);
    expect(await outcomes(asked.requestId)).toEqual(expired);
    expect(filesOfStore().filter((name) => name.includes(asked.requestId))).toEqual([]);
  });

  it("what no system takes back is tried for as many days again, and then is final", async () => {
    const asked = await erasedMina();
    await undoErasure(people[0], asked.id, "Asked in time");
    await world.query(
      "update erasure_undo set not_before = now() + interval '1 hour' where request_id = $1",
      [asked.requestId],
    );
    await daysAgo(asked.requestId, 7);
    expect(await endUndoWindows()).toBe(0);
    await daysAgo(asked.requestId, 8);
    expect(await endUndoWindows()).toBe(2);
    expect(await outcomes(asked.requestId)).toEqual(expired);
  });

  it("the key is destroyed, the files are gone, and nothing can be put back", async () => {
    const asked = await erasedMina();
    expect(await endUndoWindows()).toBe(0);
    const [kept] = await world.query<{ id: string; wrapped: Buffer }>(
      "select id, wrapped from erasure_undo where request_id = $1",
      [asked.requestId],
    );
    const early = world.query("update erasure_undo set until_day = current_date - 1 where id = $1", [
      kept?.id,
    ]);
    await expect(early).rejects.toThrow("do not become fewer");
    const { rows } = { rows: filesOfStore() };
    expect(rows.length).toBeGreaterThan(0);
    await daysAgo(asked.requestId, 2);
    expect(await endUndoWindows()).toBe(2);
    expect(filesOfStore().filter((name) => name.includes(asked.requestId))).toEqual([]);
    expect(await outcomes(asked.requestId)).toEqual(expired);
    await expect(
      world.query("update erasure_undo set wrapped = $2 where id = $1", [kept?.id, kept?.wrapped]),
    ).rejects.toThrow("does not change");
    await expect(undoErasure(people[0], asked.id, "Too late")).rejects.toMatchObject({ code: "conflict" });
    const [event] = await world.query(
      "select count(*)::int as n from audit_event where chain = $1 and kind = 'erasure_final'",
      [asked.requestId],
    );
    expect(event).toEqual({ n: 2 });
    expect((await personErasure(asked.person, asked.reference))?.undo).toBeNull();
    await drain();
  });
});
