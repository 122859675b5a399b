import { afterAll, beforeAll, expect, it } from "vitest";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { isSigned, receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { placeHold } from "../holds.ts";
import { approvedBatch, openTown, proposedBatch, type Town } from "./fixture/town.ts";
import { forgetBatches } from "./forget.ts";
import { readBatch } from "./read.ts";
import { replayBatches } from "./replay.ts";

let town: Town;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  town = await openTown();
  await town.populate();
  maker = await town.staff("Walt", "analyst");
  people = [await town.staff("Ann", "approver"), await town.staff("Lea", "officer")];
});
afterAll(() => town.close());

const street = (person: number) =>
  `insert into addresses values (${900_000 + person}, ${person}, 'an older street')`;

it("a batch is run again after a restore: what was approved is gone once more, nobody else's row changes, and it is signed", async () => {
  const since = new Date(Date.now() - 60_000);
  const made = await proposedBatch(maker);
  await approvedBatch(made, ...people);
  await drain();
  expect(await readBatch(maker, made.number)).toMatchObject({ status: "done" });
  const clean = await town.left();
  await expect(replayBatches(people[1], { since })).rejects.toMatchObject({ code: "forbidden" });
  expect(await replayBatches(way.operator, { since: new Date(Date.now() + 60_000) })).toEqual([]);

  // The backup: everybody is back.
  await town.populate();
  const others = await town.unlisted();
  expect(await town.left()).toBeGreaterThan(clean);
  const again = await replayBatches(way.operator, { since });
  expect(again.map(({ reference, result }) => [reference, result])).toEqual(
    [1, 2].map(() => [`Batch ${made.number}`, "clean"]),
  );
  expect(again.every(({ changed }) => changed > 0)).toBe(true);
  expect([await town.left(), await town.unlisted()]).toEqual([clean, others]);
  // Done twice it is as done once.
  expect((await replayBatches(way.operator, { since })).map((one) => one.changed)).toEqual([0, 0]);

  // A row that nobody approved came with the backup, and somebody else has one of their numbers by now.
  await town.populate();
  await town.store.query(street(1004));
  await town.store.query("update addresses set person_id = 5001 where person_id = 1007");
  const some = await replayBatches(way.operator, { since, system: "store" });
  expect(some).toMatchObject([{ result: expect.not.stringMatching("clean") }]);
  const { rows } = await town.store.query("select id from addresses where id = 901004 or id / 10 = 1007");
  expect(rows.length).toBe(4);

  const signed = await town.query<{ body: string; signature: Buffer }>("select * from erasure_batch_replay");
  expect(signed.length).toBeGreaterThanOrEqual(4);
  for (const row of signed) expect(isSigned(row.body, row.signature, receiptKey().publicKey)).toBe(true);
  await expect(town.query("delete from erasure_batch_replay")).rejects.toThrow();
});

it("a batch is not run again while somebody of it is held, nor once its list is destroyed", async () => {
  const since = new Date(Date.now() - 600_000);
  await town.populate();
  const { reference } = await way.fileAndProve({ right: "restriction", email: "b9@example.com" });
  await drain();
  const before = await town.left();
  await placeHold(maker, reference, { on: "person", reason: "A claim is open.", until: "2099-01-01" });
  const held = await replayBatches(way.operator, { since });
  expect(held.map((one) => one.result)).toEqual(["held", "held"]);
  await town.query("update legal_hold set lifted_at = now(), lifted_by = 'x'");
  await town.query("alter table erasure_batch disable trigger user");
  await town.query(
    "update erasure_batch set ended_at = ended_at - interval '31 days', followed_day = '2060-01-01'",
  );
  await town.query("alter table erasure_batch enable trigger user");
  expect(await forgetBatches()).toBe(1);
  const gone = await replayBatches(way.operator, { since });
  expect(gone.map((one) => one.result)).toEqual(["destroyed", "destroyed"]);
  expect(await town.left()).toBe(before);
});
