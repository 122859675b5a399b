import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saysGpc } from "./signal.ts";
import { isSignedBySite } from "./signal-door.ts";

describe("Global Privacy Control", () => {
  it("is the header with 1, and nothing else", () => {
    const says = (value: string) => saysGpc(new Headers({ "Sec-GPC": value }));
    expect(says("1")).toBe(true);
    expect(says(" 1 ")).toBe(true);
    expect(says("1, 1")).toBe(true);
    for (const other of ["0", "", "true", "1,0", "11", "1;x", "one"]) expect(says(other)).toBe(false);
    expect(saysGpc(new Headers())).toBe(false);
  });
});

describe("a website's message", () => {
  const key = randomBytes(32);
  const now = new Date("2026-03-01T12:00:00Z");
  const stamp = String(now.getTime() / 1000);
  const sign = (timestamp: string, body: string, by = key) =>
    createHmac("sha256", by).update(`${timestamp}.${body}`).digest("hex");
  const message = (timestamp: string, body: string, signature: string) => ({
    timestamp,
    signature,
    body: Buffer.from(body),
  });

  it("is heard when it was signed with the website's key a moment ago", () => {
    expect(isSignedBySite(key, message(stamp, "{}", sign(stamp, "{}")), now)).toBe(true);
    const late = new Date(now.getTime() + 301_000);
    expect(isSignedBySite(key, message(stamp, "{}", sign(stamp, "{}")), late)).toBe(false);
    expect(isSignedBySite(undefined, message(stamp, "{}", sign(stamp, "{}", Buffer.alloc(32))), now)).toBe(
      false,
    );
  });

  it("is not heard with any other body, time, key or signature", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(600), fc.string(), (body, other, shift, junk) => {
        const good = sign(stamp, body);
        const shifted = String(Number(stamp) - shift - 1);
        if (other !== body) expect(isSignedBySite(key, message(stamp, other, good), now)).toBe(false);
        expect(isSignedBySite(key, message(shifted, body, good), now)).toBe(false);
        expect(isSignedBySite(key, message(stamp, body, junk), now)).toBe(false);
        expect(isSignedBySite(randomBytes(32), message(stamp, body, good), now)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
