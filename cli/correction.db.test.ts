import { afterAll, beforeAll, expect, it } from "vitest";
import { approveRectification } from "#lib/rectification/approve.ts";
import { granted, moved } from "#lib/rectification/fixture/ways.ts";
import { openWorld, type Staff, type World } from "#lib/rectification/fixture/world.ts";
import type { RectificationView } from "#lib/rectification/views.ts";
import { drain } from "#lib/worker/drain.ts";
import { inHere } from "./fixture/shell.ts";

let world: World;
let walt: Staff;
let ann: Staff;

beforeAll(async () => {
  world = await openWorld(["shop", "letters"]);
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
});
afterAll(() => world.close());

async function habeas(...words: string[]) {
  const { code, out, err } = await inHere(["--json", "correction", ...words]);
  return { code, said: out + err, json: () => JSON.parse(out) as unknown };
}

it("plans, shows and undoes from the command line; approving it cannot, and no value is printed", async () => {
  const { reference } = await granted(walt, [moved]);
  expect(await habeas("plan", reference)).toMatchObject({ code: 0 });
  await drain();
  const shown = await habeas("show", reference);
  const plan = shown.json() as RectificationView;
  expect(plan).toMatchObject({ state: "proposed", totals: { planned: 4, left: 3 } });
  expect(shown.said).not.toMatch(/Harbour|Mill Road/);
  await approveRectification(ann, plan.id, { hash: plan.hash ?? "" });
  expect(await habeas("drop", reference)).toMatchObject({ code: 4 });
  await drain();
  expect(await habeas("undo", reference)).toMatchObject({ code: 0 });
  const [undo, done] = (
    await world.query<{ kind: string; state: string }>(
      "select kind, state from rectification order by number desc",
    )
  ).map(({ kind, state }) => ({ kind, state }));
  expect([undo, done]).toEqual([
    { kind: "undo", state: "proposed" },
    { kind: "correct", state: "done" },
  ]);
}, 120_000);
