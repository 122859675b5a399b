import { html, type Markup } from "../../html.ts";
import type { Words } from "../../words/words.ts";
import { wholePage } from "../derived-page.ts";
import { bodyMarkup } from "./body.ts";
import type { Days } from "./day.ts";
import type { Message } from "./message.ts";

/** A text of the messages with its hidden parts as marked gaps. */
export type Marked = (text: string) => (string | Markup)[];

/** What all pages of a collection share. */
export type Shared = {
  words: Words;
  marked: Marked;
  /** Sentences of who wrote to whom, the last ones. */
  who: Map<string, Markup | null>;
  days: Days;
  /** The person of the bundle: what they wrote themselves stands out. */
  subjectName: string;
  /** The title of the bundle, and what leads back to its first page and to the folder's list. */
  bundleTitle: string;
  indexName: string;
  indexTitle: string;
  /** Whether the pages are conversations, or only follow one another. */
  isSorted: boolean;
  /** The NDJSON file that holds every message whole. */
  recordsPath: string;
};

/** One run of messages on a page. */
export type Section = { title: string; anchor: string; subject: string | null; messages: readonly Message[] };

/** Where a page leads besides: names of files in the same folder. */
export type Neighbours = { earlier: string | null; later: string | null };

/** The way from `data/NN-system/threads/` to the top of the bundle. */
const top = "../../../";

/** One page of messages, as one reads them. */
export function threadPage(
  title: string,
  sections: readonly Section[],
  { earlier, later }: Neighbours,
  shared: Shared,
): string {
  const { words } = shared;
  const single = sections.length === 1;
  const back = words.say(shared.isSorted ? "threads.back" : "threads.backPages");
  const body = html`<body>
<main class="main plain thread">
<p class="way"><a href="${top}START-HERE.html">${shared.bundleTitle}</a> · <a href="${shared.indexName}">${back}</a></p>
<h1><bdi>${shared.marked(title)}</bdi></h1>
${sections.map(
  (section) => html`<section id="${section.anchor}">
${single ? null : html`<h2><bdi>${shared.marked(section.title)}</bdi></h2>`}
${dayMarkup(section, single, shared)}
</section>`,
)}
${earlier === null && later === null ? null : html`<nav class="way" aria-label="${words.say("threads.wayOn")}">${link(earlier, words.say("threads.earlier"))} ${link(later, words.say("threads.later"))}</nav>`}
</main>
</body>`;
  return wholePage(title, body, words);
}

/** The folder's list: every conversation, or every page where there are too many for conversations. */
export function threadIndex(intro: string, rows: readonly IndexRow[], shared: Shared): string {
  const { words } = shared;
  const columns = [
    words.say(shared.isSorted ? "threads.conversation" : "threads.messages"),
    words.say("threads.when"),
    words.say("threads.who"),
  ];
  const cell = (label: string, text: string) =>
    html`<td data-label="${label}"><bdi>${shared.marked(text)}</bdi></td>`;
  const body = html`<body>
<main class="main plain thread">
<p class="way"><a href="${top}START-HERE.html">${shared.bundleTitle}</a></p>
<h1>${shared.indexTitle}</h1>
<p>${intro}</p>
<table class="stack"><thead><tr>${columns.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>
${rows.map(
  (
    row,
  ) => html`<tr><th scope="row"><a href="${row.href}"><bdi>${shared.marked(row.title)}</bdi></a>${row.begins === "" ? null : html`<small><bdi>${shared.marked(row.begins)}</bdi></small>`}<small>${words.say("threads.messagesOf", { n: row.count })}</small></th>${cell(columns[1] ?? "", row.when)}${cell(columns[2] ?? "", row.who)}</tr>
`,
)}</tbody></table>
</main>
</body>`;
  return wholePage(shared.indexTitle, body, words);
}

/** `begins`: how its first message begins, where nothing else says what it is about. */
export type IndexRow = {
  href: string;
  title: string;
  begins: string;
  count: number;
  when: string;
  who: string;
};

function link(href: string | null, text: string): Markup | null {
  return href === null ? null : html`<a href="${href}">${text}</a>`;
}

/** The messages below a heading for each day. */
function dayMarkup({ messages, subject }: Section, single: boolean, shared: Shared): Markup[] {
  const { words, days } = shared;
  let before: string | null = null;
  return messages.map((message) => {
    const day = message.at === null ? words.say("threads.noTime") : days.day(message.at);
    const heading =
      day === before ? null : single ? html`<h2 class="day">${day}</h2>` : html`<h3 class="day">${day}</h3>`;
    before = day;
    return html`${heading}${messageMarkup(message, subject, shared)}`;
  });
}

function messageMarkup(message: Message, known: string | null, shared: Shared): Markup {
  const { words, days } = shared;
  const own = message.from !== null && sameName(message.from, shared.subjectName);
  const time = message.at === null ? null : days.time(message.at);
  const who = knownWho(message, shared);
  const clock =
    message.at === null || time === null
      ? null
      : html`<time datetime="${days.iso(message.at)}">${time}</time>`;
  return html`
<article class="${own ? "message own" : "message"}">
<p class="who">${who}${who !== null && clock !== null ? " · " : null}${clock}</p>
${message.atText === null ? null : html`<p class="small">${words.say("threads.writtenAs", { text: message.atText })}</p>`}
${message.subject === null || message.subject === known ? null : html`<p class="subject">${shared.marked(words.say("threads.subject", { subject: message.subject }))}</p>`}
${message.body === "" ? html`<p class="small">${words.say("threads.noText")}</p>` : bodyMarkup(message.body, shared.marked, words)}
${message.isCut ? html`<p class="small"><a href="${top}${shared.recordsPath}">${words.say("threads.cut", { file: fileOf(shared.recordsPath) })}</a></p>` : null}
${
  message.files.length === 0
    ? null
    : html`<p class="small files">${words.say("threads.attached")}</p><ul class="links">${message.files.map(({ path, called }) => html`<li><a href="${top}${path}">${fileOf(path)}</a>${called === null ? null : html` <small><bdi>${called}</bdi></small>`}</li>`)}</ul>`
}
</article>`;
}

/** Neighbours are mostly by the same people, and a sentence takes its time to be said. */
function knownWho(message: Message, shared: Shared): Markup | null {
  const key = JSON.stringify([message.from, message.to]);
  const known = shared.who.get(key);
  if (known !== undefined) return known;
  const who = whoWords(message, shared);
  if (shared.who.size >= 100) shared.who.clear();
  shared.who.set(key, who);
  return who;
}

function whoWords({ from, to }: Message, { marked, words }: Shared): Markup | null {
  if (from !== null && to !== null) return html`<b>${marked(words.say("threads.fromTo", { from, to }))}</b>`;
  if (from !== null) return html`<b>${marked(words.say("threads.from", { from }))}</b>`;
  return to === null ? null : html`<b>${marked(words.say("threads.to", { to }))}</b>`;
}

const fileOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
