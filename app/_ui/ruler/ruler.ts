import { placeAbove, placeUnder, type RulerLabel, type RulerLabels, rowHeight } from "./labels.ts";
import { type RulerInput, type RulerScale, type RulerTone, rulerScale, type Span, without } from "./scale.ts";

export type RulerSize = "page" | "narrow" | "row" | "print";

/** A stroke across the line. */
export type Mark = { x: number; top: number; bottom: number };

/** Everything the picture needs, in units of its view box. */
export type RulerShape = {
  width: number;
  height: number;
  tone: RulerTone;
  /** The line of the ruler and how thick the fill on it is. */
  line: number;
  thickness: number;
  ticks: { x: number; long: boolean }[];
  /** What is painted on the line: time that counted, time that did not, and what is left of the longer time. */
  fill: Span[];
  hatch: Span[];
  rest: Span[];
  /** The longer time: the frame that holds its part of the three, and the mark of the day it begins. */
  second: (Span & { begins: Mark }) | null;
  usual: (Span & { y: number }) | null;
  now: Mark;
  due: Mark | null;
  targets: Mark[];
  forecast: { x: number; late: boolean } | null;
  labels: {
    now: RulerLabel | null;
    due: RulerLabel | null;
    under: (RulerLabel & { of: "usual" | "pause" | "first" })[];
  };
};

type Spec = {
  width: number;
  line: number;
  thickness: number;
  font: number;
  tick: number;
  /** Least room between two ticks. */
  least: number;
  /** Height of a target's tick, and the gap between it and the bar. */
  target: number;
  gap: number;
};

const specs: Record<RulerSize, Spec> = {
  page: { width: 720, line: 34, thickness: 12, font: 15, tick: 3, least: 4, target: 6, gap: 4 },
  print: { width: 680, line: 34, thickness: 12, font: 15, tick: 3, least: 4, target: 6, gap: 4 },
  narrow: { width: 320, line: 16, thickness: 10, font: 0, tick: 3, least: 5, target: 6, gap: 4 },
  row: { width: 112, line: 9, thickness: 6, font: 0, tick: 2, least: 8, target: 3, gap: 2.5 },
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
  const drawn = spec.font > 0;
  const placed = drawn ? placeAbove(spec, labels, now, due, mirror) : { now: null, due: null, rows: 0 };
  // Targets stand on the bar: between it and the words above.
  const room = drawn && scale.targets.length > 0 ? spec.target : 0;
  const line = spec.line + room + (placed.rows > 1 ? rowHeight(spec) : 0);
  const half = spec.thickness / 2;
  const band = line + half + spec.tick + 3;
  const usual = scale.usual && size !== "row" ? { ...between(scale.usual), y: band } : null;
  const bottom = usual ? band : line + half + (drawn ? 10 : spec.tick);
  const mark = (x: number, label: RulerLabel | null): Mark => ({
    x,
    top: label ? label.y - spec.font + 2 : line - half - spec.gap,
    bottom,
  });
  const onBar = line - half - (spec.gap - 1);
  const under = drawn ? wordsUnder(scale, labels, spec, at, band + 22, mirror) : [];
  return {
    width: spec.width,
    height: Math.max(bottom, usual ? band + 6 : 0, ...under.map((label) => label.y + 6)) + 1,
    tone: scale.tone,
    line,
    thickness: spec.thickness,
    ticks: ticksOf(scale.days, spec).map((day) => ({ x: at(day), long: day % 7 === 0 })),
    ...painted(scale, between),
    second:
      scale.firstDue === null || scale.due === null
        ? null
        : {
            ...between({ from: scale.firstDue, to: scale.due }),
            begins: { x: at(scale.firstDue), top: onBar, bottom },
          },
    usual,
    now: mark(now, placed.now),
    due: due === null ? null : mark(due, placed.due),
    targets: scale.targets.map((day) => ({ x: at(day), top: onBar - spec.target, bottom: onBar })),
    forecast:
      scale.forecast === null
        ? null
        : { x: at(scale.forecast), late: scale.due !== null && scale.forecast > scale.due },
    labels: { now: placed.now, due: placed.due, under },
  };
}

/** No two parts lie on one another: a pause is cut out of the fill, and both are cut out of the longer time. */
function painted({ now, pauses, firstDue, due }: RulerScale, between: (span: Span) => Span) {
  const longer = firstDue !== null && due !== null ? { from: Math.max(firstDue, now), to: due } : null;
  return {
    fill: without({ from: 0, to: now }, pauses).map(between),
    hatch: pauses.map(between),
    rest: longer && longer.from < longer.to ? without(longer, pauses).map(between) : [],
  };
}

/** The words under the line, in the order in which they may choose their row. */
function wordsUnder(
  scale: RulerScale,
  labels: RulerLabels,
  spec: Spec,
  at: (day: number) => number,
  top: number,
  mirror: boolean,
): RulerShape["labels"]["under"] {
  const words = [
    { of: "usual" as const, text: labels.usual, from: scale.usual?.from },
    { of: "pause" as const, text: labels.pause, from: scale.pauses.at(-1)?.from },
    { of: "first" as const, text: labels.first, from: scale.firstDue ?? undefined },
  ].flatMap(({ of, text, from }) =>
    text === null || from === undefined ? [] : [{ of, text, mark: at(from) }],
  );
  return placeUnder(spec, words, top, mirror).map((label, index) => ({
    ...label,
    of: words[index]?.of ?? "usual",
  }));
}

/** Each day while there is room for it, else each week, else a few weeks: never a smear. */
function ticksOf(days: number, spec: Spec): number[] {
  const step = [1, 7, 14, 28, 56].find((each) => (each / days) * spec.width >= spec.least) ?? 84;
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => index * step);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
