import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { evidenceHead } from "./evidence.ts";
import { arm, faults, mortal } from "./fixture/mortal.ts";
import { openWorld, type World } from "./fixture/world.ts";
import { askToOptIn, confirmOptIn } from "./opt-in.ts";

vi.mock("#lib/fanout/open-session.ts", async (original) => {
  const { openSession } = await original<typeof import("#lib/fanout/open-session.ts")>();
  return {
    openSession: async (...what: Parameters<typeof openSession>) => {
      const session = await openSession(...what);
      const { corrector } = session;
      return corrector ? Object.assign(Object.create(session), { corrector: mortal(corrector) }) : session;
    },
  };
});

let world: World;
beforeAll(async () => {
  world = await openWorld(["store"]);
});
afterAll(() => world.close());

/** Everything waits no longer, as if time had passed. */
const wake = () =>
  world.query(
    "update effect_system set not_before = now(), state = 'ready' where state in ('ready', 'running')",
  );

async function untilDone(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await wake();
    await drain();
  }
}

it("a choice ends set, proven and whole wherever the process dies, and taken back it is what it was", async () => {
  // How often a system is looked at depends on who is faster: it ends with the first that came through whole.
  for (let at = 1, whole = false; !whole; at++) {
    await world.refill();
    await world.store.query("update people set calls = 'yes', profile = 'curious' where number = 'C-1'");
    arm(at);
    const asked = await way.fileAndProve({ right: "opt_out" });
    await drain();
    whole = !faults.dead;
    if (whole) expect(at).toBeGreaterThan(6);
    const half = await world.query("select outcome, standing from effect_system where request_id = $1", [
      asked.requestId,
    ]);
    for (const { outcome } of half as { outcome: string | null }[]) {
      expect(outcome, `boundary ${at}`).toBe(whole ? "in_effect" : null);
    }
    arm(Number.POSITIVE_INFINITY);
    await untilDone();
    expect(await world.says("C-1")).toMatchObject({
      may_sell: false,
      profile: "none",
      mails: false,
      calls: "no",
    });
    const [row] = await world.query<{ id: string; outcome: string; changed: number }>(
      "select id, outcome, changed::int as changed from effect_system where request_id = $1",
      [asked.requestId],
    );
    expect(row).toMatchObject({ outcome: "in_effect", changed: 1 });
    expect(await inTransaction((tx) => evidenceHead(tx, row?.id ?? ""))).toHaveLength(32);
    expect(await world.query("select status from request where id = $1", [asked.requestId])).toEqual([
      { status: "ready" },
    ]);
    const { token } = await askToOptIn(asked.person, asked.reference, ["profiling", "marketing_phone"]);
    await confirmOptIn(asked.person, asked.reference, token);
    arm(at % 5 === 0 ? 4 : Number.POSITIVE_INFINITY);
    await drain();
    arm(Number.POSITIVE_INFINITY);
    await untilDone();
    // The telephone says what the texts say, and those are still out.
    expect(await world.says("C-1")).toMatchObject({ profile: "curious", calls: "no", may_sell: false });
  }
}, 180_000);
