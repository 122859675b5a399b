import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { parseExact, recordLine, textOf } from "./json.ts";
import { foldAscii, openKey, sealKey } from "./lineage.ts";
import { connectorOf, connectors } from "./registry.ts";

describe("registry", () => {
  test("an unknown kind is answered with the known ones", async () => {
    const failure = await failureOfWork(() => connectorOf("fax"));
    expect(failure.code).toBe("misconfigured");
    for (const kind of connectors.keys()) expect(failure.message).toContain(kind);
  });
});

describe("keys", () => {
  test("any text comes back, and none breaks a line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const key = sealKey(text);
        expect(openKey(key)).toBe(text);
        expect(key).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test("two keys are never sealed alike", () => {
    expect(sealKey("%09")).not.toBe(sealKey("\t"));
  });
});

describe("identifiers", () => {
  test("only A–Z of an e-mail address are folded", () => {
    expect(foldAscii("\u0130\u212aÀ")).toBe("\u0130\u212aÀ");
    expect(foldAscii("MINA@Example.com")).toBe("mina@example.com");
  });
});

describe("exact JSON", () => {
  test.each(["9007199254740993", "0.10", "1e400", "-0", "12345678901234567890.5", "1E5"])(
    "%s keeps its digits",
    (number) => {
      const text = `{"n":${number},"pad":1234567890123456}`;
      const record = parseExact(text) as Record<string, unknown>;
      expect(recordLine("k", record, ["n"])).toBe(`k\t{"n":${number}}\n`);
      expect(textOf(record.n)).toBe(number);
    },
  );

  test("a field called __proto__ is a field", () => {
    const record = parseExact('{"__proto__":{"x":1},"constructor":2}') as Record<string, unknown>;
    expect(recordLine("k", record, ["__proto__", "constructor", "toString"])).toBe(
      'k\t{"__proto__":{"x":1},"constructor":2}\n',
    );
  });
});
