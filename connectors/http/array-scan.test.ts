import fc from "fast-check";
import { expect, test } from "vitest";
import { ArrayScan } from "./array-scan.ts";

const scanned = (text: string, pointer: string, size: number): unknown[] => {
  const scan = new ArrayScan(pointer, 10_000_000, "people");
  const bytes = Buffer.from(text);
  const elements: unknown[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    for (const element of scan.feed(bytes.subarray(at, at + size)))
      elements.push(JSON.parse(Buffer.from(element).toString()));
  }
  scan.end();
  return elements;
};

test("finds exactly the elements of the array, wherever the bytes are cut", () => {
  const name = fc.constantFrom("a", "b", "a/b", "~", 'q"', "\u00e9", "", "0", "list");
  const shape = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue(),
      tie("object"),
      fc.array(tie("value"), { maxLength: 4 }),
    ),
    object: fc.dictionary(name, tie("value"), { maxKeys: 4 }),
  }));
  const way = fc.array(name, { maxLength: 3 });
  fc.assert(
    fc.property(
      way,
      fc.array(shape.value, { maxLength: 5 }),
      shape.object,
      fc.integer({ min: 1, max: 40 }),
      fc.nat(2),
      (steps, list, noise, size, space) => {
        const document = steps.reduceRight<unknown>(
          (inner, step) => ({ ...(noise as object), [step]: inner, "zz after": noise }),
          list,
        );
        const pointer = steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
        const text = JSON.stringify(document, null, space);
        expect(scanned(text, pointer, size)).toEqual(JSON.parse(JSON.stringify(list)));
      },
    ),
    { numRuns: 400 },
  );
});

test("what is cut off anywhere is never taken for whole", () => {
  const text = '{"a": ["]", {"items": []}], "items": [{"x": [1, "}"]}, {"y": "\\\\"}], "z": {}}';
  for (let end = 0; end < text.length; end += 1)
    expect(() => scanned(text.slice(0, end), "/items", 7)).toThrow();
  expect(scanned(text, "/items", 7)).toEqual([{ x: [1, "}"] }, { y: "\\" }]);
});

test.each(["[1,]", "[,1]", "[1}", '{"a": [1]}]', '{"a": 1', "[1] x", '[1] "x"', "nothing", ""])(
  "%s is broken",
  (text) => {
    expect(() => scanned(text, "", 3)).toThrow();
  },
);
