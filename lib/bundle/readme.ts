import type { BundleFacts } from "./contents.ts";
import { dateInWords, type Words } from "./words/words.ts";

/** The twelve lines for somebody who opens the folder and looks for a text file. */
export function readme(facts: BundleFacts, words: Words): string {
  const { company } = facts;
  const made = dateInWords(facts.answeredAt, company.timezone, words);
  const ways = [company.contact.email, company.contact.phone, company.contact.post]
    .filter(Boolean)
    .join(", ");
  return [
    `This is a copy of the personal data that ${company.legal_name} holds about you, made on ${made}.`,
    `Reference: ${facts.reference}. Law: ${words.law(facts.regime)}.`,
    "Start with START-HERE.html: open it by double click. It needs no internet and sends nothing to anyone.",
    "letter.pdf is our answer to you; letter.html and letter.txt hold the same words.",
    "about/ says why we have each kind of data, who got it, what each field means, and what is not here.",
    "data/ holds the data, one folder a system: .csv for spreadsheets, .ndjson for programs (one JSON object a line).",
    "The .ndjson files are exact. In the .csv files an empty cell means empty or not set, and an apostrophe stands",
    "before a text that a spreadsheet would take for a formula; the apostrophe is not part of your data.",
    "To check a file: compare its SHA-256 with the one in manifest.json (Linux and macOS: shasum -a 256 letter.pdf;",
    "Windows: certutil -hashfile letter.pdf SHA256).",
    `Questions: ${ways}.`,
    `Complaints: ${company.authority.name}, ${company.authority.url}`,
    "",
  ].join("\r\n");
}
