import { execFileSync } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { inventedFacts } from "#lib/bundle/fixture/source.ts";
import { letterContent } from "./content.ts";
import { fontsOf, runsOf } from "./fonts.ts";
import { letter } from "./letter.ts";

const facts = inventedFacts({ orderTexts: ['{"number":1}', '{"number":2}'] });
const named = (subjectName: string) => inventedFacts({ facts: { subjectName } });
const pdfOf = (given = facts) => buffer(letter(given).pdf());

/** All words of a text, without the marks of its form. */
const words = (text: string) =>
  text
    .replace(/[-=•]{2,}|^- /gmu, " ")
    .split(/\s+/u)
    .filter((w) => w !== "");

function unescaped(page: string): string {
  const body = page.slice(page.indexOf("<main"), page.indexOf("</main>"));
  const plain = body.replace(/<[^>]*>/g, " ");
  return plain
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

describe("the letter", () => {
  it("says what was asked, what is held and why, what is missing, and what can be done", () => {
    const { text } = letter(facts);
    const flowing = text.replace(/\s+/g, " ");
    for (const part of [
      "Mina Okafor",
      "Reference LK-7K4-2QD",
      "On 3 March 2026 you asked us for a copy",
      "Regulation (EU) 2016/679",
      "We asked all 4 systems",
      "We hold 3 records about you, in 1 of 4 systems",
      "Your orders (2 records). Why: To deliver and refund (A contract with you, Art. 6(1)(b)). From: You, when you ordered. Kept: 7 years after the order.",
      "Nothing found in The newsletter system. We searched for m•••@example.com and Mina Okafor.",
      "The visits system: the log server was down; its part follows by 3 April 2026.",
      "Somebody looked in The loyalty system by hand and found nothing.",
      "Swiftpost Couriers (delivers your parcels, Ireland)",
      "complain to the authority (Data Protection Commission, Art. 77)",
      "https://www.dataprotection.ie",
      "privacy@larkspur.example",
    ]) {
      expect(flowing).toContain(part);
    }
  });

  it("has the same words as page and as text", () => {
    const { html, text } = letter(facts);
    expect(words(unescaped(html))).toEqual(words(text));
  });

  it("has the same words as PDF", async (test) => {
    const pdf = await pdfOf();
    let drawn: string;
    try {
      drawn = execFileSync("pdftotext", ["-raw", "-", "-"], { input: pdf }).toString();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return test.skip("pdftotext is not installed");
      throw error;
    }
    const letters = (all: string) => all.replace(/Page \d+ of \d+|[\s\f•]/gu, "");
    const expected = letterContent(facts).blocks.flatMap((b) =>
      "text" in b ? [b.text] : "lines" in b ? b.lines : b.items,
    );
    expect(letters(drawn)).toBe(letters(expected.join("")));
  });

  it("does not cite the GDPR to a Californian", () => {
    const { text } = letter(inventedFacts({ orderTexts: ["{}"], facts: { regime: "US_CA_CCPA" } }));
    expect(text).toContain("California Consumer Privacy Act");
    expect(text).not.toMatch(/GDPR|Art\. ?\d/);
  });
});

describe("the PDF", () => {
  it("is tagged, declares PDF/UA, and embeds each font that it uses", async () => {
    const pdf = (await pdfOf()).toString("latin1");
    expect(pdf).toMatch(/^%PDF-1\.7/);
    for (const mark of [
      "/Marked true",
      "/StructTreeRoot",
      "pdfuaid:part",
      "/DisplayDocTitle true",
      "/Lang (en)",
    ]) {
      expect(pdf).toContain(mark);
    }
    expect(pdf.match(/\/BaseFont \/[A-Z]{6}\+/g)?.length).toBeGreaterThan(1);
    expect(pdf).not.toMatch(/\/BaseFont \/(?![A-Z]{6}\+)/);
    for (const tag of ["/S /H1", "/S /H2", "/S /H3", "/S /P", "/S /L", "/S /LI", "/S /Lbl", "/S /LBody"]) {
      expect(pdf).toContain(tag);
    }
  });

  it("has one to four pages, also for a company with very many kinds of data", async () => {
    const pages = async (given = facts) =>
      (await pdfOf(given)).toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(await pages()).toBeLessThanOrEqual(2);
    const many = inventedFacts({ orderTexts: ["{}"] });
    const [shop] = many.systems;
    const [orders] = shop?.collections ?? [];
    if (shop === undefined || orders === undefined) throw new Error("the fixture has no shop");
    shop.collections = Array.from({ length: 500 }, () => orders);
    expect(await pages(many)).toBeLessThanOrEqual(4);
  });

  it("is the same to the last byte for the same facts", async () => {
    expect((await pdfOf()).equals(await pdfOf())).toBe(true);
  });

  it("keeps a name that no font can draw for readers and copies, and says where it stands in full", async () => {
    const pdf = (await pdfOf(named("東京 太郎"))).toString("latin1");
    expect(pdf).toContain(Buffer.from("東京 太郎", "utf16le").swap16().toString("latin1"));
    const { html, text } = letter(named("東京 太郎"));
    expect(html).toContain("東京 太郎");
    expect(text).toContain("東京 太郎");
  });

  it("draws Latin, Vietnamese, Arabic and hostile text without breaking", async () => {
    for (const name of [
      "Łucja Żółć",
      "Nguyễn Ảnh",
      "ليلى حداد",
      "\u202Eevil\u0000\ud800",
      "",
      "x".repeat(5000),
    ]) {
      expect((await pdfOf(named(name))).toString("latin1")).toMatch(/%%EOF\s*$/);
    }
  });
});

describe("runs of one font", () => {
  const has = (font: string, letter: number) =>
    font === "latin" ? letter < 0x600 : letter === 32 || (letter >= 0x600 && letter < 0x700);

  it("keep an Arabic name whole and lose no letter", () => {
    const runs = runsOf("Dear ليلى حداد, 東京 here", ["latin", "arabic"], has);
    expect(runs).toEqual([
      { font: "latin", text: "Dear " },
      { font: "arabic", text: "ليلى حداد" },
      { font: "latin", text: ", " },
      { font: null, text: "東京 " },
      { font: "latin", text: "here" },
    ]);
  });

  it("have fonts of our own to choose from", () => {
    expect(fontsOf.text).toHaveLength(4);
  });
});
