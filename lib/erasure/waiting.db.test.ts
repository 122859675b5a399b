import { afterAll, beforeAll, expect, it } from "vitest";
import { cancelRequest } from "#lib/request/cancel.ts";
import { drain } from "#lib/worker/drain.ts";
import { approveErasure, sendBackErasure } from "./approve.ts";
import { approvedBy, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { personErasure, readErasure } from "./read.ts";
import { resumeErasure, stopErasure } from "./stop.ts";

let world: World;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  world = await openWorld({ HABEAS_ERASURE_WAIT_HOURS: "48" });
  maker = await world.staff("Walt", "analyst");
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());

it("an approved erasure waits as long as it was set, visibly, and the person can take it back until then", async () => {
  const { id, hash, reference, person } = await proposed(world, maker);
  await approvedBy(id, hash, ...people);
  await drain();
  const seen = await personErasure(person, reference);
  expect(seen?.state).toBe("approved");
  const hours = ((seen?.waitUntil?.getTime() ?? 0) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(47);
  expect(hours).toBeLessThanOrEqual(48);
  expect((await readErasure(maker, reference))?.systems.map((one) => one.state)).toEqual([
    "waiting",
    "waiting",
  ]);
  // Not even when the work is rung for early, and not past our code.
  await world.query("update erasure_system set not_before = now() where erasure_id = $1", [id]);
  await drain();
  await expect(
    world.query("update erasure set state = 'acting', started_at = now() where id = $1", [id]),
  ).rejects.toThrow();
  await stopErasure(maker, id);
  await expect(resumeErasure(people[0], id)).rejects.toMatchObject({ code: "conflict" });
  await cancelRequest(person, reference);
  await drain();
  const [row] = await world.query("select state, started_at from erasure where id = $1", [id]);
  expect(row).toEqual({ state: "dropped", started_at: null });
  expect((await world.store.query("select 1 from people where id = 1")).rowCount).toBe(1);
});

it("a plan that a second person sends back is given up with their note, exactly as they saw it, and can be approved by nobody", async () => {
  const { id, hash, reference } = await proposed(world, maker);
  const note = "The invoices of March must stay.";
  const back = (seen: { hash: string; note: string }) => sendBackErasure(people[0], id, seen);
  await expect(
    back({ hash: hash.replace(/^./, (one) => (one === "0" ? "1" : "0")), note }),
  ).rejects.toMatchObject({ code: "conflict" });
  await expect(back({ hash, note: " " })).rejects.toMatchObject({ code: "invalid" });
  await expect(sendBackErasure(maker, id, { hash, note })).rejects.toMatchObject({ code: "forbidden" });
  expect((await readErasure(maker, reference))?.state).toBe("proposed");
  await back({ hash, note });
  expect((await readErasure(maker, reference))?.state).toBe("dropped");
  await expect(approveErasure(people[1], id, { hash })).rejects.toMatchObject({ code: "conflict" });
  await expect(back({ hash, note })).rejects.toMatchObject({ code: "conflict" });
});
