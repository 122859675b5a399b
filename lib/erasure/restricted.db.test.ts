import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allowDespiteRestriction, placeRestriction } from "#lib/preference/restriction.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { approvedBy, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { readErasure } from "./read.ts";
import { resumeErasure } from "./stop.ts";

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
beforeEach(async () => {
  await world.refill();
  await world.query(
    "update restriction set state = 'lifted', told_at = now(), lift_from = now(), lifted_at = now(), lifted_by = 'x' where state <> 'lifted'",
  );
});

const streets = async () =>
  Number(
    (await world.store.query("select count(*) from addresses where person_id = 1")).rows[0]?.count ?? -1,
  );
const state = async (reference: string) => {
  const view = await readErasure(first, reference);
  return { state: view?.state, stoppedWhy: view?.stoppedWhy };
};

/** The same person asks that their data is only kept; staff can place it at any moment. */
async function restrictionOf(email: string) {
  const { reference } = await way.fileAndProve({ right: "restriction", email });
  await drain();
  return () =>
    placeRestriction(second, reference, {
      ground: "needed_for_claims",
      reason: "They need it before a court.",
    });
}

const mina = "mina.okafor@example.com";

it("an erasure that a restriction stopped does not go on before staff note what allows it", async () => {
  const restrict = await restrictionOf(mina);
  const { id, hash, reference } = await proposed(world, maker);
  await approvedBy(id, hash, first, second);
  await restrict();
  await drain();
  expect(await state(reference)).toEqual({ state: "stopped", stoppedWhy: "restricted" });
  await expect(resumeErasure(first, id)).rejects.toMatchObject({ code: "conflict" });
  await drain();
  expect(await streets()).toBe(300);
  await allowDespiteRestriction(second, reference, {
    ground: "consent",
    reason: "They wrote that they want it deleted all the same.",
  });
  await resumeErasure(first, id);
  await drain();
  expect(await state(reference)).toMatchObject({ state: "done" });
  expect(await streets()).toBe(0);
});

it("a restriction that is placed while an erasure runs stops it before its next chunk", async () => {
  const restrict = await restrictionOf(mina);
  const { id, hash, reference } = await proposed(world, maker);
  await approvedBy(id, hash, first, second);
  await world.query("update erasure set state = 'acting', started_at = clock_timestamp() where id = $1", [
    id,
  ]);
  await restrict();
  await drain();
  expect(await state(reference)).toEqual({ state: "stopped", stoppedWhy: "restricted" });
  expect(await streets()).toBe(300);
});

it("the database itself refuses to begin, also where the person is recognised by another name only", async () => {
  const restrict = await restrictionOf(mina);
  const { id, hash, requestId } = await proposed(world, maker);
  await approvedBy(id, hash, first, second);
  await restrict();
  await world.query("update request set mailbox_token = sha256('other') where id = $1", [requestId]);
  const begins = () =>
    world.query("update erasure set state = 'acting', started_at = clock_timestamp() where id = $1", [id]);
  await expect(begins()).rejects.toThrow("a restriction forbids it");
  await world.query("update erasure set state = 'stopped', stopped_why = 'stopped' where id = $1", [id]);
  await expect(begins()).rejects.toThrow("a restriction forbids it");
  await world.query("update identifier set origin = 'asked' where request_id = $1", [requestId]);
  await begins();
});
