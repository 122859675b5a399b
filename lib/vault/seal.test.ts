import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { open, seal } from "./seal.ts";

const key = randomBytes(32);

it("what is sealed opens to exactly itself, under its own key and place only", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), fc.string(), (text, context, other) => {
      const sealed = seal(key, context, text);
      expect(open(key, context, sealed)).toBe(text);
      expect(() => open(randomBytes(32), context, sealed)).toThrow();
      if (other !== context) expect(() => open(key, other, sealed)).toThrow();
    }),
  );
});

it("the same text sealed twice looks different, and no changed byte opens", () => {
  const sealed = seal(key, "here", "mina.okafor@example.com");
  expect(sealed.equals(seal(key, "here", "mina.okafor@example.com"))).toBe(false);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open(key, "here", changed)).toThrow();
  }
  for (const length of [0, 1, 12, 28, sealed.length - 1])
    expect(() => open(key, "here", sealed.subarray(0, length))).toThrow();
});
