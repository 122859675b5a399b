import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast } from "#lib/core/contrast.ts";
import { houseColours, paletteOf, stylesheetOf, weakPairs } from "./palette.ts";

describe("contrast", () => {
  it("is that of WCAG", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#ffffff", "#777777")).toBeCloseTo(4.48, 2);
    expect(contrast("#0b5563", "#0b5563")).toBe(1);
  });
});

describe("the colours of the house", () => {
  it("are those of the stylesheet", () => {
    const css = readFileSync(new URL("../../../app/_ui/look/tokens.css", import.meta.url), "utf8");
    const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");
    for (const [shade, text] of [["light", light] as const, ["dark", dark] as const]) {
      for (const [name, value] of Object.entries(houseColours[shade])) {
        expect(text).toContain(`--${name}: ${value};`);
      }
    }
  });

  it("can all be read", () => {
    expect(weakPairs({})).toEqual([]);
  });
});

describe("a theme", () => {
  it("is told what cannot be read, and which colour of it is the reason", () => {
    const weak = weakPairs({ accent: "#f0a030", accent_dark: "#ffd27a" });
    expect(new Set(weak.map((one) => one.key))).toEqual(new Set(["accent"]));
    expect(weak.map((one) => one.what)).toContain("links on the page in light");
    expect(weak.every((one) => one.ratio < one.least)).toBe(true);
    expect(weakPairs({ paper: "#c9c4b8" }).map((one) => one.key)).toContain("paper");
    expect(weakPairs({ paper_dark: "#3a4a50" }).map((one) => one.key)).toContain("paper_dark");
  });

  it("needs no colour for dark pages: one that can be read is made of the other", () => {
    const hue = fc
      .integer({ min: 0, max: 0xffffff })
      .map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(hue, (accent) => {
        const dark = paletteOf({ accent }, "dark");
        expect(contrast(dark.harbour, dark.paper)).toBeGreaterThanOrEqual(7);
      }),
    );
    expect(weakPairs({ accent: "#7a1f3d" })).toEqual([]);
  });

  it("changes its own variables only, and on screens only", () => {
    const css = stylesheetOf({ accent: "#7a1f3d" });
    expect(css).toContain("--harbour:#7a1f3d");
    expect(css).not.toContain("--ink:");
    expect(css.match(/@media/g)).toHaveLength(2);
    expect(css.match(/@media screen/g)).toHaveLength(2);
    expect(stylesheetOf({ paper: "#ffffff" })).not.toContain("dark");
  });
});
