import { afterAll, beforeAll, expect, it } from "vitest";
import { countApprovals } from "#lib/decision/approvals.ts";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { approveBatch } from "./approve.ts";
import { batchesToApprove } from "./desk.ts";
import { openTown, proposedBatch, type Town } from "./fixture/town.ts";

let town: Town;
let maker: Staff;
let ann: Staff;
let lea: Staff;

beforeAll(async () => {
  town = await openTown();
  await town.populate();
  maker = await town.staff("Walt", "analyst");
  ann = await town.staff("Ann", "approver");
  lea = await town.staff("Lea", "officer");
});
afterAll(() => town.close());

it("a list waits with all else that needs a second person, for those who may approve, until two have", async () => {
  expect([await batchesToApprove(ann), await countApprovals(ann)]).toEqual([[], 0]);
  const { id, number, view } = await proposedBatch(maker);
  await expect(batchesToApprove(maker)).rejects.toMatchObject({ code: "forbidden" });
  const waiting = {
    batch: { number, status: "proposed" },
    madeBy: expect.stringMatching("Walt"),
    first: null,
    mayNot: null,
  };
  expect(await batchesToApprove(ann)).toMatchObject([waiting]);
  expect(await countApprovals(ann)).toBe(1);
  const approval = { hash: view.hash ?? "", typed: view.typedNumber ?? 0 };
  await approveBatch(ann, id, approval);
  expect(await batchesToApprove(ann)).toMatchObject([
    { first: expect.stringMatching("Ann"), mayNot: expect.stringMatching("second") },
  ]);
  expect(await batchesToApprove(lea)).toMatchObject([{ first: expect.stringMatching("Ann"), mayNot: null }]);
  await approveBatch(lea, id, approval);
  expect([await batchesToApprove(lea), await countApprovals(lea)]).toEqual([[], 0]);
});
