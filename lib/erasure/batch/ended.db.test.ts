import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { placeHold } from "#lib/erasure/holds.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { openEndedBatches } from "./ended.ts";
import { approvedBatch, listedPeople, openTown, proposedBatch, type Town } from "./fixture/town.ts";
import { forgetBatches } from "./forget.ts";
import { readBatch } from "./read.ts";
import { dropBatch } from "./stop.ts";

let town: Town;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  town = await openTown();
  await town.populate();
  maker = await town.staff("Walt", "analyst");
  people = [await town.staff("Ann", "approver"), await town.staff("Lea", "officer")];
});
afterAll(async () => {
  vi.useRealTimers();
  await town.close();
});

const long = { toFake: ["Date" as const], now: new Date("2060-01-01T12:00:00Z") };
const listsOf = (id: string) =>
  town.query<{ kept: boolean }>("select wrapped_key is not null as kept from erasure_batch where id = $1", [
    id,
  ]);
const invoices = async () =>
  Number(
    (await town.store.query("select count(*) as n from invoices where person_number like 'B-%'")).rows[0]?.n,
  );

it("what a batch had to keep ends by itself: found by the first lists, approved by two, with receipts of its own", async () => {
  const asked = await proposedBatch(maker);
  await approvedBatch(asked, ...people);
  await drain();
  expect([await town.left(), await invoices()]).toEqual([0, listedPeople]);
  const others = await town.unlisted();

  // The lists are needed until then: they outlive the month after which others are destroyed.
  await town.query("update erasure_batch set ended_at = now() - interval '40 days'");
  expect([await openEndedBatches(), await forgetBatches()]).toEqual([0, 0]);
  expect(await listsOf(asked.id)).toEqual([{ kept: true }]);

  vi.useFakeTimers(long);
  const hold = await way.file({ email: "b1@example.com", right: "erasure" });
  await placeHold(maker, hold.reference, { on: "person", reason: "A court asks.", until: "2061-01-01" });
  expect(await openEndedBatches()).toBe(0);
  await town.query("update legal_hold set lifted_at = now(), lifted_by = 'staff/x'");

  expect([await openEndedBatches(), await openEndedBatches()]).toEqual([1, 0]);
  await drain();
  const next = await readBatch(maker, asked.number + 1);
  expect(next).toMatchObject({
    kind: "hold_ended",
    status: "proposed",
    people: listedPeople,
    totals: { delete: listedPeople, keep: 0, systems: 1 },
    reason: expect.stringContaining(`batch ${asked.number}`),
  });
  expect(await forgetBatches()).toBe(1);
  expect(await listsOf(asked.id)).toEqual([{ kept: false }]);
  const plan = { id: next?.id ?? "", hash: next?.hash ?? "", typed: next?.typedNumber ?? 0 };
  await approvedBatch(plan, ...people);
  await drain();
  expect(await readBatch(maker, asked.number + 1)).toMatchObject({ status: "done" });
  expect([await invoices(), await town.unlisted()]).toEqual([0, others]);
  const [receipts] = await town.query<{ n: string }>(
    "select count(*) as n from erasure_batch_receipt where batch_id = $1",
    [plan.id],
  );
  expect(Number(receipts?.n)).toBe(listedPeople);
  expect(await openEndedBatches()).toBe(0);
});

it("is not proposed again where staff dropped it", async () => {
  vi.useRealTimers();
  await town.populate();
  const asked = await proposedBatch(maker);
  await approvedBatch(asked, ...people);
  await drain();
  vi.useFakeTimers(long);
  expect(await openEndedBatches()).toBe(1);
  await drain();
  await dropBatch(maker, (await readBatch(maker, asked.number + 1))?.id ?? "");
  expect([await openEndedBatches(), await invoices()]).toEqual([0, listedPeople]);
});
