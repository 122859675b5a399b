import { execFileSync } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { inventedFacts } from "#lib/bundle/fixture/source.ts";
import { readme } from "#lib/bundle/readme.ts";
import type { MessageKey } from "#lib/bundle/words/say.ts";
import { wordsFor } from "#lib/bundle/words/words.ts";
import { answerIn } from "#lib/core/languages.ts";
import { letter } from "./letter.ts";

const factsIn = (language: string) =>
  inventedFacts({
    orderTexts: ['{"number":1}', '{"number":2}'],
    facts: { language, ...(language === "ar" ? { subjectName: "ليلى حداد" } : {}) },
  });
const others = answerIn.filter((language) => language !== "en");
const flowing = (text: string) => text.replace(/[\s\u2066-\u2069]+/gu, (gap) => (/\s/u.test(gap) ? " " : ""));

/** What each language must say of the invented answer: facts, numbers and dates, not the whole text. */
const facts: Record<string, string[]> = {
  de: [
    "Aktenzeichen LK-7K4-2QD",
    "12. März 2026",
    "Am 3. März 2026 haben Sie bei uns dies beantragt: Auskunft und eine Kopie",
    "Verordnung (EU) 2016/679",
    "alle 4 Systeme",
    "Wir haben 3 Einträge über Sie, in 1 von 4 Systemen.",
    "(2 Einträge). Warum: To deliver and refund (ein Vertrag mit Ihnen, Art. 6 Abs. 1 Buchst. b)",
    "Irland",
    "Aufsichtsbehörde beschweren (Data Protection Commission, Art. 77)",
  ],
  fr: ["Référence LK-7K4-2QD", "Le 3 mars 2026", "l’accès aux données", "3 entrées", "Irlande", "art. 77"],
  es: ["Referencia LK-7K4-2QD", "El 3 de marzo de 2026", "acceso a los datos", "3 registros", "Irlanda"],
  ar: [
    "الرقم المرجعي LK-7K4-2QD",
    "في 3 مارس 2026 طلبت منا",
    "الوصول إلى البيانات",
    "3 سجلات، في 1 من أنظمتنا، وعددها 4",
    "سجلان",
    "أيرلندا",
    "https://www.dataprotection.ie",
  ],
};

describe.each(others)("the letter in %s", (language) => {
  const { html, text, pdf } = letter(factsIn(language));
  const words = wordsFor(language);

  it("says what was asked, found and why, with the language's own dates and numbers", () => {
    for (const part of facts[language] ?? []) expect(flowing(text)).toContain(part);
  });

  it("has no English sentence of ours left in it", () => {
    const english = wordsFor("en");
    const known: MessageKey[] = [
      "letter.holdHeading",
      "letter.copyHeading",
      "pages.rightsHeading",
      "pages.missingLink",
    ];
    for (const key of known) {
      expect(text).toContain(words.say(key));
      expect(text).not.toContain(english.say(key));
    }
    expect(flowing(text)).not.toMatch(
      /\b(We (hold|asked|found|answer)|You can|your data|Nothing found|Kept until|ask us)\b/,
    );
  });

  it("names its language and direction", () => {
    expect(html).toContain(`<html lang="${language}" dir="${words.direction}">`);
    // An item that begins with a company's own word runs as the letter does, not as that word.
    expect(html).not.toContain('dir="auto"');
  });

  it("is a tagged PDF in its language, with every letter drawn and a few pages", async () => {
    const bytes = await buffer(pdf());
    const raw = bytes.toString("latin1");
    expect(raw).toContain(`/Lang (${language})`);
    expect(raw.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(3);
    expect(raw.includes("/Direction /R2L")).toBe(words.direction === "rtl");
    // The note that letters are missing is drawn only where some are.
    expect(raw).not.toContain(Buffer.from("[…]", "utf16le").swap16().toString("latin1"));
  });
});

describe("the Arabic PDF", () => {
  const made = buffer(letter(factsIn("ar")).pdf());

  it("keeps the true order of the words for readers by ear", async () => {
    const raw = (await made).toString("latin1");
    // As a PDF writes a text: two bytes a letter, brackets and backslashes escaped.
    const spoken = (words: string) =>
      Buffer.from(words, "utf16le")
        .swap16()
        .toString("latin1")
        .replace(/[()\\]/g, "\\$&");
    expect(raw).toContain(spoken("نسخة من بياناتك الشخصية"));
    expect(raw).toContain(spoken("ليلى حداد"));
    expect(raw).not.toContain(spoken("\u2068"));
  });

  it("draws references, telephone numbers and addresses unbroken from left to right", async (test) => {
    const input = await made;
    let drawn: string;
    try {
      drawn = execFileSync("pdftotext", ["-raw", "-", "-"], { input }).toString();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return test.skip("pdftotext is not installed");
      throw error;
    }
    for (const part of [
      "LK-7K4-2QD",
      "+353 1 555 0100",
      "privacy@larkspur.example",
      "START-HERE.html",
      "2016/679",
    ]) {
      expect(drawn).toContain(part);
    }
  });
});

describe.each(answerIn)("README.txt in %s", (language) => {
  it("says how to begin, whom to ask and where to complain", () => {
    const words = wordsFor(language);
    const text = readme(factsIn(language), words);
    for (const part of [
      "START-HERE.html",
      "letter.pdf",
      "data.json",
      "SIGNATURE.txt",
      "privacy@larkspur.example",
    ]) {
      expect(text).toContain(part);
    }
    expect(flowing(text)).toContain("LK-7K4-2QD");
    expect(text).toContain("https://www.dataprotection.ie");
    expect(text).not.toContain("{");
  });
});
