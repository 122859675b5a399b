import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const sheet = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

function colours(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [name, hex]),
  );
}

it("a chosen theme has the colours of the house, light and dark, and none is forgotten", () => {
  const [first = "", rest = ""] = sheet("../../_ui/look/tokens.css").split(
    "@media (prefers-color-scheme: dark)",
  );
  const light = colours(first);
  const dark = colours(rest.split("@media")[0] ?? "");
  expect(dark.size).toBeGreaterThan(20);
  const chosen = [
    ...sheet("./theme.css").matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g),
  ];
  expect(chosen.map(([, name = "", ...pair]) => [name, ...pair])).toEqual(
    [...dark].map(([name, hex]) => [name, light.get(name), hex]),
  );
});
