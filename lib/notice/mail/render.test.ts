import { describe, expect, it } from "vitest";
import { english } from "./en.ts";
import { renderMail } from "./render.ts";
import { mailWords } from "./words.ts";

const house = {
  origin: "https://privacy.example.com",
  company: "Larkspur & Co",
  contact: "privacy@example.com",
};
const hostile = `<img src=x onerror="alert(1)">{company}{contact}{code} $& $1 'quoted'`;
const kinds = Object.keys(english.notices) as (keyof typeof english.notices)[];
const varsOf = (value: string) =>
  Object.fromEntries(
    [
      "reference",
      "code",
      "minutes",
      "right",
      "due",
      "received",
      "until",
      "references",
      "name",
      "system",
      "link",
      "title",
      "what",
      "days",
      "token",
      "other",
      ...["late", "week", "mine", "fresh", "approve"],
    ].map((name) => [name, value]),
  );

describe("mails", () => {
  it.each(kinds.filter((kind) => kind !== "find_nothing"))(
    "%s escapes what it is given and fills it in once",
    (kind) => {
      const { html, text, subject } = renderMail(kind, "en", varsOf(hostile), house);
      expect(html).not.toContain("<img");
      expect(html).not.toContain('onerror="');
      // What looked like a variable inside a value stays letters, in every part of the mail.
      for (const part of [html, text, subject]) {
        const given = part.split("{company}{contact}{code}").length - 1;
        const shown = part.split(/(?:<|&lt;)img src=x/).length - 1;
        expect(given).toBe(shown);
      }
      expect(text).toMatch(/\$&(?: |%20)\$1/);
    },
  );

  const syntaxes = "{{name}} \u0024{7*7} <%= 7*7 %> #{7*7} {% x %} [[7*7]] @(7*7) {name}";
  it.each(kinds.filter((kind) => kind !== "find_nothing"))(
    "ADV-15 in %s the template syntaxes of others stay letters",
    (kind) => {
      const { text, html, subject } = renderMail(kind, "en", varsOf(syntaxes), house);
      const bare = html.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      // Links carry what they are given in the letters of an address.
      const all = [text, bare, subject].map((part) => part.replaceAll(/https:\S*/g, ""));
      for (const part of all) expect(part).not.toMatch(/49/);
      expect(all.some((part) => part.includes(syntaxes)) || /%7B%7Bname/.test(text)).toBe(true);
    },
  );

  it("TM-70 the mail with a code says its reference, leads to us alone, and has nothing attached", () => {
    const made = renderMail("code", "en", { ...varsOf("x"), reference: "LK-7K4-2QD", code: "482913" }, house);
    expect(`${made.subject}${made.text}`).toContain("LK-7K4-2QD");
    expect(made.text).toContain("482913");
    expect(Object.keys(made)).not.toContain("attachments");
    const addresses = `${made.text} ${made.html}`.match(/https?:\/\/[^\s"<>)]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(new URL(address).origin).toBe(house.origin);
    expect(made.html).not.toMatch(/<(img|script|form|iframe|link|object)\b/i);
    // Nobody is asked for papers by mail.
    expect(made.text).not.toMatch(/passport|identity card|attach/i);
  });

  it.each(kinds)("%s leaves no variable open, and leads to our own origin and nowhere else", (kind) => {
    const vars = { ...varsOf("LK-7K4-2QD"), link: "https://privacy.example.com/task/abc" };
    const { html, text, subject } = renderMail(kind, "en", vars, house);
    expect(`${subject}${text}${html}`).not.toMatch(/\{[a-zA-Z]+\}/);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((found) => found[1] ?? "");
    expect(links).toHaveLength(1);
    for (const link of links) {
      expect(new URL(link).origin).toBe(house.origin);
      expect(text).toContain(link);
    }
    expect(html).not.toMatch(/<img|<script|url\(|@import/);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it.each([
    "https://evil.example.net/task/abc",
    "https://privacy.example.com.evil.example.net/task/abc",
    "https://privacy.example.com@evil.example.net/",
    "//evil.example.net/",
    "javascript:alert(1)",
  ])("a link to %s leads to our own start page", (link) => {
    const { html, text } = renderMail("owner_task", "en", { ...varsOf("x"), link }, house);
    const [, shown] = /href="([^"]*)"/.exec(html) ?? [];
    expect(new URL(shown ?? "").href).toBe(`${house.origin}/`);
    expect(text).not.toContain("evil");
  });

  it.each(["de", "fr", "es", "it", "nl", "pl", "pt", "ar", "he"])(
    "to the person are written in %s, with the same values and place to go",
    (language) => {
      const vars = { ...varsOf("LK-7K4-2QD"), link: "https://privacy.example.com/task/abc" };
      const mine = kinds.filter((kind) => mailWords(language, kind).language === language);
      expect(mine.length).toBeGreaterThanOrEqual(12);
      expect(mine).toEqual(
        expect.arrayContaining(["code", "ready", "renewed", "cancelled", "draft", "find"]),
      );
      const named = (words: unknown) => new Set(JSON.stringify(words).match(/\{[a-z]+\}/g));
      for (const kind of mine) {
        const [said, english] = [mailWords(language, kind).words, mailWords("en", kind).words];
        expect(named([said.subject, said.body]), kind).toEqual(named([english.subject, english.body]));
        expect(said.link?.path).toBe(english.link?.path);
        expect(said.body).toHaveLength(english.body.length);
        const { subject, text, html } = renderMail(kind, language, vars, house);
        expect(`${subject}${text}${html}`).not.toMatch(/\{[a-zA-Z]+\}/);
        expect(html).toContain(
          `<html lang="${language}" dir="${["ar", "he"].includes(language) ? "rtl" : "ltr"}">`,
        );
        expect(subject).not.toBe(renderMail(kind, "en", vars, house).subject);
      }
    },
  );

  it("to staff, owners and recipients are English in any language, and say so", () => {
    const { html } = renderMail("owner_task", "ar", varsOf("x"), house);
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).toContain("Please answer by");
  });

  it("an unknown language is answered in English", () => {
    const vars = { reference: "LK-7K4-2QD" };
    expect(renderMail("cancelled", "tlh", vars, house).text).toContain("has been cancelled");
  });
});
