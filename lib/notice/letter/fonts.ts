import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Not `new URL(name, import.meta.url)`: a bundler takes that for a picture of a page and gives it another address.
const folder = join(dirname(fileURLToPath(import.meta.url)), "fonts");
const file = (name: string) => join(folder, `${name}.ttf`);

const latin = file("atkinson-hyperlegible-next-regular");
const serif = file("newsreader-medium");
const arabic = file("vazirmatn-regular");
const hebrew = file("noto-sans-hebrew-regular");

/**
 * Paths of the fonts that a role may use, the preferred one first: the first that has a letter draws it.
 * All are embedded, as PDF/UA asks.
 */
export const fontsOf = {
  heading: [serif, latin, arabic, hebrew],
  text: [latin, serif, arabic, hebrew],
  toLeft: [arabic, hebrew, latin, serif],
} as const;

export type FontRole = keyof typeof fontsOf;

/** A stretch of text and the font that draws it; null where no font has its letters. */
export type Run = { font: string | null; text: string };

/**
 * Splits a text into runs by the first font that has every letter of a grapheme. A run goes on in its font while
 * it can, so that the spaces within an Arabic name do not tear it apart.
 */
export function runsOf(
  text: string,
  fonts: readonly string[],
  has: (font: string, letter: number) => boolean,
): Run[] {
  const runs: Run[] = [];
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    const draws = (font: string) => [...segment].every((letter) => has(font, letter.codePointAt(0) ?? 0));
    const last = runs.at(-1);
    const stays = last?.font != null && last.font !== fonts[0] && segment === " " && draws(last.font);
    const font = stays ? (last?.font ?? null) : (fonts.find(draws) ?? null);
    const joins = last !== undefined && (last.font === font || (last.font === null && segment === " "));
    if (joins) last.text += segment;
    else runs.push({ font, text: segment });
  }
  return runs;
}
