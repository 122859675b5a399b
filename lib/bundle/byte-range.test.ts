import { expect, it } from "vitest";
import { askedSpan, spanOf } from "./byte-range.ts";

it("reads one range as RFC 9110 means it, and answers all else with the whole file", () => {
  const known: [string | null, ReturnType<typeof spanOf>][] = [
    [null, null],
    ["bytes=0-", { from: 0, to: 1000 }],
    ["bytes=0-0", { from: 0, to: 1 }],
    ["bytes=500-599", { from: 500, to: 600 }],
    ["bytes=500-5000", { from: 500, to: 1000 }],
    ["bytes=-200", { from: 800, to: 1000 }],
    ["bytes=-5000", { from: 0, to: 1000 }],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=1000-", "unsatisfiable"],
    ["bytes=999-", { from: 999, to: 1000 }],
    ["bytes=99999999999999999999-", "unsatisfiable"],
    ["bytes=600-500", null],
    ["bytes=-", null],
    ["bytes=0-1,5-6", null],
    ["bytes=a-b", null],
    ["lines=1-2", null],
  ];
  for (const [header, span] of known) expect([header, spanOf(header, 1000)]).toEqual([header, span]);
});

it("gives the whole file where what was begun is not what is here", () => {
  const file = { bytes: 1000, etag: '"abc"' };
  const range = "bytes=500-";
  expect(askedSpan({ range, ifRange: '"abc"' }, file)).toEqual({ from: 500, to: 1000 });
  expect(askedSpan({ range, ifRange: '"abd"' }, file)).toBeNull();
  expect(askedSpan({ range, ifRange: "Thu, 12 Mar 2026 09:30:00 GMT" }, file)).toBeNull();
  expect(askedSpan({ range, ifRange: null }, file)).toEqual({ from: 500, to: 1000 });
});
