import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { track } from "#lib/request/track.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { openWorld, type World } from "./fixture/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const statusOf = async (requestId: string) =>
  (
    await world.query<{ status: string; effective: string | null }>(
      "select status, effective_day::text as effective from request where id = $1",
      [requestId],
    )
  )[0];

describe("an opt-out", () => {
  it("needs no proof, is set at once in every system that can hold it, and is answered by itself", async () => {
    const other = await world.says("C-2");
    const { requestId } = await way.file({ right: "opt_out" });
    await drain();
    expect(await world.says("C-1")).toEqual({
      may_sell: false,
      profile: "none",
      mails: false,
      calls: "no",
      limited: 0,
      frozen: false,
    });
    expect(world.reads("mina.okafor@example.com")).toBe("off");
    expect(await world.says("C-2")).toEqual(other);
    expect(world.reads("noor.haddad@example.net")).toBe("on");
    expect(await statusOf(requestId)).toMatchObject({
      status: "ready",
      effective: expect.stringMatching(/^20/),
    });
    const systems = await world.query(
      "select system_id, outcome, changed::int, standing::int from effect_system where request_id = $1 order by position",
      [requestId],
    );
    expect(systems).toEqual([
      { system_id: "store", outcome: "in_effect", changed: 1, standing: 0 },
      { system_id: "letters", outcome: "in_effect", changed: 1, standing: 0 },
      { system_id: "visits", outcome: "cannot_hold", changed: 0, standing: null },
    ]);
    const tasks = await world.query(
      "select system_id, outcome from task where request_id = $1 order by position",
      [requestId],
    );
    expect(tasks).toEqual([
      { system_id: "store", outcome: "found" },
      { system_id: "letters", outcome: "found" },
      { system_id: "visits", outcome: "nothing_held" },
      { system_id: "cards", outcome: "not_concerned" },
    ]);
    const receipts = await world.query("select 1 from effect_receipt");
    expect(receipts).toHaveLength(2);
    const mails = await world.query("select kind from notice where request_id = $1 order by created_at", [
      requestId,
    ]);
    expect(mails).toEqual([{ kind: "acknowledgement" }, { kind: "opt_out_done" }]);
  });

  it("tells whoever asked nothing of who is known where", async () => {
    const known = await way.fileAndProve({ right: "opt_out", email: "mina.okafor@example.com" });
    const unknown = await way.fileAndProve({ right: "opt_out", email: "nobody.at.all@example.com" });
    await drain();
    const [one, two] = await Promise.all([
      track(known.person, known.reference),
      track(unknown.person, unknown.reference),
    ]);
    const seen = (page: typeof one) =>
      page.systems.map(({ systemId, state, records }) => [systemId, state, records]);
    expect(seen(one)).toEqual(seen(two));
    const told = (page: typeof one) => page.timeline.map(({ at: _at, ...entry }) => entry);
    expect(told(one)).toEqual(told(two));
  });

  it("does not tell whoever asked that an address is several people's there", async () => {
    const shared = await way.fileAndProve({ right: "opt_out", email: "family@example.org" });
    await drain();
    const { systems } = await track(shared.person, shared.reference);
    expect(systems.map(({ state, records }) => [state, records])).not.toContainEqual(["needs_decision", 0]);
    expect(systems.every(({ records }) => records === 0)).toBe(true);
  });
});
