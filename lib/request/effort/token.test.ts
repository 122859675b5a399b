import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { effortBits, judgeEffort, newEffortToken, zeroBits } from "./token.ts";

const key = randomBytes(32);
const formKey = "4a1c0f9e";
const issued = new Date("2026-03-03T10:00:00Z");
const atSecond = (seconds: number) => new Date(issued.getTime() + seconds * 1000);
const token = newEffortToken(key, formKey, issued);

/** The work that the page's script does. */
function solved(): string {
  for (let n = 0; ; n++) {
    const hash = createHash("sha256").update(`${token}.${n}`).digest();
    if (zeroBits(hash) >= effortBits) return String(n);
  }
}

describe("work before a form is sent, while many are", () => {
  it("is done by a script in a moment, or by waiting a minute", () => {
    const form = { formKey, token, answer: "" };
    expect(judgeEffort(key, { ...form, answer: solved() }, atSecond(2))).toBe("worked");
    expect(judgeEffort(key, form, atSecond(59))).toBe("early");
    expect(judgeEffort(key, form, atSecond(60))).toBe("waited");
  });

  it("counts for one form, for two hours, and only with our own signature", () => {
    const answer = solved();
    expect(judgeEffort(key, { formKey: "another", token, answer }, atSecond(70))).toBe("wrong");
    expect(judgeEffort(randomBytes(32), { formKey, token, answer }, atSecond(70))).toBe("wrong");
    expect(judgeEffort(key, { formKey, token, answer }, atSecond(7201))).toBe("wrong");
    expect(judgeEffort(key, { formKey, token, answer }, atSecond(-1))).toBe("wrong");
    const earlier = token.replace(/^\d+/, (at) => String(Number(at) - 3600));
    expect(judgeEffort(key, { formKey, token: earlier, answer: "" }, atSecond(0))).toBe("wrong");
    for (const broken of ["", "x", `${token}x`, ".", "1.".padEnd(45, "é")])
      expect(judgeEffort(key, { formKey, token: broken, answer }, atSecond(70))).toBe("wrong");
  });

  it("counts zero bits", () => {
    expect(zeroBits(Uint8Array.of(0x80))).toBe(0);
    expect(zeroBits(Uint8Array.of(0, 0x10))).toBe(11);
    expect(zeroBits(Uint8Array.of(0, 0))).toBe(16);
  });
});
