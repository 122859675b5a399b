import { expect, test } from "vitest";
import { ConnectorError } from "#connectors/errors.ts";
import { others } from "./correcting-rig.ts";
import type { CorrectingStage } from "./correcting-stage.ts";
import { hostileTexts, mina } from "./world.ts";

/** The cases of values: refused, hostile, empty, of other types than text. */
export function correctingValues({ harness, rig: rigNow, about }: CorrectingStage): void {
  test("a value that the system does not take changes nothing, and nothing of it is said", async (t) => {
    const rig = rigNow();
    if (rig.refused === undefined) return t.skip(harness.without.refused);
    const before = await rig.lying();
    const { cellOf, change } = await about(mina);
    const done = await change(cellOf(rig.refused.field), rig.refused.value);
    expect(done).toEqual({ outcome: "refused", why: expect.stringMatching(/\w \w.*\.$/) });
    expect(JSON.stringify(done)).not.toContain(rig.refused.value.slice(0, 40));
    expect(await rig.lying()).toEqual(before);
  });

  test("hostile text stands there as it was given, or is refused", async () => {
    const rig = rigNow();
    const before = await rig.lying();
    const { cellOf, change, now, corrector, keys } = await about(mina);
    let cell = cellOf(rig.names.text);
    let taken = 0;
    for (const text of [
      ...hostileTexts,
      `${"long ".repeat(2000)}end`,
      "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    ]) {
      const done = await change(cell, text, `once-${text.length}-${taken}`);
      if (!(done instanceof ConnectorError) && done.outcome === "changed") {
        taken += 1;
        cell = { ...cell, value: text };
      } else expect(done).toMatchObject({ outcome: "refused" });
      expect(await now(cell)).toBe(cell.value);
      for await (const each of corrector.cells(keys, [cell]))
        if (JSON.stringify(each.row) === JSON.stringify(cell.row)) expect(each.value).toBe(cell.value);
    }
    expect(taken).toBeGreaterThan(6);
    expect(others(await rig.lying(), mina)).toEqual(others(before, mina));
  });

  test("nothing can be put in the place of something, and back, where the field may be empty", async () => {
    const rig = rigNow();
    const { cellOf, change, now, fields } = await about(mina);
    const cell = cellOf(rig.names.phone);
    const done = await change(cell, null, "once-1");
    if (fields.find((one) => one.field === cell.field)?.type.nullable !== true) {
      expect(done).toMatchObject({ outcome: "refused" });
      expect(await now(cell)).toBe(mina.phone);
      return;
    }
    expect(done).toEqual({ outcome: "changed" });
    expect(await now(cell)).toBeNull();
    const empty = { ...cell, value: null };
    expect(await change(cell, "+353 1 555 0198", "once-2")).toMatchObject({ outcome: "conflict" });
    expect(await change(empty, mina.phone, "once-3")).toEqual({ outcome: "changed" });
    expect(await now(cell)).toBe(mina.phone);
  });

  test("numbers, truths and days are what they are", async (t) => {
    const rig = rigNow();
    if (rig.typed.length === 0) return t.skip(harness.without.typed);
    const { cellOf, change, now } = await about(mina);
    for (const { field, from, to, wrong } of rig.typed) {
      const cell = cellOf(field);
      expect([field, cell.value]).toEqual([field, from]);
      expect(await change(cell, wrong, `${field}-1`)).toMatchObject({ outcome: "refused" });
      expect(await now(cell)).toBe(from);
      expect([field, await change(cell, to, `${field}-2`)]).toEqual([field, { outcome: "changed" }]);
      expect(await now(cell)).toBe(to);
      expect(await change(cell, to, `${field}-2`)).toEqual({ outcome: "already" });
    }
  });
}
