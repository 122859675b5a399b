import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { approveErasure } from "#lib/erasure/approve.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { recordEffectByHand } from "./by-hand.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { liftRestriction, liftTold, tellBeforeLifting } from "./lift.ts";
import { objectionablePurposes, weighObjection } from "./objection.ts";
import { allowDespiteRestriction, placeRestriction } from "./restriction.ts";
import { isRestricted, readEffects } from "./view.ts";

let world: World;
let lead: Staff;
beforeAll(async () => {
  world = await openWorld(["store", "letters", "visits"]);
  lead = await world.staff("Lena", "officer");
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.refill();
  await world.query(
    "update restriction set state = 'lifted', told_at = now(), lift_from = now() - interval '1 day', lifted_at = now(), lifted_by = 'x' where state <> 'lifted'",
  );
});

const why = { ground: "accuracy_contested", reason: "The address is disputed." } as const;

async function placed() {
  const asked = await way.fileAndProve({ right: "restriction" });
  await drain();
  await placeRestriction(lead, asked.reference, why);
  await drain();
  const view = await readEffects(lead, asked.reference);
  for (const one of view?.systems.filter(({ state }) => state === "people") ?? []) {
    await recordEffectByHand(lead, one.id, "I put a note into the folder.");
  }
  await drain();
  return asked;
}

const age = (reference: string) =>
  world.query(
    "update restriction set lift_from = now() - interval '1 minute' where request_id = (select id from request where reference = $1)",
    [reference],
  );

describe("a restriction", () => {
  it("is set nowhere before staff place it, then where a system can hold it, and people do the rest", async () => {
    const asked = await way.fileAndProve({ right: "restriction" });
    await drain();
    expect(await world.says("C-1")).toMatchObject({ frozen: false });
    const { version } = await readRequestFile(lead, asked.reference);
    await expect(releaseRequest(lead, asked.reference, { version, partly: false })).rejects.toThrow(
      /not placed/,
    );
    await placeRestriction(lead, asked.reference, why);
    await drain();
    expect(await world.says("C-1")).toMatchObject({ frozen: true, mails: true });
    expect(await world.says("C-2")).toMatchObject({ frozen: false });
    const view = await readEffects(lead, asked.reference);
    expect(view?.systems.map(({ systemId, state, outcome }) => [systemId, state, outcome])).toEqual([
      ["store", "done", "in_effect"],
      ["letters", "people", null],
      ["visits", "done", "nothing_held"],
    ]);
    expect(view?.restriction).toMatchObject({ ground: "accuracy_contested", reason: why.reason });
    await recordEffectByHand(lead, view?.systems[1]?.id ?? "", "Taken off the list by hand.");
    await drain();
    await releaseRequest(lead, asked.reference, {
      version: (await readRequestFile(lead, asked.reference)).version,
      partly: false,
    });
    expect(await world.query("select kind from notice where kind = 'granted'")).toHaveLength(1);
  });

  it("keeps others of the person's requests from erasing, unless staff note what allows it", async () => {
    await placed();
    const erasure = await way.fileAndProve({ right: "erasure" });
    expect(await isRestricted(lead, erasure.reference)).toBe(true);
    await drain();
    const { planErasure } = await import("#lib/erasure/plan.ts");
    const id = await planErasure(lead, erasure.reference);
    await drain();
    const [plan] = await world.query<{ hash: string }>(
      "select encode(hash, 'hex') as hash from erasure where id = $1",
      [id],
    );
    const hash = plan?.hash ?? "";
    await expect(approveErasure(lead, id, { hash })).rejects.toThrow(/restricted/);
    await allowDespiteRestriction(lead, erasure.reference, {
      ground: "consent",
      reason: "They asked for it by letter.",
    });
    await approveErasure(lead, id, { hash });
    const stranger = await way.fileAndProve({ right: "erasure", email: "noor.haddad@example.net" });
    expect(await isRestricted(lead, stranger.reference)).toBe(false);
    await expect(
      allowDespiteRestriction(lead, stranger.reference, { ground: "consent", reason: "No need." }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("is lifted only after the person was told and the time is over; what stood before stands again", async () => {
    const { reference, requestId } = await placed();
    await expect(liftRestriction(lead, reference)).rejects.toThrow(/told first/);
    await tellBeforeLifting(lead, reference);
    expect(
      await world.query("select kind from notice where request_id = $1 and kind = 'restriction_ends'", [
        requestId,
      ]),
    ).toHaveLength(1);
    await expect(liftRestriction(lead, reference)).rejects.toThrow(/not over yet/);
    expect(await liftTold()).toBe(0);
    await age(reference);
    expect(await liftTold()).toBe(1);
    await drain();
    expect(await world.says("C-1")).toMatchObject({ frozen: false, may_sell: true, profile: "full" });
    expect((await readEffects(lead, reference))?.systems.filter(({ act }) => act === "lift")).toMatchObject([
      { systemId: "store", state: "done", outcome: "in_effect" },
      { systemId: "letters", state: "people" },
    ]);
    await expect(liftRestriction(lead, reference)).rejects.toThrow(/lifted already/);
  });

  it("stays marked while another ground for it stands", async () => {
    const { reference } = await placed();
    const second = await way.fileAndProve({ right: "objection", objects: "uses" });
    await drain();
    expect((await readEffects(lead, second.reference))?.restriction).toMatchObject({
      ground: "objection_pending",
    });
    await tellBeforeLifting(lead, reference);
    await age(reference);
    await liftRestriction(lead, reference);
    await drain();
    expect(await world.says("C-1")).toMatchObject({ frozen: true });
    await tellBeforeLifting(lead, second.reference);
    await age(second.reference);
    await liftRestriction(lead, second.reference);
    await drain();
    expect(await isRestricted(lead, reference)).toBe(false);
    // The second found the mark set already: what stood before is known from the first.
    expect(await world.says("C-1")).toMatchObject({ frozen: false });
  });

  it("leaves alone what somebody else changed meanwhile", async () => {
    const { reference } = await placed();
    await world.store.query("update people set frozen = false where number = 'C-1'");
    await tellBeforeLifting(lead, reference);
    await age(reference);
    await liftRestriction(lead, reference);
    await drain();
    expect(await world.says("C-1")).toMatchObject({ frozen: false });
  });
});

describe("an objection", () => {
  it("to advertising is followed at once and for good, with nothing to weigh, and answered by itself", async () => {
    const { requestId } = await way.fileAndProve({ right: "objection", objects: "marketing" });
    await drain();
    expect(await world.says("C-1")).toMatchObject({
      mails: false,
      calls: "no",
      may_sell: true,
      frozen: false,
    });
    expect(await world.query("select status from request where id = $1", [requestId])).toEqual([
      { status: "ready" },
    ]);
    expect(
      await world.query("select state, marketing from objection where request_id = $1", [requestId]),
    ).toEqual([{ state: "not_needed", marketing: true }]);
  });

  it("to other uses restricts the data while it is weighed, and its answer waits for that", async () => {
    expect(objectionablePurposes()).toEqual([
      { purpose: "To show you adverts that fit", basis: "legitimate_interests", systems: ["Store"] },
    ]);
    const { reference, requestId } = await way.fileAndProve({ right: "objection" });
    await drain();
    expect(await world.says("C-1")).toMatchObject({ mails: false, frozen: true });
    const view = await readEffects(lead, reference);
    expect(view).toMatchObject({
      restriction: { ground: "objection_pending", state: "standing" },
      objection: { state: "weighing", proposesErasure: false },
    });
    for (const one of view?.systems.filter(({ state }) => state === "people") ?? []) {
      await recordEffectByHand(lead, one.id, "Stopped by hand.");
    }
    await drain();
    const { version } = await readRequestFile(lead, reference);
    await expect(releaseRequest(lead, reference, { version, partly: false })).rejects.toThrow(/not weighed/);
    await weighObjection(lead, reference, { verdict: "upheld", reason: "Their situation weighs more." });
    expect((await readEffects(lead, reference))?.objection).toMatchObject({
      state: "upheld",
      proposesErasure: true,
      reason: "Their situation weighs more.",
    });
    await releaseRequest(lead, reference, {
      version: (await readRequestFile(lead, reference)).version,
      partly: false,
    });
    expect(await world.query("select status from request where id = $1", [requestId])).toEqual([
      { status: "ready" },
    ]);
    await expect(weighObjection(lead, reference, { verdict: "overridden", reason: "No." })).rejects.toThrow(
      /nothing to weigh/,
    );
  });
});
