import type { BundleFacts } from "../contents.ts";
import { derivedLinks } from "../derived/derive.ts";
import { html, Markup } from "../html.ts";
import { isGuess } from "../viewer/index-data.ts";
import { countryInWords, listInWords, type Words } from "../words/words.ts";
import { heldCollections, type WrittenCollection, type WrittenFile, type WrittenSystem } from "../written.ts";
import { withGaps } from "./gaps.ts";
import { labelIn } from "./label.ts";
import { anchor } from "./side.ts";

type Positions = ReadonlyMap<WrittenCollection, number>;

const listedFiles = 50;
/** Records of a collection that the page shows itself, and letters of a long value. The files hold everything. */
const shownRecords = 10;
const shownLetters = 160;
/** Letters of records on the whole page, shared by the collections, so that it opens at once however many there are. */
const sampleLetters = 120_000;

/** One system that held something: what it is, and each of its collections. */
export function systemSection(
  facts: BundleFacts,
  system: WrittenSystem,
  positions: Positions,
  words: Words,
): Markup {
  const { title, country, recipients } = system.source.system;
  const who = recipients.map((r) => words.recipient(r.name, r.role, countryInWords(r.country, words)));
  return html`
<section id="${anchor(system)}" aria-labelledby="${anchor(system)}-title">
<h2 id="${anchor(system)}-title">${title}</h2>
<p>${words.kept(countryInWords(country, words))} ${words.recipients}: ${who.length === 0 ? words.noRecipients : listInWords(who, words)}.</p>
${system.source.note === null ? null : html`<p>${system.source.note}</p>`}
${heldCollections(system).map((held, i) => collectionSection(facts, system, held, [i, positions.get(held), positions.size], words))}
</section>`;
}

function collectionSection(
  facts: BundleFacts,
  system: WrittenSystem,
  held: WrittenCollection,
  [position, inIndex, collections]: [number, number | undefined, number],
  words: Words,
): Markup {
  const { collection, rows } = held.source;
  const id = `${anchor(system)}-${position}`;
  const guess = isGuess(held)
    ? html`<p><span class="tag">${words.say("viewer.guess")}</span> ${words.say("viewer.guessNote", { company: facts.company.name })}</p>`
    : null;
  return html`
<h3 id="${id}">${labelIn(words, collection)}</h3>
${guess}
<p>${held.csv === null ? null : words.records(rows)}</p>
<p data-collection="${inIndex ?? ""}" hidden></p>
<dl class="about">
<dt>${words.purpose}</dt><dd><bdi>${collection.purpose}</bdi> (${words.basis(facts.regime, collection.legal_basis)})</dd>
<dt>${words.source}</dt><dd><bdi>${collection.source}</bdi></dd>
<dt>${words.retention}</dt><dd><bdi>${collection.retention}</bdi></dd>
</dl>
${held.csv === null ? null : fileLinks(held, words)}
${held.sample.length === 0 ? null : sampleTable(held, id, sampleLetters / Math.max(1, collections), words)}
${linkList(held.attachments, words.attachments(held.attachments.length), `${system.folder}/files`, words)}
${derivedList(held, words)}`;
}

/** What was made of the records, each by what it is. */
function derivedList(held: WrittenCollection, words: Words): Markup | null {
  const links = derivedLinks(held, words);
  return links.length === 0
    ? null
    : html`<ul class="links">${links.map(({ path, text }) => html`<li><a href="${path}">${text}</a></li>`)}</ul>`;
}

/** Links to the table and the JSON, with what they belong to for those who hear one link at a time. */
export function fileLinks(held: WrittenCollection, words: Words, prefix = ""): Markup {
  const label = labelIn(words, held.source.collection);
  return html`<ul class="links">
<li><a href="${prefix}${held.csv?.path ?? ""}" aria-label="${words.table}: ${label}">${words.table} (CSV)</a></li>
<li><a href="${prefix}${held.ndjson?.path ?? ""}" aria-label="${words.json}: ${label}">${words.json}</a></li>
</ul>`;
}

function sampleTable(held: WrittenCollection, id: string, letters: number, words: Words): Markup {
  const { collection, rows } = held.source;
  const sample = fitting(held.sample.slice(0, shownRecords), letters);
  const caption = words.firstRecords(sample.length, rows);
  const head = (key: string) => {
    const field = collection.fields[key];
    return field ? labelIn(words, field) : key;
  };
  return html`<details>
<summary>${caption}: ${labelIn(words, collection)}</summary>
<div class="wide" role="region" aria-labelledby="${id}-caption" tabindex="0">
<table class="records">
<caption id="${id}-caption">${labelIn(words, collection)}. ${caption}.${sample.length < rows ? ` ${words.restInFiles}` : null}</caption>
<thead><tr>${held.columns.map((key) => html`<th scope="col">${head(key)}</th>`)}</tr></thead>
<tbody>${sample.map(
    (cells) => html`
<tr>${cells.map((cell, i) => html`<td${new Markup(isShort(cell) ? ' class="short"' : "")}><bdi>${withGaps(cut(cell), hiddenIn(held, held.columns[i] ?? ""), words)}</bdi></td>`)}</tr>`,
  )}
</tbody>
</table>
</div>
</details>`;
}

/** The first records that together have no more than so many letters, and always one. */
function fitting(sample: readonly string[][], letters: number): string[][] {
  let left = letters;
  return sample.filter((cells, i) => {
    left -= cells.reduce((sum, cell) => sum + Math.min(cell.length, shownLetters), 0);
    return i === 0 || left >= 0;
  });
}

function cut(cell: string): string {
  return cell.length > shownLetters ? `${cell.slice(0, shownLetters)}…` : cell;
}

/** Dates, numbers and codes stay on one line. */
function isShort(cell: string): boolean {
  return cell.length <= 28 && !/\s/u.test(cell);
}

function linkList(
  files: readonly WrittenFile[],
  heading: string,
  folder: string,
  words: Words,
): Markup | null {
  if (files.length === 0) return null;
  const more = files.length - listedFiles;
  return html`<p>${heading}:</p>
<ul class="links">${files.slice(0, listedFiles).map(
    (file) => html`
<li><a href="${file.path}">${file.path.slice(file.path.lastIndexOf("/") + 1)}</a></li>`,
  )}
${more > 0 ? html`<li>${words.attachmentsMore(more, folder)}</li>` : null}
</ul>`;
}

/** What was hidden in a column, which may be named as something is that every object has. */
function hiddenIn(held: WrittenCollection, column: string): Record<string, number> | undefined {
  return Object.hasOwn(held.hidden, column) ? held.hidden[column] : undefined;
}
