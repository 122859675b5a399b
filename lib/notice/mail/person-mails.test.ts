import { describe, expect, it } from "vitest";
import { gradeOf } from "../duty/fixture/grade.ts";
import { english } from "./en.ts";

/** Mails to the people who ask; the others name systems and companies of any length. */
const toPeople = Object.entries(english.notices).filter(
  ([kind]) => !/^(owner|staff|house|recipient)_/.test(kind),
);
/** The longest that stands in a mail's words. */
const filled = (words: string) =>
  words
    .replaceAll("{reference}", "LK-7K4-2QD")
    .replaceAll(/\{(until|due|received)\}/g, "Wednesday 23 September 2026")
    .replaceAll(/\{\w+\}/g, "Larkspur");

describe("mails to people", () => {
  it.each(toPeople)("%s has a short subject, easy and short sentences, and one link", (_kind, mail) => {
    const { subject, body, link } = mail;
    expect(filled(subject).length).toBeLessThanOrEqual(60);
    expect(link).toBeDefined();
    // A day, a number or a name is not ours to make easy.
    const ours = body.filter((line) => !/^\{\w+\}$/.test(line));
    expect(gradeOf(ours.map((line) => line.replaceAll(/\{\w+\}/g, "May")))).toBeLessThanOrEqual(8);
    for (const sentence of filled(body.join(" ")).split(/[.?!:]\s/)) {
      expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(25);
    }
  });
});
