import type { BundleFacts, SystemSource } from "#lib/bundle/contents.ts";
import { nothingLine, notPortableLines, waitingLine } from "#lib/bundle/page/missing.ts";
import { type Counts, countsOf, recipientsOf, totalsOf } from "#lib/bundle/summary.ts";
import {
  countryInWords,
  dateInWords,
  dayAsDate,
  listInWords,
  type Words,
  wordsFor,
} from "#lib/bundle/words/words.ts";

/** One piece of the letter, the same in PDF, HTML and text. */
export type Block =
  | { kind: "title" | "heading" | "subheading" | "paragraph"; text: string }
  | { kind: "lines"; lines: string[] }
  | { kind: "list"; items: string[] };

export type LetterContent = { language: string; direction: "ltr" | "rtl"; title: string; blocks: Block[] };

/** More kinds or recipients than this are counted and left to the files, so that the letter stays a letter. */
const listed = 40;

/** What the letter says: what we did, what each system holds, what is missing and why, rights and remedies. */
export function letterContent(facts: BundleFacts): LetterContent {
  const words = wordsFor(facts.language);
  const asked = facts.right === "portability" ? "portability" : "access";
  const totals = totalsOf(facts);
  const date = dateInWords(facts.answeredAt, facts.company.timezone, words);
  const received = dayAsDate(facts.receivedDay, words);
  const title = words.say(totals.found > 0 ? `letter.title.${asked}` : "letter.title.nothing");
  const found = facts.systems.filter((s) => s.outcome === "found");
  const missing = facts.systems.filter((s) => s.outcome !== "found");
  const blocks: (Block | null)[] = [
    { kind: "lines", lines: letterhead(facts) },
    {
      kind: "lines",
      lines: [
        facts.addressee ?? facts.subjectName,
        date,
        words.say("letter.reference", { reference: facts.reference }),
      ],
    },
    { kind: "title", text: title },
    {
      kind: "paragraph",
      text: words.say("letter.asked", {
        date: received,
        what: words.say(`letter.what.${asked}`),
        law: words.law(facts.regime),
      }),
    },
    { kind: "paragraph", text: words.say("letter.did", { n: totals.searched }) },
    holdParagraph(facts, words),
    totals.waiting === 0
      ? null
      : { kind: "paragraph", text: words.say("letter.moreFollows", { n: totals.waiting }) },
    found.length === 0 ? null : { kind: "heading", text: words.say("letter.holdHeading") },
    ...found.flatMap((source) => systemBlocks(facts, source, words)),
    missing.length === 0 ? null : { kind: "heading", text: words.missingLink },
    missing.length === 0
      ? null
      : { kind: "list", items: missing.map((source) => missingLine(source, words)) },
    ...notPortableBlocks(facts, words),
    ...recipientBlocks(facts, words),
    { kind: "heading", text: words.say("letter.copyHeading") },
    { kind: "paragraph", text: words.say("letter.copy", { file: "START-HERE.html" }) },
    { kind: "heading", text: words.rightsHeading },
    { kind: "list", items: words.rights(facts.regime) },
    {
      kind: "paragraph",
      text: `${words.complaint(facts.regime, facts.company.authority.name)} ${facts.company.authority.url}`,
    },
    words.complaintFirst(facts.regime) === null
      ? null
      : { kind: "paragraph", text: words.complaintFirst(facts.regime) ?? "" },
    { kind: "heading", text: words.contactHeading },
    {
      kind: "paragraph",
      text: `${words.contact(facts.company.legal_name, contactLines(facts).join(", "))}. ${words.quote(facts.reference)}`,
    },
  ];
  return {
    language: words.language,
    direction: words.direction,
    title,
    blocks: blocks.filter((block) => block !== null),
  };
}

/** What we hold, in a sentence; none where nothing was found but a part is left out: then "nothing" would be untrue. */
function holdParagraph(facts: BundleFacts, words: Words): Block | null {
  const totals = totalsOf(facts);
  if (totals.found > 0) {
    const { found, searched } = totals;
    return {
      kind: "paragraph",
      text: words.say("letter.hold", { held: amount(totals, words), found, searched }),
    };
  }
  const leftOut = facts.systems.some((source) => source.outcome === "not_included");
  return leftOut ? null : { kind: "paragraph", text: words.say("letter.holdNothing") };
}

/** "12 records and 3 files", or whichever of the two there is. */
function amount({ records, files }: Counts, words: Words): string {
  const both = [records > 0 ? words.records(records) : null, files > 0 ? words.files(files) : null];
  return listInWords(
    both.filter((part) => part !== null),
    words,
  );
}

/** A postal address usually begins with the company's name: then it need not stand there twice. */
function letterhead(facts: BundleFacts): string[] {
  const lines = contactLines(facts);
  const named = lines[0]?.startsWith(facts.company.legal_name) ?? false;
  return named ? lines : [facts.company.legal_name, ...lines];
}

function contactLines(facts: BundleFacts): string[] {
  const { post, email, phone } = facts.company.contact;
  return [post, email, phone].filter((line) => line !== undefined);
}

function systemBlocks(facts: BundleFacts, source: SystemSource, words: Words): Block[] {
  const held = heldOf(source);
  const shown = held.slice(0, kindsPerSystem(facts));
  const items = shown.map(({ collection, rows, files }) => {
    return words.say("letter.kind", {
      label: collection.label,
      amount: amount({ records: rows, files: files.length }, words),
      purpose: collection.purpose,
      basis: words.basis(facts.regime, collection.legal_basis),
      source: collection.source,
      retention: collection.retention,
    });
  });
  if (held.length > shown.length)
    items.push(
      words.say("letter.moreKinds", { n: held.length - shown.length, file: "about/why-we-have-it.html" }),
    );
  const note = source.note === null ? [] : [{ kind: "paragraph" as const, text: source.note }];
  return [
    {
      kind: "subheading",
      text: words.say("letter.system", {
        title: source.system.title,
        amount: amount(countsOf(source), words),
      }),
    },
    ...note,
    { kind: "list", items },
  ];
}

function heldOf(source: SystemSource) {
  return source.collections.filter((c) => c.rows > 0 || c.files.length > 0);
}

/** All kinds of data where they fit into a letter; else as many of each system as leave room for the others. */
function kindsPerSystem(facts: BundleFacts): number {
  const systems = facts.systems.filter((source) => heldOf(source).length > 0);
  const all = systems.reduce((sum, source) => sum + heldOf(source).length, 0);
  return all <= listed ? listed : Math.max(1, Math.floor(listed / systems.length));
}

function missingLine(source: SystemSource, words: Words): string {
  return source.outcome === "not_yet" ? waitingLine(source, words) : nothingLine(source, words);
}

/** What the right to take data along does not reach, and that a copy shows it all the same. */
function notPortableBlocks(facts: BundleFacts, words: Words): Block[] {
  const items = notPortableLines(facts, words);
  if (items.length === 0) return [];
  return [
    { kind: "heading", text: words.notPortableHeading },
    { kind: "list", items },
    { kind: "paragraph", text: words.notPortableAsk },
  ];
}

function recipientBlocks(facts: BundleFacts, words: Words): Block[] {
  const rows = recipientsOf(facts);
  if (totalsOf(facts).found === 0) return [];
  if (rows.length === 0) {
    return [
      { kind: "heading", text: words.whoLink },
      { kind: "paragraph", text: `${words.noRecipients}.` },
    ];
  }
  const items = rows.slice(0, listed).map((r) =>
    words.say("pages.recipientOf", {
      name: r.recipient,
      role: r.role,
      country: countryInWords(r.country, words),
      system: r.system,
    }),
  );
  if (rows.length > listed)
    items.push(words.say("letter.moreRecipients", { n: rows.length - listed, file: "about/who-got-it.csv" }));
  return [
    { kind: "heading", text: words.whoLink },
    { kind: "list", items },
  ];
}
