import { withGaps } from "../../page/gaps.ts";
import { labelIn } from "../../page/label.ts";
import { titleOf } from "../../summary.ts";
import { numberInWords } from "../../words/words.ts";
import type { FormAs } from "../formats/format.ts";
import {
  baseOf,
  type DerivedCount,
  type DerivedFile,
  type DerivedGiven,
  recordsOf,
  textBytes,
} from "../given.ts";
import { type FilesOf, filesByRecord } from "../record-files.ts";
import { beginningOf, type Conversation, conversationsOf, writersOf } from "./conversation.ts";
import { Days } from "./day.ts";
import { type Message, messageOf, weightOf } from "./message.ts";
import { type IndexRow, type Shared, threadIndex, threadPage } from "./page.ts";
import { messagesOfPage, PageFill, type Part, pagesOf } from "./paging.ts";

/** More than this is not sorted: it would have to stand in memory whole. */
const mostMessages = 20_000;
const mostBytes = 24 * 1024 * 1024;

type Form = FormAs<"message">;

/** Where the list of a collection's conversations stands. */
export const threadIndexPath = (given: DerivedGiven) => `${given.folder}/threads/${baseOf(given)}.html`;

/** A collection's messages as pages that one reads, and a list of them, last. Every message is on one page. */
export async function* threadFiles(
  given: DerivedGiven,
  form: Form,
  count: DerivedCount,
): AsyncGenerator<DerivedFile> {
  const held = await heldMessages(given, form);
  if (held === null) yield* inArrivalOrder(given, form, count);
  else yield* asConversations(given, form, held, count);
}

/** All messages, or null where they are too many to hold. */
async function heldMessages(given: DerivedGiven, form: Form): Promise<Message[] | null> {
  if (given.source.rows > mostMessages) return null;
  const filesOf = await filesByRecord(given);
  const held: Message[] = [];
  let bytes = 0;
  for await (const batch of recordsOf(given)) {
    for (const taken of batch) {
      const message = messageOf(taken, form, filesOf(taken));
      bytes += weightOf(message);
      if (bytes > mostBytes) return null;
      held.push(message);
    }
  }
  return held;
}

async function* asConversations(
  given: DerivedGiven,
  form: Form,
  held: readonly Message[],
  count: DerivedCount,
): AsyncGenerator<DerivedFile> {
  const shared = sharedOf(given, true);
  const { words, days } = shared;
  const conversations = conversationsOf(held);
  const titles = conversations.map((one, n) => titleOfConversation(one, n, form, given));
  const pages = pagesOf(conversations);
  const rows: IndexRow[] = [];
  for (const [n, parts] of pages.entries()) {
    const sections = parts.map((part) => sectionOf(part, titles, conversations, shared));
    for (const part of parts) {
      const conversation = conversations[part.conversation];
      if (part.part > 1 || conversation === undefined) continue;
      const place = parts.length > 1 ? `#${anchorOf(part)}` : "";
      rows.push({
        href: `${pageName(given, n)}${place}`,
        title: titles[part.conversation] ?? "",
        begins: conversation.subject === null ? beginningOf(conversation) : "",
        count: conversation.messages.length,
        when: days.span(momentsOf(conversation.messages)) ?? words.say("threads.noTime"),
        who: writersOf(conversation).join(", "),
      });
    }
    const first = sections[0]?.title ?? "";
    const title =
      sections.length === 1
        ? first
        : words.say("threads.part", { title: shared.indexTitle, n: n + 1, all: pages.length });
    const neighbours = {
      earlier: pageName(given, n - 1, pages.length),
      later: pageName(given, n + 1, pages.length),
    };
    for (const { messages } of parts) tally(messages, count);
    yield pageFile(given, pageName(given, n) ?? "", threadPage(title, sections, neighbours, shared), parts);
  }
  const n = conversations.length;
  const intro = words.say("threads.indexIntro", { n: held.length, conversations: n });
  yield indexFile(given, threadIndex(intro, rows, shared));
}

/** Too many messages to sort: pages in the order in which they were found, one of them in memory at a time. */
async function* inArrivalOrder(
  given: DerivedGiven,
  form: Form,
  count: DerivedCount,
): AsyncGenerator<DerivedFile> {
  const shared = sharedOf(given, false);
  const { words, days } = shared;
  const filesOf: FilesOf = await filesByRecord(given);
  const fill = new PageFill();
  const rows: IndexRow[] = [];
  let messages: Message[] = [];
  const finished = (hasLater: boolean): DerivedFile => {
    const n = rows.length;
    const range = { from: count.records + 1, to: count.records + messages.length };
    const title = words.say("threads.pageOf", {
      from: numberInWords(range.from, words),
      to: numberInWords(range.to, words),
    });
    const name = pageName(given, n) ?? "";
    const when = days.span(momentsOf(messages)) ?? words.say("threads.noTime");
    rows.push({ href: name, title, begins: "", count: messages.length, when, who: "" });
    tally(messages, count);
    const neighbours = {
      earlier: n === 0 ? null : pageName(given, n - 1),
      later: hasLater ? pageName(given, n + 1) : null,
    };
    const text = threadPage(
      title,
      [{ title, anchor: "messages", subject: null, messages }],
      neighbours,
      shared,
    );
    return pageFile(given, name, text, [{ messages }]);
  };
  for await (const batch of recordsOf(given)) {
    for (const taken of batch) {
      const message = messageOf(taken, form, filesOf(taken));
      if (!fill.takes(message)) {
        yield finished(true);
        messages = [];
      }
      messages.push(message);
    }
  }
  yield finished(false);
  const intro = words.say("threads.pagesIntro", { n: count.records, each: messagesOfPage });
  yield indexFile(given, threadIndex(intro, rows, shared));
}

function sharedOf(given: DerivedGiven, isSorted: boolean): Shared {
  const { facts, words, source, recordsPath } = given;
  const rules = Object.assign({}, ...Object.values(given.hidden)) as Record<string, number>;
  return {
    words,
    marked: (text) => withGaps(text, rules, words),
    who: new Map(),
    days: new Days(facts.company.timezone, words),
    subjectName: facts.subjectName,
    bundleTitle: titleOf(facts, words),
    indexName: threadIndexPath(given).slice(given.folder.length + "/threads/".length),
    indexTitle: words.say("threads.index", { label: labelIn(words, source.collection) }),
    isSorted,
    recordsPath,
  };
}

function titleOfConversation(
  { subject, thread }: Conversation,
  n: number,
  form: Form,
  given: DerivedGiven,
): string {
  const { words, source } = given;
  if (form.thread === undefined) return labelIn(words, source.collection);
  if (thread === null) return words.say("threads.alone");
  return subject ?? words.say("threads.untitled", { n: n + 1 });
}

function sectionOf(part: Part, titles: readonly string[], all: readonly Conversation[], { words }: Shared) {
  const title = titles[part.conversation] ?? "";
  const subject = all[part.conversation]?.subject ?? null;
  const whole = part.of === 1 ? title : words.say("threads.part", { title, n: part.part, all: part.of });
  return { title: whole, anchor: anchorOf(part), subject, messages: part.messages };
}

const anchorOf = ({ conversation }: Part) => `c${conversation + 1}`;
const momentsOf = (messages: readonly Message[]) => messages.flatMap(({ at }) => (at === null ? [] : [at]));

function tally(messages: readonly Message[], count: DerivedCount): void {
  count.records += messages.length;
  count.odd += messages.filter(({ isCut }) => isCut).length;
}

/** The n-th page's name, from 0; null beyond the last. */
function pageName(given: DerivedGiven, n: number, pages = Number.POSITIVE_INFINITY): string | null {
  return n < 0 || n >= pages ? null : `${baseOf(given)}-${n + 1}.html`;
}

function pageFile(
  { folder }: DerivedGiven,
  name: string,
  text: string,
  parts: readonly { messages: readonly Message[] }[],
): DerivedFile {
  const rows = parts.reduce((sum, { messages }) => sum + messages.length, 0);
  return { path: `${folder}/threads/${name}`, kind: "thread", rows, bytes: textBytes(text) };
}

const indexFile = (given: DerivedGiven, text: string): DerivedFile => ({
  path: threadIndexPath(given),
  kind: "thread",
  bytes: textBytes(text),
});
