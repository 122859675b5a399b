import { expect, it } from "vitest";
import { inventedFacts } from "#lib/bundle/fixture/source.ts";
import { missingPage } from "#lib/bundle/page/missing.ts";
import { wordsFor } from "#lib/bundle/words/words.ts";
import { isAskedFor, isCutByTime, isInSpan, linesInSpan, narrowingOf } from "./narrowing.ts";
import { partForStaff } from "./part-for-staff.ts";

const some = { right: "access", scope: "some" } as const;
const span = { from: "2025-01-01", until: "2025-12-31" };

it("narrows copies and deletions only, and only by what was really said", () => {
  expect(narrowingOf({ ...some, kinds: "commercial,identifiers" })).toEqual({
    kinds: ["identifiers", "commercial"],
    from: null,
    until: null,
  });
  expect(narrowingOf({ ...some, kinds: "", ...span })).toEqual({ kinds: [], ...span });
  expect(narrowingOf({ ...some, kinds: "", from: "", until: "" })).toBeNull();
  expect(narrowingOf({ ...some, scope: "everything", kinds: "commercial" })).toBeNull();
  expect(narrowingOf({ ...some, right: "rectification", kinds: "commercial" })).toBeNull();
});

it("takes collections by their kind, and all where no kind was named", () => {
  const commercial = { kinds: ["commercial"], from: null, until: null } as const;
  expect(isAskedFor(commercial, { category: "commercial" })).toBe(true);
  expect(isAskedFor(commercial, { category: "identifiers" })).toBe(false);
  expect(isAskedFor({ kinds: [], ...span }, { category: "identifiers" })).toBe(true);
  expect(isAskedFor(null, { category: "identifiers" })).toBe(true);
  expect(isCutByTime({ kinds: [], ...span }, { occurred: "placed_at" })).toBe(true);
  expect(isCutByTime({ kinds: [], ...span }, {})).toBe(false);
  expect(isCutByTime(commercial, { occurred: "placed_at" })).toBe(false);
});

it.each([
  ["2025-01-01", true],
  ["2025-12-31T23:59:59Z", true],
  ["2024-12-31", false],
  ["2026-01-01 00:00", false],
  [Date.parse("2025-06-01T12:00:00Z"), true],
  [Date.parse("2023-06-01T12:00:00Z"), false],
  [null, true],
  ["yesterday", true],
])("a record of %s", (occurred, kept) => expect(isInSpan(span, occurred)).toBe(kept));

it("keeps lines whole, however they come in pieces", async () => {
  const text = ['a\t{"at":"2024-05-05"}', 'b\t{"at":"2025-05-05","é":1}', 'c\t{"at":null}', ""].join("\n");
  for (const size of [1, 7, 1000]) {
    async function* pieces() {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const kept: Uint8Array[] = [];
    for await (const chunk of linesInSpan(pieces(), "at", span)) kept.push(chunk);
    expect(Buffer.concat(kept).toString()).toBe('b\t{"at":"2025-05-05","é":1}\nc\t{"at":null}\n');
  }
});

it("is said in the copy, kind by kind and with its days", () => {
  const facts = inventedFacts({ facts: { span } });
  const [first] = facts.systems;
  if (first) first.notAsked = ["Your invoices"];
  const page = missingPage(facts, [], { events: 0, leftOut: 0 }, wordsFor("en"));
  expect(page).toContain("What you did not ask for");
  expect(page).toContain(`Your invoices (${first?.system.title}): you did not ask for it.`);
  expect(page).toContain(
    "You asked only for data from January 1, 2025 on.".replace("January 1, 2025", "1 January 2025"),
  );
});

it("is said to staff, with what an appeal names", () => {
  expect(partForStaff({ ...some, kinds: "internet_activity", ...span, about: "LK-7K4-2QD" })).toEqual([
    "Only these kinds of data: internet activity.",
    "Only from 2025-01-01 on.",
    "Only up to 2025-12-31.",
    "About the request LK-7K4-2QD, as the person wrote it.",
  ]);
  expect(partForStaff({ right: "access", scope: "everything" })).toEqual([]);
});
