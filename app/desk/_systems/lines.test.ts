import { describe, expect, test } from "vitest";
import { hunksOf, linesBetween } from "./lines.ts";

const told = (before: string, after: string): string =>
  linesBetween(before.split(" "), after.split(" "))
    .map(({ sign, text }) => sign.trim() + text)
    .join(" ");

describe("two versions line by line", () => {
  test("what stays, goes and comes keeps its place", () => {
    expect(told("a b c d", "a c x d")).toBe("a -b c +x d");
    expect(told("a b", "a b")).toBe("a b");
    expect(told("a", "b c")).toBe("-a +b +c");
    expect(told("x a y a", "a")).toBe("-x -a -y a");
  });

  test("taking away what is new gives the text before, and the other way round", () => {
    const [before, after] = ["a b a c c b d".split(" "), "b a c e b b d f".split(" ")];
    const lines = linesBetween(before, after);
    expect(lines.filter(({ sign }) => sign !== "+").map(({ text }) => text)).toEqual(before);
    expect(lines.filter(({ sign }) => sign !== "-").map(({ text }) => text)).toEqual(after);
  });

  test("only what differs is shown, with what stands around it", () => {
    const lines = linesBetween([..."abcdefghij"], [..."abcdXfghij"]);
    expect(hunksOf(lines, 1)).toEqual([
      {
        from: 3,
        lines: [
          { sign: " ", text: "d", place: 3 },
          { sign: "-", text: "e", place: 4 },
          { sign: "+", text: "X", place: 5 },
          { sign: " ", text: "f", place: 6 },
        ],
      },
    ]);
    expect(hunksOf(linesBetween([..."ab"], [..."ab"]), 1)).toEqual([]);
  });
});
