import { afterAll, beforeAll, expect, it } from "vitest";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { drain } from "#lib/worker/drain.ts";
import { approvedBatch, listOf, openTown, proposedBatch, type Town } from "../batch/fixture/town.ts";
import { readBatch } from "../batch/read.ts";
import { dropBatch } from "../batch/stop.ts";
import { sweepNow } from "./all.ts";

const operator = { kind: "operator" } as const;
let town: Town;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  town = await openTown();
  maker = await town.staff("Walt", "analyst");
  people = [await town.staff("Ann", "approver"), await town.staff("Lea", "officer")];
});
afterAll(() => town.close());

const proposals = () =>
  town.query<{ id: string; number: number; status: string; systems: string[]; lines: number }>(
    "select id, number, status, systems, lines from erasure_batch where kind = 'came_back' order by number",
  );
const swept = async () => {
  await sweepNow(operator, "store");
  await drain();
};
const personBack = (no: number, key = 1000 + no) =>
  town.store.query(
    `insert into people values (${key}, '${key < 2000 ? "B" : "N"}-${no}', 'Bea', 'b${no}@example.com')`,
  );

it("people whom a batch erased and who are there again become a batch that waits for two people", async () => {
  await town.populate();
  const asked = await proposedBatch(maker, listOf(12));
  await approvedBatch(asked, ...people);
  await drain();
  expect(await readBatch(maker, asked.number)).toMatchObject({ status: "done" });
  await swept();
  // Invoices that stay by the plan are none that came back.
  expect(await proposals()).toEqual([]);
  const stored = await town.query<{ text: string }>("select t::text as text from erased_token t");
  expect(stored.length).toBeGreaterThan(24);
  for (const { text } of stored) expect(text).not.toMatch(/example\.com|B-\d/);

  await personBack(4);
  await personBack(5);
  // Under a number of their own it may be somebody else by now: counted, and left to people.
  await personBack(7, 777_001);
  const others = await town.unlisted();
  const [sweep] = await sweepNow(operator, "store");
  expect(sweep).toMatchObject({ found: 3 });
  await drain();
  await swept();
  const [one, ...more] = await proposals();
  expect([one, more]).toMatchObject([{ status: "proposed", systems: ["store"], lines: 4 }, []]);
  const plan = await readBatch(maker, one?.number ?? 0);
  expect(plan).toMatchObject({ people: 2, totals: { delete: 2 } });
  await approvedBatch(
    { id: plan?.id ?? "", hash: plan?.hash ?? "", typed: plan?.typedNumber ?? 0 },
    ...people,
  );
  await drain();
  expect(await readBatch(maker, one?.number ?? 0)).toMatchObject({ status: "done" });
  const { rows } = await town.store.query(
    "select id from people where email in ('b4@example.com', 'b5@example.com')",
  );
  expect([rows, await town.unlisted()]).toEqual([[], others]);
});

it("whoever staff leave is not proposed again", async () => {
  await personBack(2);
  await swept();
  const last = (await proposals()).at(-1);
  expect(last).toMatchObject({ status: "proposed", lines: 2 });
  await dropBatch(maker, last?.id ?? "");
  await swept();
  expect((await proposals()).at(-1)?.id).toBe(last?.id);
});
