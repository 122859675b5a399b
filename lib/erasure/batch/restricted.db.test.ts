import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { placeHold } from "#lib/erasure/holds.ts";
import { placeRestriction } from "#lib/preference/restriction.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { approvedBatch, openTown, proposedBatch, type Town } from "./fixture/town.ts";
import { readBatch } from "./read.ts";

let town: Town;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  town = await openTown();
  maker = await town.staff("Walt", "analyst");
  people = [await town.staff("Ann", "approver"), await town.staff("Lea", "officer")];
});
afterAll(() => town.close());
beforeEach(() => town.populate());

async function asksForRestriction(email: string): Promise<string> {
  const { reference } = await way.fileAndProve({ right: "restriction", email });
  await drain();
  return reference;
}

const place = (reference: string) =>
  placeRestriction(people[1], reference, {
    ground: "needed_for_claims",
    reason: "They need it before a court.",
  });

it("nobody of a list is erased who was restricted after they were located, before or after it was approved", async () => {
  const [one, other] = [
    await asksForRestriction("b4@example.com"),
    await asksForRestriction("b7@example.com"),
  ];
  const early = await proposedBatch(maker);
  await place(one);
  await expect(approvedBatch(early, ...people)).rejects.toMatchObject({ code: "conflict" });
  const late = await proposedBatch(maker);
  expect(late.view.setAside).toMatchObject({ held: 1 });
  const before = await town.left();
  await approvedBatch(late, ...people);
  await place(other);
  await drain();
  expect(await readBatch(maker, late.number)).toMatchObject({ status: "stopped", stoppedWhy: "held" });
  expect(await town.left()).toBe(before);
});

it("the database itself refuses to begin with somebody who is restricted or held, under whichever of their names", async () => {
  const made = await proposedBatch(maker);
  const begins = () => town.query("select batch_is_held($1) as held", [made.id]);
  expect(await begins()).toEqual([{ held: false }]);
  const reference = await asksForRestriction("b9@example.com");
  await place(reference);
  expect(await begins()).toEqual([{ held: true }]);
  await town.query(
    "update restriction set state = 'lifted', told_at = now(), lift_from = now(), lifted_at = now(), lifted_by = 'x' where state <> 'lifted'",
  );
  expect(await begins()).toEqual([{ held: false }]);
  // Held as somebody who asked from another mailbox, and whom a system knows by the number of one of the list.
  await placeHold(maker, reference, { on: "dossier", reason: "A claim is open.", until: "2099-01-01" });
  await town.query("update request set mailbox_token = sha256('other') where reference = $1", [reference]);
  expect(await begins()).toEqual([{ held: true }]);
  await town.query("update legal_hold set lifted_at = now(), lifted_by = 'x'");
  expect(await begins()).toEqual([{ held: false }]);
});
