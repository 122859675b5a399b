import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#lib/core/day.ts";
import { boxOf, type RulerLabel } from "./labels.ts";
import { ruler } from "./ruler.ts";
import { rulerScale } from "./scale.ts";

const received = "2026-03-03";

const situations = fc.record({
  length: fc.integer({ min: 1, max: 120 }),
  now: fc.integer({ min: 0, max: 160 }),
  paused: fc.boolean(),
  ended: fc.boolean(),
  usual: fc.option(
    fc.record({ from: fc.integer({ min: 0, max: 60 }), spread: fc.integer({ min: 1, max: 60 }) }),
  ),
  pause: fc.option(
    fc.record({ from: fc.integer({ min: 0, max: 100 }), days: fc.integer({ min: 1, max: 40 }) }),
  ),
  mirror: fc.boolean(),
});

function draw(at: typeof situations extends fc.Arbitrary<infer T> ? T : never, size: "page" | "print") {
  const today = addDays(received, at.now);
  const input = {
    received,
    due: at.paused ? null : addDays(received, at.length),
    today,
    ended: at.ended ? today : null,
    usual: at.usual ? { from: at.usual.from, to: at.usual.from + at.usual.spread } : null,
    pauses: at.pause
      ? [{ from: addDays(received, at.pause.from), to: addDays(received, at.pause.from + at.pause.days) }]
      : [],
  };
  const labels = {
    now: `Today, day ${at.now}`,
    due: "Wednesday 23 September, our deadline",
    usual: "usually day 24 to 112",
  };
  return { shape: ruler(input, size, labels, at.mirror), scale: rulerScale(input) };
}

function apart(a: RulerLabel, b: RulerLabel): boolean {
  if (Math.abs(a.y - b.y) >= 15) return true;
  const [one, two] = [boxOf(a), boxOf(b)];
  return one.to <= two.from || two.to <= one.from;
}

describe("the deadline ruler", () => {
  it("keeps every label inside, apart from the others and off the other's mark", () => {
    fc.assert(
      fc.property(situations, fc.constantFrom("page" as const, "print" as const), (at, size) => {
        const { shape } = draw(at, size);
        const labels = [shape.labels.now, shape.labels.due, shape.labels.usual].filter(
          (label) => label !== null,
        );
        for (const label of labels) {
          expect(boxOf(label).from).toBeGreaterThanOrEqual(0);
          expect(boxOf(label).to).toBeLessThanOrEqual(shape.width + 0.1);
          expect(label.y).toBeLessThan(shape.height);
        }
        for (const [index, label] of labels.entries()) {
          for (const other of labels.slice(index + 1)) expect(apart(label, other)).toBe(true);
        }
        const { now, due } = shape.labels;
        const crossed = (label: RulerLabel, mark: { x: number; top: number }) =>
          mark.top < label.y && mark.x > boxOf(label).from && mark.x < boxOf(label).to;
        if (now && shape.due) expect(crossed(now, shape.due)).toBe(false);
        if (due) expect(crossed(due, shape.now)).toBe(false);
        expect(now).not.toBeNull();
      }),
      { numRuns: 3000 },
    );
  });

  it("never lays the fill over the hatch, and keeps every part on the ruler", () => {
    fc.assert(
      fc.property(situations, (at) => {
        const { shape } = draw(at, "page");
        for (const fill of shape.fill) {
          expect(fill.from).toBeGreaterThanOrEqual(0);
          expect(fill.to).toBeLessThanOrEqual(shape.width);
          for (const hatch of shape.hatch) expect(fill.to <= hatch.from || fill.from >= hatch.to).toBe(true);
        }
        for (const tick of shape.ticks) expect(tick.x).toBeLessThanOrEqual(shape.width);
      }),
    );
  });

  it("mirrors for right-to-left: the same picture seen from the other side", () => {
    const input = { received, due: "2026-04-03", today: "2026-03-12", usual: { from: 4, to: 12 } };
    const labels = { now: "Today", due: "Friday 3 April", usual: "usually" };
    const [plain, mirrored] = [ruler(input, "page", labels), ruler(input, "page", labels, true)];
    expect(mirrored.now.x).toBeCloseTo(720 - plain.now.x, 1);
    expect(mirrored.due?.x).toBe(0);
    expect(mirrored.labels.due?.anchor).toBe("start");
  });

  it("draws Mina's ninth day as in the picture we aim at", () => {
    const shape = ruler(
      { received, due: "2026-04-03", today: "2026-03-12", usual: { from: 4, to: 12 } },
      "page",
      { now: "Today, day 9", due: "Friday 3 April, our deadline", usual: "usually day 4 to 12" },
    );
    expect(shape.fill).toEqual([{ from: 0, to: 209 }]);
    expect(shape.labels.now).toMatchObject({ x: 216, anchor: "start", y: 20 });
    expect(shape.labels.due).toMatchObject({ anchor: "end", y: 20 });
    expect(shape.usual).toMatchObject({ from: 92.9, to: 278.7 });
    expect(shape.ticks.filter((tick) => tick.long)).toHaveLength(5);
  });

  it("says how urgent it is, and a paused clock has no deadline mark", () => {
    const tone = (today: string, due: string | null, ended: string | null = null) =>
      rulerScale({ received, due, today, ended }).tone;
    expect(tone("2026-03-12", "2026-04-03")).toBe("steady");
    expect(tone("2026-03-27", "2026-04-03")).toBe("soon");
    expect(tone("2026-04-03", "2026-04-03")).toBe("soon");
    expect(tone("2026-04-04", "2026-04-03")).toBe("late");
    expect(tone("2026-06-01", "2026-04-03", "2026-03-20")).toBe("ended");
    expect(
      ruler({ received, due: null, today: "2026-03-12" }, "row", { now: "", due: null, usual: null }).due,
    ).toBeNull();
  });
});
