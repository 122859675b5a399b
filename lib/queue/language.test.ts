import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanOf } from "./day-span.ts";
import { isDayTest } from "./day-words.ts";
import { queueKeys } from "./keys.ts";
import { groupingOf, parseQuery, type Query, queryText, sortOf, withoutPiece, withTerm } from "./language.ts";
import { builtInViews, viewOf } from "./views.ts";

const meaning = ({ terms, words, problems }: Query) => ({
  terms: terms.map(({ key, not, values }) => ({ key, not, values })),
  words: words.map(({ text }) => text),
  problems: problems.map(({ text, why }) => ({ text, why })),
});

describe("the language of the queue", () => {
  it("reads the line of the mock-up", () => {
    const query = parseQuery(
      "is:open due:<14d right:delete law:ccpa system:shop state:error owner:@me agent:yes sort:due",
    );
    expect(query.problems).toEqual([]);
    expect(query.terms.map(({ key, values }) => `${key}=${values.join("|")}`)).toEqual([
      "is=open",
      "due=<14d",
      "right=erasure",
      "law=ccpa",
      "system=shop",
      "state=failed",
      "owner=@me",
      "agent=yes",
      "sort=due",
    ]);
  });

  it("knows several values, negation, quotes, plain words and where each stands", () => {
    const text = '-tag:vip,"needs care"  LK-7K4 right:access,erasure "is:open"';
    const query = parseQuery(text);
    expect(meaning(query)).toEqual({
      terms: [
        { key: "tag", not: true, values: ["vip", "needs care"] },
        { key: "right", not: false, values: ["access", "erasure"] },
      ],
      words: ["LK-7K4", "is:open"],
      problems: [],
    });
    expect(text.slice(query.words[0]?.start, query.words[0]?.end)).toBe("LK-7K4");
    expect(queryText(query)).toBe('-tag:vip,"needs care" LK-7K4 right:access,erasure "is:open"');
  });

  it("names the nearest key or value and what the query is without the piece", () => {
    const query = parseQuery("is:open rihgt:access -statee:found right:erasur due:soon foo:bar", {
      law: ["EU_GDPR"],
    });
    expect(
      query.problems.map(({ text, why, nearest, without }) => ({ text, why, nearest, without })),
    ).toEqual([
      {
        text: "rihgt:access",
        why: "key",
        nearest: "right:access",
        without: "is:open -statee:found right:erasur due:soon foo:bar",
      },
      {
        text: "-statee:found",
        why: "key",
        nearest: "-state:found",
        without: "is:open rihgt:access right:erasur due:soon foo:bar",
      },
      {
        text: "right:erasur",
        why: "value",
        nearest: "right:erasure",
        without: "is:open rihgt:access -statee:found due:soon foo:bar",
      },
      {
        text: "due:soon",
        why: "value",
        nearest: null,
        without: "is:open rihgt:access -statee:found right:erasur foo:bar",
      },
      {
        text: "foo:bar",
        why: "key",
        nearest: null,
        without: "is:open rihgt:access -statee:found right:erasur due:soon",
      },
    ]);
    expect(query.problems[0]?.mended).toBe(
      "is:open right:access -statee:found right:erasur due:soon foo:bar",
    );
    expect(parseQuery("law:lgpd", { law: ["EU_GDPR"] }).problems[0]?.words).toBe("“law” has no “lgpd”.");
    expect(parseQuery("law:gdpr,EU-gdpr", { law: ["EU_GDPR"] }).problems).toEqual([]);
    expect(parseQuery("is:").problems[0]?.why).toBe("value");
  });

  it("reads any text, and what it writes means the same", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc
        .constantFrom(...queueKeys)
        .chain((key) => fc.string({ maxLength: 8 }).map((value) => `${key}:${value}`)),
      fc.constantFrom(
        "is:open",
        "-right:access,erasure",
        'tag:"a b",c',
        '"',
        ":",
        "-",
        "due:<14d",
        "-is:done,",
        "who:x:y",
      ),
    );
    const texts = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.array(piece, { maxLength: 8 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const query = parseQuery(text);
        for (const { start, end } of [...query.terms, ...query.words, ...query.problems])
          expect(text.slice(start, end).length).toBe(end - start);
        const again = parseQuery(queryText(query));
        expect(meaning(again)).toEqual(meaning(query));
        expect(queryText(again)).toBe(queryText(query));
        for (const problem of query.problems) parseQuery(problem.mended ?? problem.without);
      }),
      { numRuns: 1500 },
    );
  });

  it("takes chips away and puts terms in place of others", () => {
    const query = parseQuery("is:open right:access sort:-due anna");
    expect(withoutPiece(query, 8)).toBe("is:open sort:-due anna");
    expect(withTerm(query, "sort", "received")).toBe("is:open right:access anna sort:received");
    expect(withTerm(query, "sort", null)).toBe("is:open right:access anna");
    expect([sortOf(query), groupingOf(query), groupingOf(parseQuery("group:owner"))]).toEqual([
      "-due",
      "week",
      "owner",
    ]);
  });

  it("holds its own views, and none of them has a problem", () => {
    for (const view of builtInViews) {
      expect(parseQuery(view.query).problems, view.view).toEqual([]);
      expect(viewOf(`  ${view.query.replaceAll(" ", "   ")} `)?.view).toBe(view.view);
    }
    expect(viewOf("is:open")).toBeNull();
  });

  it("tells what a test of days means", () => {
    const due = (text: string) => spanOf(text, "2026-11-23", true);
    const received = (text: string) => spanOf(text, "2026-11-23", false);
    expect(due("<14d")).toEqual({ from: null, to: "2026-12-06" });
    expect(due("<=2w")).toEqual({ from: null, to: "2026-12-07" });
    expect(due(">2026-12-01")).toEqual({ from: "2026-12-02", to: null });
    expect(due("today")).toEqual({ from: "2026-11-23", to: "2026-11-23" });
    expect(due("-7d..today")).toEqual({ from: "2026-11-16", to: "2026-11-23" });
    expect(received("<7d")).toEqual({ from: "2026-11-17", to: null });
    expect(received(">=30d")).toEqual({ from: null, to: "2026-10-24" });
    expect(received("<2026-11-01")).toEqual({ from: null, to: "2026-10-31" });
    expect(received("2026-01-01..2026-03-31")).toEqual({ from: "2026-01-01", to: "2026-03-31" });
    for (const wrong of ["", "..", "soon", "2026-02-30", "<", "14", "<2026-13-01..today", "1d..2d..3d"]) {
      expect(isDayTest(wrong), wrong).toBe(false);
      expect(spanOf(wrong, "2026-11-23", true), wrong).toBeNull();
    }
    for (const right of ["<14d", ">=2026-12-01", "..today", "-1w..2026-12-01"]) {
      expect(isDayTest(right), right).toBe(true);
      expect(spanOf(right, "2026-11-23", true), right).not.toBeNull();
    }
  });
});
