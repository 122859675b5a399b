import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "#lib/db/database.ts";
import { decideShared } from "#lib/fanout/decide-shared.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { askSecondContact, withdrawProof } from "#lib/request/proofs/desk.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { approveErasure } from "./approve.ts";
import { erasureCertificate, verifyCertificate } from "./certificate.ts";
import { approvedBy, hashOf, located, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { liftHold, placeHold } from "./holds.ts";
import { planErasure } from "./plan.ts";
import { readErasure } from "./read.ts";
import { acceptRemains, recordErasedByHand, resumeErasure, stopErasure } from "./stop.ts";

let world: World;
let maker: Staff;
let first: Staff;
let second: Staff;

beforeAll(async () => {
  world = await openWorld({ HABEAS_RETRY_CEILING_SECONDS: "60" });
  maker = await world.staff("Walt", "analyst");
  first = await world.staff("Ann", "approver");
  second = await world.staff("Lea", "officer");
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const view = async (reference: string) => (await readErasure(first, reference)) ?? expect.fail("no erasure");
const count = async (sql: string) => Number((await world.store.query(sql)).rows[0]?.count);

describe("a world that changed between approval and act", () => {
  it("stops the system with a record that nobody approved, touches nothing there, and asks again", async () => {
    const { id, hash, reference, requestId } = await proposed(world, maker);
    await approvedBy(id, hash, first, second);
    await world.store.query("insert into addresses values (99999999, 1, 'a new street')");
    await drain();
    const stopped = await view(reference);
    expect(stopped).toMatchObject({ state: "stopped", stoppedWhy: "changed" });
    expect(stopped.systems.map((one) => one.state)).toEqual(["stopped", "done"]);
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(301);
    const again = await planErasure(maker, reference);
    await drain();
    await approvedBy(again, await hashOf(requestId), first, second);
    await drain();
    expect(await view(reference)).toMatchObject({ state: "done", number: 2 });
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(0);
    const certificate = await erasureCertificate(maker, reference);
    expect(verifyCertificate(certificate, receiptKey().publicKey)).toMatchObject({
      valid: true,
      receipts: 3,
    });
  });

  it("leaves a record alone that is another person's by then", async () => {
    const { id, hash, reference } = await proposed(world, maker);
    await world.store.query("update addresses set person_id = 2 where id = 7");
    await approvedBy(id, hash, first, second);
    await drain();
    expect(await view(reference)).toMatchObject({
      state: "done",
      systems: [{ released: 1 }, { released: 0 }],
    });
    expect(await count("select count(*) from addresses where id = 7 and person_id = 2")).toBe(1);
  });

  it("stops where the map or the database is not as it was planned", async () => {
    const { id, hash, reference } = await proposed(world, maker);
    await world.store.query(
      "create table parcels (id int primary key, person_id int references people on delete cascade)",
    );
    await approvedBy(id, hash, first, second);
    await drain();
    expect(await view(reference)).toMatchObject({ state: "stopped", stoppedWhy: "steps_changed" });
    expect(await count("select count(*) from people where id = 1")).toBe(1);
  });
});

describe("a household behind one address", () => {
  it("has no plan before staff decide who it is, and then only of the one they chose", async () => {
    await world.store.query(
      "insert into people values (3, 'C-1003', 'Mia Okafor', 'mina.okafor@example.com')",
    );
    await world.store.query("insert into addresses values (5555555, 3, 'their own street')");
    const { reference, requestId } = await located(world);
    await expect(planErasure(maker, reference)).rejects.toMatchObject({ code: "conflict" });
    const [question] = (await readRequestFile(operator, reference)).sharedIdentifiers;
    await decideShared(operator, { sharedId: question?.id ?? "", keys: ["C-1001"], reason: "She told us." });
    await drain();
    const id = await planErasure(maker, reference);
    await drain();
    await approvedBy(id, await hashOf(requestId), first, second);
    await drain();
    expect(await view(reference)).toMatchObject({ state: "done" });
    const left = "select number, street from people p join addresses a on a.person_id = p.id where p.id = 3";
    expect((await world.store.query(left)).rows).toEqual([{ number: "C-1003", street: "their own street" }]);
    expect(await count("select count(*) from people where id = 1")).toBe(0);
  });
});

describe("nothing says erased", () => {
  it("while the person is still named somewhere that the plan does not keep; people can explain it, with a reason", async () => {
    await world.store.query("create table scribbles (id int primary key, note text)");
    await world.store.query("insert into scribbles values (1, 'mina.okafor@example.com')");
    const { id, hash, reference } = await proposed(world, maker);
    await approvedBy(id, hash, first, second);
    await drain();
    const stopped = await view(reference);
    expect(stopped).toMatchObject({
      state: "stopped",
      stoppedWhy: "remains",
      systems: [
        {
          outcome: null,
          mentions: expect.arrayContaining([{ table: "scribbles", column: "note", rows: 1 }]),
        },
        { outcome: "erased" },
      ],
    });
    await expect(erasureCertificate(maker, reference)).rejects.toMatchObject({ code: "conflict" });
    const row = stopped.systems[0]?.id ?? "";
    const seen = stopped.systems[0]?.placesSeen ?? "";
    const because = (reason: string, places = seen) => ({ reason, seen: places });
    await expect(acceptRemains(maker, row, because("A list of theirs"))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(acceptRemains(first, row, because(" "))).rejects.toMatchObject({ code: "invalid" });
    await acceptRemains(first, row, because("The block list must know this address."));
    await world.store.query("insert into scribbles values (2, 'mina.okafor@example.com')");
    await drain();
    expect(await view(reference)).toMatchObject({ state: "stopped", stoppedWhy: "remains" });
    // Whoever still looks at the page of before explains what they have not seen.
    await expect(acceptRemains(second, row, because("Only that one line"))).rejects.toMatchObject({
      code: "conflict",
    });
    const now = (await view(reference)).systems[0]?.placesSeen;
    await acceptRemains(second, row, because("The second line is the courier's.", now));
    await drain();
    expect(await view(reference)).toMatchObject({ state: "done" });
    const [kept] = await world.query<{ sealed_note: Buffer; request_id: string }>(
      "select sealed_note, request_id from erasure_system where id = $1",
      [row],
    );
    if (!kept) throw new Error("no note");
    const key = await keyOf(database(), kept.request_id);
    expect(open(key, `erasure_system/${row}/note`, kept.sealed_note)).toBe(
      "The block list must know this address.\n\nThe second line is the courier's.",
    );
  });

  it("while a record came back after the act", async () => {
    await world.store.query(`create function again() returns trigger language plpgsql as $$
      begin insert into people values (77, 'C-1077', 'Mina Okafor', 'mina.okafor@example.com'); return null; end $$;
      create trigger again after delete on people for each row execute function again()`);
    const { id, hash, reference } = await proposed(world, maker);
    await approvedBy(id, hash, first, second);
    await drain();
    const stopped = await view(reference);
    expect(stopped).toMatchObject({ state: "stopped", stoppedWhy: "remains" });
    const row = stopped.systems[0]?.id ?? "";
    await expect(
      world.query("update erasure_system set state = 'settled', outcome = 'erased' where id = $1", [row]),
    ).rejects.toThrow();
  });
});

it("what only people can do waits for them, and is looked up again like all else", async () => {
  await world.readers.query("insert into letters values (1, 11, 'mina.okafor@example.com')");
  const { id, hash, reference } = await proposed(world, maker);
  const waiting = "update erasure_system set phase = $2 where erasure_id = $1 returning id";
  const [early] = await world.query<{ id: string }>(waiting, [id, "by_hand"]);
  await expect(recordErasedByHand(maker, early?.id ?? "", "Done")).rejects.toMatchObject({
    code: "conflict",
  });
  await world.query(waiting, [id, "act"]);
  await approvedBy(id, hash, first, second);
  await drain();
  const waits = await view(reference);
  expect(waits).toMatchObject({
    state: "acting",
    systems: [{ outcome: "erased" }, { state: "by_hand", outcome: null }],
  });
  const row = waits.systems[1]?.id ?? "";
  await expect(recordErasedByHand(maker, row, "")).rejects.toMatchObject({ code: "invalid" });
  await recordErasedByHand(maker, row, "Burnt the letters.");
  await drain();
  expect(await view(reference)).toMatchObject({ state: "stopped", stoppedWhy: "remains" });
  await world.readers.query("delete from letters where id = 1");
  await resumeErasure(first, id);
  await drain();
  expect(await view(reference)).toMatchObject({ state: "done", systems: [{}, { outcome: "erased" }] });
});

describe("a legal hold", () => {
  it("forbids plan, approval and begin; only who approves lifts it", async () => {
    const asked = await located(world);
    const hold = { on: "person", reason: "A claim is open", until: "2099-01-01" } as const;
    const holdId = await placeHold(maker, asked.reference, hold);
    await expect(planErasure(maker, asked.reference)).rejects.toMatchObject({ code: "conflict" });
    await expect(liftHold(maker, asked.reference, holdId)).rejects.toMatchObject({ code: "forbidden" });
    await liftHold(second, asked.reference, holdId);
    const id = await planErasure(maker, asked.reference);
    await drain();
    const hash = await hashOf(asked.requestId);
    await approveErasure(first, id, { hash });
    const dossier = await placeHold(maker, asked.reference, { ...hold, on: "dossier" });
    await expect(approveErasure(second, id, { hash })).rejects.toMatchObject({ code: "conflict" });
    await liftHold(second, asked.reference, dossier);
    await approveErasure(second, id, { hash });
    const last = await placeHold(maker, asked.reference, hold);
    await drain();
    expect(await view(asked.reference)).toMatchObject({ state: "stopped", stoppedWhy: "held" });
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(300);
    await expect(
      world.query("update erasure set state = 'acting', started_at = clock_timestamp() where id = $1", [id]),
    ).rejects.toThrow("legal hold");
    await liftHold(second, asked.reference, last);
    await resumeErasure(first, id);
    await drain();
    expect(await view(asked.reference)).toMatchObject({ state: "done" });
  });
});

describe("a further proof that is asked for", () => {
  it("forbids approval, begin and going on, with words, until it is taken back", async () => {
    const { id, hash, reference } = await proposed(world, maker);
    await askSecondContact(second, reference, "Health records were found.");
    const refused = { code: "conflict", message: expect.stringContaining("More proof was asked for") };
    await expect(approveErasure(first, id, { hash })).rejects.toMatchObject(refused);
    await withdrawProof(second, reference);
    await approvedBy(id, hash, first, second);
    await askSecondContact(second, reference, "Health records were found.");
    await drain();
    expect(await view(reference)).toMatchObject({ state: "stopped", stoppedWhy: "unproven" });
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(300);
    await expect(resumeErasure(first, id)).rejects.toMatchObject(refused);
    await withdrawProof(second, reference);
    await resumeErasure(first, id);
    await drain();
    expect(await view(reference)).toMatchObject({ state: "done" });
  });
});

describe("taking it back", () => {
  it("drops a plan that has not begun, and is too late afterwards", async () => {
    const one = await proposed(world, maker);
    await approveErasure(first, one.id, { hash: one.hash });
    await cancelRequest(one.person, one.reference);
    await expect(approveErasure(second, one.id, { hash: one.hash })).rejects.toMatchObject({
      code: "conflict",
    });
    await drain();
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(300);
    const two = await proposed(world, maker);
    await approvedBy(two.id, two.hash, first, second);
    await drain();
    await expect(cancelRequest(two.person, two.reference)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      world.query("update request set status = 'cancelled', ended_at = now() where id = $1", [two.requestId]),
    ).rejects.toThrow();
  });

  it("can stop what runs; it goes on as approved when staff say so", async () => {
    const { id, hash, reference, requestId } = await proposed(world, maker);
    await approvedBy(id, hash, first, second);
    await stopErasure(maker, id);
    await drain();
    expect(await view(reference)).toMatchObject({ state: "stopped", stoppedWhy: "stopped" });
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(300);
    await resumeErasure(second, id);
    await drain();
    expect(await view(reference)).toMatchObject({ state: "done" });
    const [begun] = await world.query<{ count: string }>(
      "select count(*) from audit_event where chain = $1 and kind = 'erasure_started'",
      [requestId],
    );
    expect(begun?.count).toBe("1");
  });
});
