import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL("./", import.meta.url);
const sheet = (name: string) => readFileSync(new URL(name, folder), "utf8");

/** The colours of one theme, by token. */
function colours(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
}

const [beforeDark = "", dark = ""] = sheet("tokens.css").split("@media (prefers-color-scheme: dark)");
const light = colours(beforeDark);
const themes = { light, dark: new Map([...light, ...colours(dark.split("@media")[0] ?? "")]) };

/** Relative luminance of a colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, two: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["paper", "sheet", "sunken"];
const pairs: [string, string, number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ["ink", ground, 7],
    ["ink-2", ground, 4.5],
    ["ink-3", ground, 4.5],
    ["harbour", ground, 4.5],
    ["brick", ground, 4.5],
    ["moss", ground, 4.5],
    ["plum", ground, 4.5],
    ["control", ground, 3],
  ]),
  ["ink-2", "paper", 7],
  ["on-harbour", "harbour", 4.5],
  ["on-harbour", "harbour-hover", 4.5],
  ["on-focus", "focus", 7],
  ["ochre-bar", "paper", 3],
  ["ink", "harbour-tint", 7],
  ...["harbour", "moss", "ochre", "brick", "plum", "slate"].map((name): [string, string, number] => [
    name,
    `${name}-tint`,
    4.5,
  ]),
];

describe.each(Object.entries(themes))("the %s theme", (_name, theme) => {
  it("keeps every pair readable", () => {
    for (const [one, two, least] of pairs) {
      const [a, b] = [theme.get(one), theme.get(two)];
      if (!a || !b) throw new Error(`there is no colour ${a ? two : one}`);
      expect(contrast(a, b), `${one} on ${two}`).toBeGreaterThanOrEqual(least);
    }
  });
});

describe("the style sheets", () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".css"));

  it("name colours in one place only", () => {
    for (const name of names.filter((each) => each !== "tokens.css")) {
      expect(sheet(name), name).not.toMatch(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/i);
    }
  });

  it("know no left and right, so that every page mirrors", () => {
    for (const name of names) {
      expect(sheet(name), name).not.toMatch(
        /\b(margin|padding|border|inset)-(left|right)\b|text-align: (left|right)|^\s*(left|right):/m,
      );
    }
  });

  it("use only tokens that exist", () => {
    const defined = new Set([...sheet("tokens.css").matchAll(/--([a-z0-9-]+):/g)].map(([, name]) => name));
    for (const name of names) {
      for (const [, token] of sheet(name).matchAll(/var\(--([a-z0-9-]+)/g))
        expect(defined, name).toContain(token);
    }
  });
});

describe("the one sheet of the consumer's pages", () => {
  const rooms = (folder: URL): URL[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const at = new URL(`${encodeURIComponent(entry.name)}${entry.isDirectory() ? "/" : ""}`, folder);
      return entry.isDirectory() ? rooms(at) : [at];
    });

  it("is the only one: another that came before it would turn the order of the layers round", () => {
    for (const file of rooms(new URL("../../(portal)/", folder)).filter((one) => /\.tsx?$/.test(one.href)))
      expect([file.pathname, /^import "[^"]*\.css"/m.test(readFileSync(file, "utf8"))]).toEqual([
        file.pathname,
        false,
      ]);
  });
});
