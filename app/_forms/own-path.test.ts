import { expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

it("keeps only paths of ours", () => {
  expect(ownPath("/r/LK-7K4-2QD/download")).toBe("/r/LK-7K4-2QD/download");
  for (const path of [
    null,
    "",
    "r/LK",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/a?b",
    "/%2f/evil",
    "javascript:alert(1)",
    `/${"a".repeat(300)}`,
  ]) {
    expect(ownPath(path)).toBeNull();
  }
});
