import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#lib/core/day.ts";
import { boxOf, type RulerLabel } from "./labels.ts";
import { type RulerSize, ruler } from "./ruler.ts";
import { type RulerInput, rulerScale } from "./scale.ts";

const received = "2026-03-03";

const some = (max: number) => fc.integer({ min: 0, max });

const situations = fc.record({
  length: fc.integer({ min: 1, max: 120 }),
  now: some(160),
  paused: fc.boolean(),
  ended: fc.boolean(),
  usual: fc.option(fc.record({ from: some(60), spread: fc.integer({ min: 1, max: 60 }) })),
  pauses: fc.array(fc.record({ from: some(100), days: fc.option(some(40)) }), { maxLength: 4 }),
  extended: fc.option(some(119)),
  targets: fc.array(some(170), { maxLength: 5 }),
  forecast: fc.option(some(500)),
  mirror: fc.boolean(),
});

type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

function inputOf(at: Situation): RulerInput {
  const on = (day: number) => addDays(received, day);
  return {
    received,
    due: at.paused ? null : on(at.length),
    today: on(at.now),
    ended: at.ended ? on(at.now) : null,
    usual: at.usual ? { from: at.usual.from, to: at.usual.from + at.usual.spread } : null,
    pauses: at.pauses.map(({ from, days }) => ({
      from: on(from),
      to: days === null ? null : on(from + days),
    })),
    extension:
      at.extended === null
        ? null
        : { firstDue: on(at.extended), sent: on(0), reason: "complexity", inMonths: true },
    targets: at.targets.map(on),
    forecast: at.forecast === null ? null : on(at.forecast),
    ifAnsweredToday: at.paused ? on(at.length) : null,
  };
}

function draw(at: Situation, size: RulerSize) {
  const input = inputOf(at);
  const labels = {
    now: `Today, day ${at.now}`,
    due: "Wednesday 23 September, our deadline",
    usual: "usually day 24 to 112",
    pause: "waited for the person",
    first: "first deadline 23 September 2026",
  };
  return { shape: ruler(input, size, labels, at.mirror), scale: rulerScale(input) };
}

function apart(a: RulerLabel, b: RulerLabel): boolean {
  if (Math.abs(a.y - b.y) >= 15) return true;
  const [one, two] = [boxOf(a), boxOf(b)];
  return one.to <= two.from || two.to <= one.from;
}

const sizes = fc.constantFrom<RulerSize>("page", "print", "narrow", "row");
const plain = { usual: null, pause: null, first: null };

describe("the deadline ruler", () => {
  it("keeps every label inside, apart from the others, and off every mark", () => {
    fc.assert(
      fc.property(situations, fc.constantFrom("page" as const, "print" as const), (at, size) => {
        const { shape } = draw(at, size);
        const { now, due, under } = shape.labels;
        const labels = [now, due, ...under].filter((label) => label !== null);
        for (const label of labels) {
          expect(boxOf(label).from).toBeGreaterThanOrEqual(0);
          expect(boxOf(label).to).toBeLessThanOrEqual(shape.width + 0.1);
          expect(label.y).toBeLessThan(shape.height);
        }
        for (const [index, label] of labels.entries()) {
          for (const other of labels.slice(index + 1)) expect(apart(label, other)).toBe(true);
        }
        expect(now).not.toBeNull();
        const marks = [shape.now, shape.due, shape.second?.begins, ...shape.targets].filter((mark) => !!mark);
        for (const label of labels) {
          // Letters reach from 11 above their line to 4 below it.
          const [top, bottom] = [label.y - 11, label.y + 4];
          for (const mark of marks.filter(({ x }) => x > boxOf(label).from && x < boxOf(label).to)) {
            expect(mark.bottom <= top || mark.top >= bottom - 0.1).toBe(true);
          }
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("lays no part over another: neither the fill nor the longer time ever covers a hatch", () => {
    fc.assert(
      fc.property(situations, sizes, (at, size) => {
        const { shape } = draw(at, size);
        const parts = [...shape.fill, ...shape.hatch, ...shape.rest].sort((a, b) => a.from - b.from);
        for (const [index, part] of parts.entries()) {
          expect(part.from).toBeGreaterThanOrEqual(0);
          expect(part.to).toBeLessThanOrEqual(shape.width);
          expect(part.to).toBeGreaterThanOrEqual(part.from);
          const next = parts[index + 1];
          if (next) expect(part.to).toBeLessThanOrEqual(next.from);
        }
        for (const { x, top, bottom } of shape.targets) {
          expect(x >= 0 && x <= shape.width && top >= 0 && top < bottom).toBe(true);
          expect(bottom).toBeLessThan(shape.line - shape.thickness / 2);
        }
        for (const tick of shape.ticks) expect(tick.x).toBeLessThanOrEqual(shape.width);
        if (shape.usual) expect(shape.usual.y).toBeGreaterThanOrEqual(shape.now.bottom);
      }),
      { numRuns: 5000 },
    );
  });

  it("hatches every day on which the clock stood still, and no other", () => {
    fc.assert(
      fc.property(situations, (at) => {
        const { scale } = draw(at, "page");
        for (let day = 0; day < scale.days; day++) {
          const still = at.pauses.some(({ from, days }) => {
            const to = days === null ? (at.ended ? at.now : Math.max(at.now, from + 1)) : from + days;
            return from <= day && day < to;
          });
          expect(scale.pauses.some((pause) => pause.from <= day && day < pause.to)).toBe(still);
        }
      }),
    );
  });

  it("begins the second segment on the first deadline and ends it on the new one", () => {
    let seen = 0;
    fc.assert(
      fc.property(situations, sizes, (at, size) => {
        const { shape, scale } = draw(at, size);
        if (at.extended === null || at.paused || at.extended >= at.length) {
          expect(shape.second).toBeNull();
          expect(shape.rest).toEqual([]);
          expect(shape.labels.under.map(({ of }) => of)).not.toContain("first");
          return;
        }
        seen++;
        const x = (day: number) => (at.mirror ? 1 - day / scale.days : day / scale.days) * shape.width;
        const [begin, end] = at.mirror
          ? [shape.second?.to, shape.second?.from]
          : [shape.second?.from, shape.second?.to];
        expect(begin).toBeCloseTo(x(at.extended), 0);
        expect(end).toBeCloseTo(x(at.length), 0);
        expect(shape.second?.begins.x).toBe(begin);
        expect(end).toBe(shape.due?.x);
        for (const part of shape.rest) {
          expect(part.from >= (shape.second?.from ?? 1e9) && part.to <= (shape.second?.to ?? 0)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it("shows a pause at once, on the very day of the question", () => {
    const input = {
      received,
      due: null,
      today: "2026-03-12",
      pauses: [{ from: "2026-03-12", to: null }],
      ifAnsweredToday: "2026-04-03",
    };
    expect(rulerScale(input)).toMatchObject({ days: 31, now: 9, due: null, pauses: [{ from: 9, to: 10 }] });
  });

  it("counts no day before the clock has started", () => {
    const input = { received, due: null, today: "2026-03-12", standstill: "not_started" as const };
    expect(rulerScale(input).pauses).toEqual([{ from: 0, to: 9 }]);
    expect(ruler(input, "row", { ...plain, now: "", due: null }).fill).toEqual([]);
  });

  it("does not let a forecast far away squeeze all else", () => {
    const input = { received, due: "2026-04-02", today: "2026-03-12" };
    expect(rulerScale({ ...input, forecast: "2026-04-05" })).toMatchObject({ days: 33, forecast: 33 });
    expect(rulerScale({ ...input, forecast: "2027-04-05" })).toMatchObject({ days: 45, forecast: 45 });
    expect(rulerScale({ ...input, forecast: "2027-04-05", ended: "2026-03-12" }).forecast).toBeNull();
  });

  it("mirrors for right-to-left: the same picture seen from the other side", () => {
    const input = { received, due: "2026-04-03", today: "2026-03-12", usual: { from: 4, to: 12 } };
    const labels = { ...plain, now: "Today", due: "Friday 3 April", usual: "usually" };
    const [straight, mirrored] = [ruler(input, "page", labels), ruler(input, "page", labels, true)];
    expect(mirrored.now.x).toBeCloseTo(720 - straight.now.x, 1);
    expect(mirrored.due?.x).toBe(0);
    expect(mirrored.labels.due?.anchor).toBe("start");
    expect(mirrored.labels.under[0]?.x).toBeCloseTo(720 - (straight.labels.under[0]?.x ?? 0), 1);
  });

  it("draws Mina's ninth day as in the picture we aim at", () => {
    const shape = ruler(
      { received, due: "2026-04-03", today: "2026-03-12", usual: { from: 4, to: 12 } },
      "page",
      { ...plain, now: "Today, day 9", due: "Friday 3 April, our deadline", usual: "usually day 4 to 12" },
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
      ruler({ received, due: null, today: "2026-03-12" }, "row", { ...plain, now: "", due: null }).due,
    ).toBeNull();
  });
});
