import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letter } from "#lib/notice/letter/letter.ts";
import type { BundleFacts } from "../contents.ts";
import { inventedFacts } from "../fixture/source.ts";
import { bundled, unzipped } from "../fixture/unzip.ts";
import { html } from "../html.ts";

const hostile = `</td></style><script>alert(1)</script><img src=x onerror=alert(1)>"'&amp;\u202E\u0000`;

async function pagesOf(facts: BundleFacts): Promise<[string, string][]> {
  const { zip } = await bundled({ ...facts, letter: letter(facts) });
  return [...(await unzipped(zip))]
    .filter(([path]) => path.endsWith(".html"))
    .map(([path, bytes]) => [path, bytes.toString()]);
}

const record = JSON.stringify({ number: 1, note: hostile, tags: [hostile] });
const poisoned = inventedFacts({
  orderTexts: [record],
  facts: { subjectName: hostile, reference: "LK-7K4-2QD" },
});
for (const system of poisoned.systems) {
  system.note = hostile;
  system.searchedFor = [hostile];
}

const pages = await pagesOf(poisoned);

const viewerTags = [
  '<link rel="stylesheet" href="viewer/app.css">',
  '<script src="viewer/app.js" defer>',
  '<script src="viewer/index.js" defer>',
];

describe("every page of the bundle", () => {
  it("is one of the five", () => {
    expect(pages.map(([path]) => path).sort()).toEqual([
      "START-HERE.html",
      "about/dictionary.html",
      "about/what-is-not-here.html",
      "about/why-we-have-it.html",
      "letter.html",
    ]);
  });

  it.each(pages)("shows stored markup as letters: %s", (path, page) => {
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag?.toLowerCase()));
    for (const tag of ["img", "iframe", "object", "embed", "form", "base"]) {
      expect(tags).not.toContain(tag);
    }
    const scripts = [...page.matchAll(/<(?:script|link)[^>]*>/gi)].map(([tag]) => tag);
    expect(scripts).toEqual(path === "START-HERE.html" ? viewerTags : []);
    expect(page).not.toMatch(/<[^>]+\son[a-z]+\s*=/i);
    expect(page).not.toContain("\u0000");
  });

  it.each(pages)("loads nothing from outside and allows nothing from there: %s", (path, page) => {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(policy.replaceAll("&#39;", "'")).toBe(
      path === "START-HERE.html"
        ? `default-src 'none'; script-src 'self' file:; style-src 'sha256-${hash}' 'self' file:; font-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types habeas`
        : `default-src 'none'; style-src 'sha256-${hash}'; font-src data:; base-uri 'none'; form-action 'none'`,
    );
    for (const [tag] of page.replace(style, "").matchAll(/<[a-z][^>]*>/gi)) {
      if (viewerTags.includes(tag)) continue;
      expect(tag).not.toMatch(/\s(src|srcset|style|background|action|poster)\s*=/i);
    }
    for (const [, url = ""] of style.matchAll(/url\(([^)]*)\)/g))
      expect(url).toMatch(/^data:font\/woff2;base64,/);
    expect(style).not.toContain("@import");
  });

  it.each(pages)("has a language, a direction, a title and one first heading: %s", (_path, page) => {
    expect(page).toMatch(/<html lang="en" dir="ltr">/);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page.match(/<h1/g)).toHaveLength(1);
  });

  it.each(pages)("links only to files of the bundle and to the authority: %s", async (path, page) => {
    const { zip } = await bundled({ ...poisoned, letter: letter(poisoned) });
    const files = await unzipped(zip);
    for (const [, href = ""] of page.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
      if (href === "https://www.dataprotection.ie") continue;
      if (href.startsWith("#")) expect(page).toContain(`id="${href.slice(1)}"`);
      else expect(files.has(new URL(href, `file:///${path}`).pathname.slice(1))).toBe(true);
    }
  });
});

describe("what the pages say", () => {
  it("names every system that is not here, why, and what was searched for", async () => {
    const pages = new Map(await pagesOf(inventedFacts({ orderTexts: ['{"number":1}'] })));
    const missing = pages.get("about/what-is-not-here.html") ?? "";
    expect(missing).toContain(
      "Nothing found in The newsletter system. We searched for m•••@example.com and Mina Okafor.",
    );
    expect(missing).toContain(
      "The visits system: the log server was down; its part follows by 3 April 2026.",
    );
    expect(missing).toContain("Somebody looked in The loyalty system by hand and found nothing.");
    const start = pages.get("START-HERE.html") ?? "";
    expect(start).toContain("What Larkspur holds about you, so far");
    expect(start).toContain("the log server was down");
    expect(start).toContain("<dd>1 of 4</dd>");
  });

  it("shows the first ten records of many, and long values cut", async () => {
    const orderTexts = Array.from({ length: 60 }, (_, i) =>
      JSON.stringify({ number: i, note: `n${i}-${"x".repeat(900)}` }),
    );
    const start = new Map(await pagesOf(inventedFacts({ orderTexts }))).get("START-HERE.html") ?? "";
    expect(start).toContain("The first 10 of 60 records");
    expect(start).toContain("n9-");
    expect(start).not.toContain("n10-");
    expect(start).not.toContain("x".repeat(161));
  });

  it("has an honest answer for a person about whom nothing is held", async () => {
    const facts = inventedFacts();
    const none = facts.systems.map((s) => ({
      ...s,
      outcome: "nothing_held" as const,
      note: null,
      collections: [],
    }));
    const pages = new Map(await pagesOf({ ...facts, systems: none }));
    expect(pages.get("START-HERE.html")).toContain(
      "searched every system on its list and found nothing about you",
    );
    expect(pages.get("letter.html")).toContain("We found no data about you");
  });

  it("does not name the people who look after the systems", async () => {
    for (const [, page] of await pagesOf(inventedFacts({ orderTexts: ['{"number":1}'] }))) {
      expect(page).not.toMatch(/Somebody Internal|owner@example\.com/);
    }
  });
});

describe("the template", () => {
  it("never lets a value become markup", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(html`<p title="${value}">${value}</p>`.text.replace(/^<p title="|">|<\/p>$/g, "")).not.toMatch(
          /[<>"']/,
        );
      }),
    );
  });
});
