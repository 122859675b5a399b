import { describe, expect, it } from "vitest";
import { hasRightToLeft, leveled, mirrored, visualOrder } from "./bidi.ts";

/** A text as it stands from left to right; Arabic letters are written as capitals in what is expected. */
function shown(text: string, direction: "ltr" | "rtl"): string {
  return visualOrder(leveled([...text], direction))
    .map(({ text: letter, level }) => (level % 2 === 1 ? mirrored(letter) : letter))
    .join("");
}

const levels = (text: string, direction: "ltr" | "rtl") =>
  leveled([...text], direction)
    .map(({ level }) => level)
    .join("");

describe("text of two directions", () => {
  it("runs to the left in Arabic, and its numbers to the right", () => {
    expect(shown("اب 12 ج", "rtl")).toBe("ج 12 با");
    expect(shown("اب 12.5 ج", "rtl")).toBe("ج 12.5 با");
    expect(levels("اب 12 ج", "rtl")).toBe("1112211");
    expect(shown("abc اب def", "ltr")).toBe("abc با def");
    expect(shown("abc اب def", "rtl")).toBe("def با abc");
    expect(shown("abc", "ltr")).toBe("abc");
  });

  it("keeps a reference, an address and a file name whole where they are isolated", () => {
    expect(shown("رقم \u2068LK-7K4-2QD\u2069.", "rtl")).toBe(".LK-7K4-2QD مقر");
    expect(shown("\u2068+353 1 555\u2069، \u2068a@b.ie\u2069", "rtl")).toBe("a@b.ie ،+353 1 555");
    expect(shown("a \u2068اب (ج)\u2069 b", "ltr")).toBe("a (ج) با b");
    expect(shown("اب \u2068START-HERE.html\u2069: ج", "rtl")).toBe("ج :START-HERE.html با");
  });

  it("turns brackets with what they hold", () => {
    expect(shown("اب (ج)", "rtl")).toBe("(ج) با");
    expect(shown("اب (GDPR)، ج", "rtl")).toBe("ج ،(GDPR) با");
    expect(shown("اب 6(1)(ا)", "rtl")).toBe("(ا)(1)6 با");
  });

  it("agrees with the examples of UAX #9", () => {
    // Section 3.3: "he said "THE VALUES ARE 123, 456, 789, OK"." and numbers with separators.
    expect(levels("car אבג.", "ltr")).toBe("00001110");
    expect(levels("אבג 123, 456", "rtl")).toBe("111122211222");
    expect(levels("אבג 1,2", "rtl")).toBe("1111222");
    expect(levels("€5 אב", "rtl")).toBe("22111");
  });

  it("survives isolates without an end, ends without a beginning, and nothing", () => {
    expect(shown("\u2068\u2068اب", "rtl")).toBe("با");
    expect(shown("\u2069\u2069ab", "ltr")).toBe("ab");
    expect(shown("", "rtl")).toBe("");
    expect(hasRightToLeft("LK-7K4")).toBe(false);
    expect(hasRightToLeft("Leila ليلى")).toBe(true);
  });
});
