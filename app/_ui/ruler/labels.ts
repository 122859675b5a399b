import type { Span } from "./scale.ts";

/** Texts drawn in the picture; null where there is nothing to say. */
export type RulerLabels = { now: string; due: string | null; usual: string | null };

export type RulerLabel = {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "end";
  width: number;
  /** 0 is the upper row, 1 the one nearer to the line. */
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
  labels: RulerLabels,
  now: number,
  due: number | null,
  mirror: boolean,
) {
  const forward: Side[] = mirror ? ["end", "start"] : ["start", "end"];
  const inward: Side[] = mirror ? ["start", "end"] : ["end", "start"];
  const place = (text: string, mark: number, row: number, sides: Side[]) =>
    sides.map((side) => beside(room, text, mark, row, side)).filter((label) => inside(room, label));
  if (labels.due === null || due === null) {
    const label = place(labels.now, now, 0, forward)[0] ?? pushedIn(room, labels.now, now);
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
  return { now: null, due: pushedIn(room, labels.due, due), rows: 1 };
}

/** Puts the words for the usual span under its band. */
export function placeUnder(room: Room, text: string, band: Span & { y: number }): RulerLabel {
  return { ...pushedIn(room, text, band.from), y: band.y + 22 };
}

function beside(room: Room, text: string, mark: number, row: number, side: Side): RulerLabel {
  const width = text.length * room.font * advance;
  return { text, x: side === "start" ? mark + gap : mark - gap, y: yOf(room, row), anchor: side, width, row };
}

function pushedIn(room: Room, text: string, mark: number): RulerLabel {
  const width = text.length * room.font * advance;
  return {
    text,
    x: Math.max(0, Math.min(mark, room.width - width)),
    y: yOf(room, 0),
    anchor: "start",
    width,
    row: 0,
  };
}

function yOf(room: Room, row: number): number {
  return 20 + row * (room.font + 7);
}

function inside(room: Room, label: RulerLabel): boolean {
  const box = boxOf(label);
  return box.from >= 0 && box.to <= room.width;
}

function clear(a: RulerLabel, markOfA: number, b: RulerLabel, markOfB: number): boolean {
  const [one, two] = [boxOf(a), boxOf(b)];
  const meet = a.row === b.row && one.from < two.to + gap && two.from < one.to + gap;
  return !meet && !crosses(markOfA, a.row, b) && !crosses(markOfB, b.row, a);
}

/** True where a mark that starts at `row` runs through the label on its way to the line. */
function crosses(mark: number, row: number, label: RulerLabel): boolean {
  const box = boxOf(label);
  return label.row >= row && mark > box.from - 2 && mark < box.to + 2;
}
