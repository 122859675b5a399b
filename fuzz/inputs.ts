import fc from "fast-check";
import { canary } from "./target.ts";

/** Pieces that readers stumble over: separators, controls, formats, hidden and wide characters, formulas, markup. */
const pieces = [
  "",
  " ",
  "\u0000",
  "\r\n",
  "\t",
  "\u001b[31m",
  "\u202e",
  "\u200b",
  "\ufeff",
  "\ud800",
  "\udfff",
  "İ",
  "ß",
  "ſ",
  "K",
  "１",
  "=1+1",
  "+1",
  "-1",
  "@SUM(1)",
  "|cmd",
  "%0a",
  "＝1",
  "−1",
  "'",
  '"',
  '""',
  "`",
  "\\",
  "\\u0000",
  "\\x00",
  "<script>alert(1)</script>",
  '"><svg onload=alert(1)>',
  "javascript:alert(1)",
  "{{name}}",
  "$" + "{7*7}",
  "<%= 1 %>",
  "#{1}",
  "' or 1=1 --",
  "; drop table request; --",
  "../../etc/passwd",
  "..\\..\\x",
  "CON",
  "a.",
  "/dev/null",
  "file:///etc/passwd",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "1e999",
  "-0",
  "0x10",
  "9".repeat(400),
  "a".repeat(3_000),
  "(".repeat(200),
  "[".repeat(200),
  ",".repeat(200),
  ":".repeat(50),
  "a@".repeat(60),
  canary,
  "LK-7K4-2QD",
  "2026-02-30",
  "2026-11-23T05:00:00Z",
  "+353 1 555 0100",
  "xn--a",
  "müller@example.org",
  '"a b"@example.com',
  "state:open",
  "-owner:me",
  'q:"x y"',
  "due:<7d",
  "is:late",
  "&amp;",
  "&#0;",
  "%00",
  "%ff",
  "%u0000",
];

/** Texts as strangers write them. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...pieces),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join("")),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 6 })
    .map((some) => some.join(" ")),
);

const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "prototype", "id", "email", "status", "value", "records"),
  hostileText,
);

/** Any JSON, with the names that pollute prototypes among its keys. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    hostileText,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 1.5, Number.MAX_SAFE_INTEGER + 2, "", [], {}),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map(asObject),
  ),
})).value;

/** With `__proto__` as a member of its own, as `JSON.parse` makes it. */
function asObject(entries: [string, unknown][]): unknown {
  const made: Record<string, unknown> = {};
  for (const [name, value] of entries)
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  return made;
}

/** JSON as a text: whole, cut off, doubled, or so deep that a recursive reader falls. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  hostileJson.map((value) => JSON.stringify(value) ?? "null"),
  fc.tuple(hostileJson, fc.nat(200)).map(([value, cut]) => (JSON.stringify(value) ?? "").slice(0, cut)),
  fc
    .tuple(fc.constantFrom("[", '{"a":', '[{"a":'), fc.integer({ min: 1, max: 20_000 }))
    .map(([open, deep]) => open.repeat(deep)),
  fc.integer({ min: 1, max: 20_000 }).map((deep) => `${"[".repeat(deep)}1${"]".repeat(deep)}`),
  fc.constantFrom(
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"a":1,"a":2}',
    "\ufeff{}",
    "01",
    "1e9999",
  ),
  hostileText,
);

/** A good example with single places changed, cut out, doubled or exchanged, as a fuzzer does it. */
export function mutated(examples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    kind: fc.constantFrom("flip", "cut", "double", "insert", "zero", "most", "end"),
    at: fc.nat(0xff_ff_ff),
    size: fc.nat(64),
    bytes: fc.uint8Array({ maxLength: 16 }),
  });
  return fc
    .tuple(fc.constantFrom(...examples), fc.array(change, { maxLength: 6 }))
    .map(([example, changes]) => {
      let bytes = Buffer.from(example);
      for (const { kind, at, size, bytes: other } of changes) {
        const place = bytes.length === 0 ? 0 : at % bytes.length;
        const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
        if (kind === "cut") bytes = Buffer.concat([before, after.subarray(size)]);
        else if (kind === "double") bytes = Buffer.concat([before, after.subarray(0, size), after]);
        else if (kind === "insert") bytes = Buffer.concat([before, other, after]);
        else if (kind === "end") bytes = Buffer.from(before);
        else if (bytes.length > 0) {
          bytes = Buffer.from(bytes);
          if (kind === "flip") bytes[place] = (bytes[place] ?? 0) ^ (1 << (size % 8));
          else bytes.fill(kind === "zero" ? 0 : 0xff, place, Math.min(bytes.length, place + (size % 8) + 1));
        }
      }
      return new Uint8Array(bytes);
    });
}

/** Texts made of good examples with changes, and hostile pieces put in. */
export function mutatedText(examples: readonly string[]): fc.Arbitrary<string> {
  const splice = fc.tuple(fc.nat(0xff_ff_ff), fc.nat(40), hostileText);
  return fc.oneof(
    mutated(examples.map((one) => Buffer.from(one))).map((bytes) => Buffer.from(bytes).toString("utf8")),
    fc
      .tuple(fc.constantFrom(...examples), fc.array(splice, { minLength: 1, maxLength: 3 }))
      .map(([example, splices]) =>
        splices.reduce((text, [at, out, into]) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + into + text.slice(place + out);
        }, example),
      ),
  );
}

/** Any bytes at all. */
export const anyBytes = fc.uint8Array({ maxLength: 400 });
