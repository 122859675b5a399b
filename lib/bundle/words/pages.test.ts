import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerIn } from "#lib/core/languages.ts";
import { letter } from "#lib/notice/letter/letter.ts";
import { inventedFacts } from "../fixture/source.ts";
import { bundled, unzipped } from "../fixture/unzip.ts";
import { wordsFor } from "./words.ts";

const folder = new URL("./messages/en/", import.meta.url);

/** English sentences without values: none of them may stand on a page of another language. */
const sentences = readdirSync(folder).flatMap((file) =>
  leaves(JSON.parse(readFileSync(new URL(file, folder), "utf8"))).filter(
    (text) => text.length > 15 && text.includes(" ") && !text.includes("{"),
  ),
);

function leaves(part: unknown): string[] {
  return typeof part === "string" ? [part] : Object.values(part as object).flatMap(leaves);
}

it("finds English sentences where they stand: on the English pages", async () => {
  const text = (await readableOf("en")).map(([, page]) => seen(page)).join(" ");
  expect(sentences.filter((sentence) => text.includes(sentence)).length).toBeGreaterThan(30);
});

async function readableOf(language: string): Promise<[path: string, text: string][]> {
  const facts = inventedFacts({
    orderTexts: ['{"number":1,"note":"Bitte klingeln"}', '{"number":2}'],
    facts: { language, subjectName: "ليلى حداد" },
  });
  const { zip } = await bundled({ ...facts, letter: letter(facts) });
  return [...(await unzipped(zip))]
    .filter(([path]) => /\.(html|txt)$/.test(path) && !/sha256|^bag/.test(path))
    .map(([path, bytes]) => [path, bytes.toString()]);
}

/** What a reader sees of a page: no style, no tags, no isolates. */
function seen(page: string): string {
  const body = page.slice(Math.max(0, page.indexOf("<body")));
  const plain = body.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>|<[^>]*>/g, " ");
  return plain
    .replace(/[\u2066-\u2069]/gu, "")
    .replace(/&#39;/g, "'")
    .replace(/\s+/gu, " ");
}

const expected: Record<string, Record<string, string[]>> = {
  de: {
    "START-HERE.html": [
      "Was Larkspur über Sie gespeichert hat",
      "2 Einträge",
      "12. März 2026",
      "Irland",
      "Art. 17",
    ],
    "about/what-is-not-here.html": [
      "Nichts gefunden in: The newsletter system.",
      "m•••@example.com und Mina Okafor",
    ],
    "about/why-we-have-it.html": ["Rechtsgrundlage", "ein Vertrag mit Ihnen, Art. 6 Abs. 1 Buchst. b"],
  },
  ar: {
    "START-HERE.html": [
      "ما تحتفظ به Larkspur عنك حتى الآن",
      "سجلان",
      "12 مارس 2026",
      "أيرلندا",
      "(المادة 17)",
    ],
    "about/what-is-not-here.html": [
      "لم نجد شيئًا في «The newsletter system»",
      "m•••@example.com وMina Okafor",
    ],
    "about/why-we-have-it.html": ["الأساس القانوني", "عقد معك، المادة 6(1)(ب)"],
  },
};

describe.each(answerIn.filter((one) => one !== "en"))("the bundle in %s", async (language) => {
  const pages = await readableOf(language);

  it("names its language and direction on every page", () => {
    const html = pages.filter(([path]) => path.endsWith(".html"));
    expect(html.length).toBeGreaterThanOrEqual(5);
    for (const [path, page] of html) {
      expect(page, path).toContain(`<html lang="${language}" dir="${wordsFor(language).direction}"`);
    }
  });

  it("has no English sentence of ours on any page", () => {
    expect(sentences.length).toBeGreaterThan(100);
    for (const [path, page] of pages) {
      const text = seen(page);
      expect(
        sentences.filter((sentence) => text.includes(sentence)),
        path,
      ).toEqual([]);
    }
  });

  it("leaves no value open and no isolate unclosed", () => {
    for (const [path, page] of pages) {
      const count = (sign: RegExp) => page.match(sign)?.length ?? 0;
      expect(count(/[\u2066-\u2068]/gu), path).toBe(count(/\u2069/gu));
      expect(seen(page), path).not.toMatch(/\{[a-zA-Z]+[,}]|undefined|\bNaN\b/);
    }
  });

  it("says what is here and what is not", () => {
    for (const [path, parts] of Object.entries(expected[language] ?? {})) {
      const text = seen(pages.find(([name]) => name === path)?.[1] ?? "");
      for (const part of parts) expect(text, path).toContain(part);
    }
  });
});
