import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { inTransaction } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { restrictionOf } from "#lib/request/restricted.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { recordEffectByHand } from "./by-hand.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { liftTold, tellBeforeLifting } from "./lift.ts";
import { weighObjection } from "./objection.ts";
import { allowDespiteRestriction, placeRestriction } from "./restriction.ts";
import { tellWeighed } from "./weighed.ts";

let world: World;
let lead: Staff;
beforeAll(async () => {
  world = await openWorld(["store", "letters", "visits"]);
  lead = await world.staff("Lena", "officer");
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const why = { ground: "accuracy_contested", reason: "The address is disputed." } as const;

it("restrictions are lifted although one before them cannot be", async () => {
  const told: { requestId: string }[] = [];
  for (const email of ["mina.okafor@example.com", "noor.haddad@example.net"]) {
    const asked = await way.fileAndProve({ right: "restriction", email });
    await drain();
    await placeRestriction(lead, asked.reference, why);
    await tellBeforeLifting(lead, asked.reference);
    told.push(asked);
  }
  await world.query("update restriction set lift_from = now() - interval '1 minute' where state = 'told'");
  await world.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
    told[0]?.requestId,
  ]);
  expect(await liftTold()).toBe(1);
  const [other] = await world.query("select state from restriction where request_id = $1", [
    told[1]?.requestId,
  ]);
  expect(other).toEqual({ state: "lifted" });
  await world.query(
    "update restriction set state = 'lifted', lifted_at = now(), lifted_by = 'x' where state = 'told'",
  );
});

it("somebody who objected before they were found is recognised by what systems led to since", async () => {
  await way.fileAndProve({ right: "objection", objects: "uses" });
  await drain();
  const number = tokenOf("customer_number", "C-1");
  expect(await inTransaction((tx) => restrictionOf(tx, [number]))).toHaveLength(1);
  await world.store.query("update people set email = 'mina.new@example.org' where number = 'C-1'");
  const erasure = await way.fileAndProve({ right: "erasure", email: "mina.new@example.org" });
  await drain();
  const allowed = { ground: "consent", reason: "They asked for it by letter." } as const;
  await allowDespiteRestriction(lead, erasure.reference, allowed);
});

it("a restriction ends when its person takes the request back, before what it was set by is destroyed", async () => {
  const asked = await way.fileAndProve({ right: "restriction", email: "noor.haddad@example.net" });
  await drain();
  await placeRestriction(lead, asked.reference, why);
  await drain();
  expect(await world.says("C-2")).toMatchObject({ frozen: true });
  await cancelRequest(asked.person, asked.reference);
  expect(await liftTold()).toBe(1);
  await drain();
  expect(await world.says("C-2")).toMatchObject({ frozen: false });
  expect(await liftTold()).toBe(0);
});

it("whose objection is outweighed is told, once they have the answer, that the restriction ends; and it does", async () => {
  const asked = await way.fileAndProve({
    right: "objection",
    objects: "uses",
    email: "noor.haddad@example.net",
  });
  await drain();
  expect(await world.says("C-2")).toMatchObject({ frozen: true });
  expect(await tellWeighed()).toBe(0);
  await weighObjection(lead, asked.reference, {
    verdict: "overridden",
    reason: "A claim in court needs it.",
  });
  expect(await tellWeighed()).toBe(0);
  const people = await world.query<{ id: string }>(
    "select id from effect_system where request_id = $1 and state = 'parked'",
    [asked.requestId],
  );
  for (const { id } of people) await recordEffectByHand(lead, id, "Marked by hand.");
  await drain();
  const { version } = await readRequestFile(lead, asked.reference);
  await releaseRequest(lead, asked.reference, { version, partly: false });
  await world.query("update request set answered_day = null where id = $1", [asked.requestId]);
  expect(await tellWeighed()).toBe(0);
  await world.query("update request set answered_day = received_day where id = $1", [asked.requestId]);
  expect(await tellWeighed()).toBe(1);
  expect(await tellWeighed()).toBe(0);
  const told = "select kind from notice where request_id = $1 and kind = 'restriction_ends'";
  expect(await world.query(told, [asked.requestId])).toHaveLength(1);
  expect(await liftTold()).toBe(0);
  await world.query("update restriction set lift_from = now() where request_id = $1", [asked.requestId]);
  expect(await liftTold()).toBe(1);
  await drain();
  expect(await world.says("C-2")).toMatchObject({ frozen: false });
});
