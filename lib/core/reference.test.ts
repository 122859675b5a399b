import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newReference, parseReference } from "./reference.ts";

describe("references", () => {
  it("use every character that cannot be mistaken, and no other", () => {
    const seen = new Set(
      Array.from({ length: 3000 }, () => newReference("LK").slice(3).replace("-", "")).join(""),
    );
    expect([...seen].sort().join("")).toBe("23456789ABCDEFGHJKMNPQRSTVWXYZ");
  });

  it("do not repeat in practice and read back as themselves", () => {
    const made = Array.from({ length: 5000 }, () => newReference("ABC"));
    expect(new Set(made).size).toBe(5000);
    for (const reference of made) expect(parseReference(` ${reference.toLowerCase()} `)).toBe(reference);
  });

  it("nothing else is one", () => {
    for (const typed of [
      "",
      "LK",
      "LK-7K4",
      "LK-7K4-2QDX",
      "LK 7K4 2QD",
      "LK-7K4-2QD\u0000",
      "L-7K4-2QD",
      "%",
      "../x",
    ]) {
      expect(parseReference(typed)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (typed) => {
        const found = parseReference(typed);
        if (found !== null) expect(found).toMatch(/^[A-Z]{2,3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/);
      }),
    );
  });
});
