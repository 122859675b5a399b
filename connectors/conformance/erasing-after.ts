import { expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import type { FoundKey, Session } from "#connectors/contract.ts";
import type { Eraser, ErasureStep, KeepImages, RowImage } from "#connectors/erase.ts";
import type { ErasingRig, Lying } from "./erasing.ts";
import { erased, type Planned, secret } from "./erasing-plan.ts";
import { father, jun, mina, odd, type Person, son } from "./world.ts";

const people = [mina, jun, father, son, odd];
const byBytes = (a: Lying, b: Lying) => (a.bytes < b.bytes ? -1 : 1);

type Opened = { session: Session; eraser: Eraser };
type Plan = { eraser: Eraser; steps: ErasureStep[]; plan: Planned[]; keys: FoundKey[] };

/** What can be done afterwards: taking it back, and finding who came back. */
export function conformAfterErasing(
  rig: () => ErasingRig,
  eraserOf: (collections?: Collection[]) => Promise<Opened>,
  planOf: (person: Person, collections?: Collection[]) => Promise<Plan>,
): void {
  test("what was done can be put back exactly, and twice is as once, where this kind can", async (t) => {
    for (const collections of [rig().collections, rig().anonymising]) {
      const before = await rig().lying();
      const { eraser, plan, steps } = await planOf(mina, collections);
      if (eraser.undo === undefined)
        return t.skip("what is erased in this kind of system cannot be put back");
      if ((await eraser.undo.hindrance(steps)) !== null) return t.skip("this account cannot put it back");
      const kept: RowImage[][] = [];
      const keep: KeepImages = async (images) => void kept.push(JSON.parse(JSON.stringify(images)));
      for (const { step, rows } of plan) await eraser.act(step, rows, secret, keep);
      expect(await rig().lying()).not.toEqual(before);
      const lost = new Set<string>();
      for (const images of kept.toReversed())
        expect(await eraser.undo.putBack(images, true, lost)).toMatchObject({ altered: 0, not: [] });
      expect((await rig().lying()).toSorted(byBytes)).toEqual(before.toSorted(byBytes));
      const { eraser: again } = await eraserOf(collections);
      for (const images of kept.toReversed())
        expect(await again.undo?.putBack(images, true, lost)).toMatchObject({ back: 0, not: [] });
      expect((await rig().lying()).toSorted(byBytes)).toEqual(before.toSorted(byBytes));
    }
  });

  test("everybody's identifiers are listed, where this kind can, and nobody's who is gone", async (t) => {
    const { eraser, plan, keys } = await planOf(mina);
    const listed = async () => {
      const { session: open } = await eraserOf();
      const values: string[] = [];
      for await (const some of open.identifiers?.() ?? []) values.push(...some.map((one) => one.value));
      return open.identifiers === undefined ? null : values;
    };
    const before = await listed();
    if (before === null) return t.skip("this kind of system cannot list who is known in it");
    for (const person of people)
      expect(before.map((one) => one.toLowerCase())).toContain(person.email.toLowerCase());
    expect(before).toContain(keys[0]?.key);
    await erased(eraser, plan);
    const after = await listed();
    expect(after).not.toContain(mina.email);
    expect(after).not.toContain(keys[0]?.key);
    await rig().putBack(mina);
    expect(await listed()).toContain(mina.email);
  });
}
