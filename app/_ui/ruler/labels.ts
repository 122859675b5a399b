import type { Span } from "./scale.ts";

/** Texts drawn in the picture; null where there is nothing to say. */
export type RulerLabels = {
  now: string;
  due: string | null;
  usual: string | null;
  /** Under the last hatch, and under the beginning of the second segment. */
  pause: string | null;
  first: string | null;
};

export type RulerLabel = {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "end";
  width: number;
  /** 0 is the upper row. */
  row: number;
};

/** The room the labels have: the picture's width and the size of the letters. */
export type Room = { width: number; font: number };

type Side = "start" | "end";

/** Advance width of a character as a share of the font size, on the generous side. */
const advance = 0.6;
/** Room between a label and its mark, and between two labels. */
const gap = 7;

/** The label's box along the ruler. */
export function boxOf(label: RulerLabel): Span {
  return label.anchor === "start"
    ? { from: label.x, to: label.x + label.width }
    : { from: label.x - label.width, to: label.x };
}

/**
 * Puts the words for now and for the deadline above the line: each beside its mark, moved to the other
 * side near an end, and on a second row where one does not hold both. Marks run from their label down to
 * the line and never through the other's words.
 */
export function placeAbove(
  room: Room,
  labels: Pick<RulerLabels, "now" | "due">,
  now: number,
  due: number | null,
  mirror: boolean,
) {
  const forward: Side[] = mirror ? ["end", "start"] : ["start", "end"];
  const inward: Side[] = mirror ? ["start", "end"] : ["end", "start"];
  const place = (text: string, mark: number, row: number, sides: Side[]) =>
    sides.map((side) => beside(room, text, mark, row, side)).filter((label) => inside(room, label));
  if (labels.due === null || due === null) {
    const label = place(labels.now, now, 0, forward)[0] ?? pushedIn(room, labels.now, now, mirror);
    return { now: label, due: null, rows: 1 };
  }
  for (const [nowRow, dueRow] of [
    [0, 0],
    [1, 0],
    [0, 1],
  ] as const) {
    for (const nowLabel of place(labels.now, now, nowRow, forward)) {
      for (const dueLabel of place(labels.due, due, dueRow, inward)) {
        if (clear(nowLabel, now, dueLabel, due)) {
          return { now: nowLabel, due: dueLabel, rows: Math.max(nowRow, dueRow) + 1 };
        }
      }
    }
  }
  // Only words longer than the picture come here: the sentence below the ruler says both.
  return { now: null, due: pushedIn(room, labels.due, due, mirror), rows: 1 };
}

/**
 * Puts words under the line, each where the part that it names begins, pushed in near the end, and on the
 * first row that has room for it. `top` is the baseline of the first row.
 */
export function placeUnder(
  room: Room,
  words: readonly { text: string; mark: number }[],
  top: number,
  mirror: boolean,
): RulerLabel[] {
  const placed: RulerLabel[] = [];
  for (const { text, mark } of words) {
    const label = pushedIn(room, text, mark, mirror);
    const taken = placed.filter((other) => meet(label, other)).map((other) => other.row);
    let row = 0;
    while (taken.includes(row)) row++;
    placed.push({ ...label, row, y: top + row * rowHeight(room) });
  }
  return placed;
}

/** From one row of words to the next. */
export function rowHeight(room: Room): number {
  return room.font + 7;
}

function beside(room: Room, text: string, mark: number, row: number, side: Side): RulerLabel {
  return {
    text,
    x: side === "start" ? mark + gap : mark - gap,
    y: 20 + row * rowHeight(room),
    anchor: side,
    width: widthOf(room, text),
    row,
  };
}

/** From its mark onwards, in the direction of reading, as far as the picture's end lets it. */
function pushedIn(room: Room, text: string, mark: number, mirror: boolean): RulerLabel {
  const width = widthOf(room, text);
  const x = mirror
    ? Math.min(room.width, Math.max(mark, width))
    : Math.max(0, Math.min(mark, room.width - width));
  return { text, x, y: 20, anchor: mirror ? "end" : "start", width, row: 0 };
}

function widthOf(room: Room, text: string): number {
  return text.length * room.font * advance;
}

function inside(room: Room, label: RulerLabel): boolean {
  const box = boxOf(label);
  return box.from >= 0 && box.to <= room.width;
}

function meet(a: RulerLabel, b: RulerLabel): boolean {
  const [one, two] = [boxOf(a), boxOf(b)];
  return one.from < two.to + gap && two.from < one.to + gap;
}

function clear(a: RulerLabel, markOfA: number, b: RulerLabel, markOfB: number): boolean {
  return !(a.row === b.row && meet(a, b)) && !crosses(markOfA, a.row, b) && !crosses(markOfB, b.row, a);
}

/** True where a mark that starts at `row` runs through the label on its way to the line. */
function crosses(mark: number, row: number, label: RulerLabel): boolean {
  const box = boxOf(label);
  return label.row >= row && mark > box.from - 2 && mark < box.to + 2;
}
