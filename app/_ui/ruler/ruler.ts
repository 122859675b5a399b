import { placeAbove, placeUnder, type RulerLabel, type RulerLabels } from "./labels.ts";
import { type RulerInput, type RulerTone, rulerScale, type Span } from "./scale.ts";

export type RulerSize = "page" | "narrow" | "row" | "print";

/** Everything the picture needs, in units of its view box. */
export type RulerShape = {
  width: number;
  height: number;
  tone: RulerTone;
  /** The line of the ruler and how thick the fill on it is. */
  line: number;
  thickness: number;
  ticks: { x: number; long: boolean }[];
  fill: Span[];
  hatch: Span[];
  second: Span | null;
  usual: (Span & { y: number }) | null;
  now: { x: number; top: number; bottom: number };
  due: { x: number; top: number; bottom: number } | null;
  targets: number[];
  labels: { now: RulerLabel | null; due: RulerLabel | null; usual: RulerLabel | null };
};

type Spec = { width: number; line: number; thickness: number; font: number; tick: number; least: number };

const specs: Record<RulerSize, Spec> = {
  page: { width: 720, line: 34, thickness: 12, font: 15, tick: 3, least: 4 },
  print: { width: 680, line: 34, thickness: 12, font: 15, tick: 3, least: 4 },
  narrow: { width: 320, line: 16, thickness: 10, font: 0, tick: 3, least: 5 },
  row: { width: 112, line: 6, thickness: 6, font: 0, tick: 2, least: 8 },
};

/**
 * The geometry of the deadline ruler: pure, from civil dates. Labels never collide and never leave the
 * picture; sizes without a font size (`narrow`, `row`) carry none, their words stand beside the picture.
 * `mirror` is for right-to-left pages.
 */
export function ruler(
  input: RulerInput,
  size: RulerSize,
  labels: RulerLabels,
  mirror: boolean = false,
): RulerShape {
  const spec = specs[size];
  const scale = rulerScale(input);
  const at = (day: number) => {
    const x = round((Math.min(day, scale.days) / scale.days) * spec.width);
    return mirror ? round(spec.width - x) : x;
  };
  const between = (span: Span): Span => {
    const [from, to] = [at(span.from), at(span.to)];
    return from < to ? { from, to } : { from: to, to: from };
  };
  const now = at(scale.now);
  const due = scale.due === null ? null : at(scale.due);
  const placed =
    spec.font > 0 ? placeAbove(spec, labels, now, due, mirror) : { now: null, due: null, rows: 0 };
  const shift = placed.rows > 1 ? spec.font + 7 : 0;
  const line = spec.line + shift;
  const usual =
    scale.usual && size !== "row"
      ? { ...between(scale.usual), y: line + spec.thickness / 2 + spec.tick + 3 }
      : null;
  const under = usual && labels.usual && spec.font > 0 ? placeUnder(spec, labels.usual, usual) : null;
  const reach = spec.thickness / 2 + (spec.font > 0 ? 10 : spec.tick);
  return {
    width: spec.width,
    height: under ? under.y + 6 : Math.max(line + reach, usual ? usual.y + 6 : 0) + 1,
    tone: scale.tone,
    line,
    thickness: spec.thickness,
    ticks: ticksOf(scale.days, spec).map((day) => ({ x: at(day), long: day % 7 === 0 })),
    fill: without({ from: 0, to: scale.now }, scale.pauses).map(between),
    hatch: scale.pauses.map(between),
    second:
      scale.firstDue !== null && scale.due !== null ? between({ from: scale.firstDue, to: scale.due }) : null,
    usual,
    now: { x: now, top: placed.now ? placed.now.y - spec.font + 2 : line - reach, bottom: line + reach },
    due:
      due === null
        ? null
        : { x: due, top: placed.due ? placed.due.y - spec.font + 2 : line - reach, bottom: line + reach },
    targets: scale.targets.map(at),
    labels: { now: placed.now, due: placed.due, usual: under },
  };
}

/** Each day while there is room for it, else each week, else a few weeks: never a smear. */
function ticksOf(days: number, spec: Spec): number[] {
  const step = [1, 7, 14, 28, 56].find((each) => (each / days) * spec.width >= spec.least) ?? 84;
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => index * step);
}

/** `whole` with the given spans cut out: the fill never lies under the hatch. */
function without(whole: Span, holes: readonly Span[]): Span[] {
  const parts: Span[] = [];
  let from = whole.from;
  for (const hole of holes) {
    if (hole.from > from) parts.push({ from, to: Math.min(hole.from, whole.to) });
    from = Math.max(from, hole.to);
  }
  if (from < whole.to) parts.push({ from, to: whole.to });
  return parts;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
