import { expect, it } from "vitest";
import { changedKeys, keyParts, keyProblem, ownKeys } from "./keys.ts";
import { type KeyState, meant } from "./meant.ts";
import { places } from "./places.ts";

const usual = { on: true, own: {} };
const all = keyParts.flatMap((part) => part.rows);

it("no key stands for two things, and no name for two keys", () => {
  expect(keyProblem(usual)).toBeNull();
  expect(new Set(all.map((row) => row.name)).size).toBe(all.length);
  expect(changedKeys(usual)).toEqual({});
});

it("every place can be gone to by a key that the reader can move", () => {
  const keys = all.map((row) => row.key);
  expect(places.map(({ key }) => key).filter((key) => !keys.includes(key))).toEqual([]);
});

it("a key that was moved presses what the old one pressed, and the old one nothing", () => {
  expect(changedKeys({ on: true, own: { note: "N" } })).toEqual({ n: "", N: "n" });
  // Two that changed places.
  expect(changedKeys({ on: true, own: { next: "k", previous: "j" } })).toEqual({ j: "k", k: "j" });
  expect(changedKeys({ on: true, own: { undo: "" } })).toEqual({ u: "" });
});

it("a choice that cannot work is told", () => {
  expect(keyProblem({ on: true, own: { note: "t" } })).toContain("stands for two things");
  expect(keyProblem({ on: true, own: { note: "g" } })).toContain("begins the ways");
  expect(keyProblem({ on: true, own: { note: "ab" } })).toContain("is no key");
  expect(keyProblem({ on: true, own: { note: "", tag: "n" } })).toBeNull();
});

it("a form keeps only what differs", () => {
  expect(ownKeys(true, (name) => (name === "note" ? " y " : null))).toEqual({ on: true, own: { note: "y" } });
  expect(ownKeys(false, (name) => all.find((row) => row.name === name)?.key ?? null)).toEqual({
    on: false,
    own: {},
  });
});

it("the second key of a way counts only soon after g, and a lost way is forgotten", () => {
  const state: KeyState = { goneAt: Number.NEGATIVE_INFINITY };
  const press = (key: string, at: number, changed = {}) => meant(state, key, at, changed);
  expect(press("g", 0)).toBeNull();
  expect(press("q", 500)).toBe("g q");
  expect(press("q", 600)).toBe("q");
  press("g", 1000);
  expect(press("q", 3000)).toBe("q");
  expect(press("N", 0, { n: "", N: "n" })).toBe("n");
  expect(press("n", 0, { n: "", N: "n" })).toBeNull();
  press("g", 5000);
  expect(press("y", 5001, { "g y": "g q", "g q": "" })).toBe("g q");
});
