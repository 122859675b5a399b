import { hasRightToLeft, type Leveled, leveled, mirrored, visualOrder } from "./bidi.ts";

/** A stretch of a line that one font draws at once, in the order in which the font wants it. */
type Piece = { text: string; font: string | null; toLeft: boolean };

/** The pieces of one line from left to right. */
type Line = Piece[];

type Setting = {
  direction: "ltr" | "rtl";
  /** How far a line may reach. */
  width: number;
  /** The font for a grapheme that runs this way; null where none has it. */
  fontOf: (grapheme: string, toLeft: boolean) => string | null;
  widthOf: (piece: Piece) => number;
};

type Letter = Leveled & { font: string | null };

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Breaks a paragraph of two directions into lines, each with its pieces as they stand from left to right. */
export function composed(text: string, setting: Setting): Line[] {
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment);
  const letters = leveled(graphemes, setting.direction).map((one) => ({
    ...one,
    font: setting.fontOf(one.text, one.level % 2 === 1),
  }));
  const lines: Letter[][] = [];
  let line: Letter[] = [];
  let used = 0;
  for (const word of wordsOf(letters).flatMap((word) => fitting(word, setting))) {
    // No letter joins another over a space, so a line is as wide as its words.
    const bare = widthOf(trimmed(word), setting);
    if (line.length > 0 && used + bare > setting.width) {
      lines.push(trimmed(line));
      line = [];
      used = 0;
    }
    line.push(...word);
    used += bare + (word.at(-1)?.text === " " ? widthOf(word.slice(-1), setting) : 0);
  }
  return [...lines, trimmed(line)].map(piecesOf);
}

/** Words with the space that follows them. */
function wordsOf(letters: readonly Letter[]): Letter[][] {
  const words: Letter[][] = [[]];
  for (const letter of letters) {
    words.at(-1)?.push(letter);
    if (letter.text === " ") words.push([]);
  }
  return words;
}

/** A word that is longer than a line, cut where it must be. */
function fitting(word: readonly Letter[], setting: Setting): Letter[][] {
  if (widthOf(word, setting) <= setting.width) return [[...word]];
  const parts: Letter[][] = [];
  const most = Math.max(1, Math.floor((word.length * setting.width) / widthOf(word, setting)) - 1);
  for (let from = 0; from < word.length; from += most) parts.push(word.slice(from, from + most));
  return parts;
}

function trimmed(line: readonly Letter[]): Letter[] {
  const last = line.findLastIndex(({ text }) => text !== " ");
  return line.slice(0, last + 1);
}

function widthOf(letters: readonly Letter[], setting: Setting): number {
  return piecesOf(letters).reduce((sum, piece) => sum + setting.widthOf(piece), 0);
}

/** Neighbours that run the same way in the same font, from left to right. */
function piecesOf(letters: readonly Letter[]): Line {
  const pieces: Piece[] = [];
  let level = -1;
  for (const letter of visualOrder(letters)) {
    const last = pieces.at(-1);
    const toLeft = letter.level % 2 === 1;
    const text = toLeft ? mirrored(letter.text) : letter.text;
    if (last !== undefined && last.font === letter.font && level === letter.level) {
      last.text = toLeft ? text + last.text : last.text + text;
    } else pieces.push({ text, font: letter.font, toLeft });
    level = letter.level;
  }
  // A font turns a run by its letters; signs alone it draws as they come.
  return pieces.map((piece) =>
    piece.toLeft && !hasRightToLeft(piece.text)
      ? { ...piece, text: [...piece.text].reverse().join("") }
      : piece,
  );
}
