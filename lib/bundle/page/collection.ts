import type { BundleFacts } from "../contents.ts";
import { html, Markup } from "../html.ts";
import { countryInWords, listInWords, type Words } from "../words/words.ts";
import { heldCollections, type WrittenCollection, type WrittenSystem } from "../written.ts";
import { anchor } from "./side.ts";

const listedAttachments = 50;

/** One system that held something: what it is, and each of its collections. */
export function systemSection(facts: BundleFacts, system: WrittenSystem, words: Words): Markup {
  const { title, country, recipients } = system.source.system;
  const who = recipients.map((r) => `${r.name} (${r.role}, ${countryInWords(r.country, words)})`);
  return html`
<section id="${anchor(system)}" aria-labelledby="${anchor(system)}-title">
<h2 id="${anchor(system)}-title">${title}</h2>
<p>${words.kept(countryInWords(country, words))} ${words.recipients}: ${who.length === 0 ? words.noRecipients : listInWords(who, words)}.</p>
${system.source.note === null ? null : html`<p>${system.source.note}</p>`}
${heldCollections(system).map((held, i) => collectionSection(facts, system, held, i, words))}
</section>`;
}

function collectionSection(
  facts: BundleFacts,
  system: WrittenSystem,
  held: WrittenCollection,
  position: number,
  words: Words,
): Markup {
  const { collection, rows } = held.source;
  const id = `${anchor(system)}-${position}`;
  return html`
<h3 id="${id}">${collection.label}</h3>
<p>${held.csv === null ? null : words.records(rows)}</p>
<dl class="about">
<dt>${words.purpose}</dt><dd>${collection.purpose} (${words.basis(facts.regime, collection.legal_basis)})</dd>
<dt>${words.source}</dt><dd>${collection.source}</dd>
<dt>${words.retention}</dt><dd>${collection.retention}</dd>
</dl>
${held.csv === null ? null : fileLinks(held, words)}
${held.sample.length === 0 ? null : sampleTable(held, id, words)}
${held.attachments.length === 0 ? null : attachments(system, held, words)}`;
}

/** Links to the table and the JSON, with what they belong to for those who hear one link at a time. */
export function fileLinks(held: WrittenCollection, words: Words, prefix = ""): Markup {
  const { label } = held.source.collection;
  return html`<ul class="links">
<li><a href="${prefix}${held.csv?.path ?? ""}" aria-label="${words.table}: ${label}">${words.table} (CSV)</a></li>
<li><a href="${prefix}${held.ndjson?.path ?? ""}" aria-label="${words.json}: ${label}">${words.json}</a></li>
</ul>`;
}

function sampleTable(held: WrittenCollection, id: string, words: Words): Markup {
  const { collection, rows } = held.source;
  const caption = words.firstRecords(held.sample.length, rows);
  const label = (key: string) => collection.fields[key]?.label ?? key;
  return html`<details>
<summary>${caption}: ${collection.label}</summary>
<div class="wide" role="region" aria-labelledby="${id}-caption" tabindex="0">
<table class="records">
<caption id="${id}-caption">${collection.label}. ${caption}.${held.sample.length < rows ? ` ${words.restInFiles}` : null}</caption>
<thead><tr>${held.columns.map((key) => html`<th scope="col">${label(key)}</th>`)}</tr></thead>
<tbody>${held.sample.map(
    (cells) => html`
<tr>${cells.map((cell) => html`<td${new Markup(isShort(cell) ? ' class="short"' : "")}><bdi>${cell}</bdi></td>`)}</tr>`,
  )}
</tbody>
</table>
</div>
</details>`;
}

/** Dates, numbers and codes stay on one line. */
function isShort(cell: string): boolean {
  return cell.length <= 28 && !/\s/u.test(cell);
}

function attachments(system: WrittenSystem, held: WrittenCollection, words: Words): Markup {
  const listed = held.attachments.slice(0, listedAttachments);
  const more = held.attachments.length - listed.length;
  return html`<p>${words.attachments(held.attachments.length)}:</p>
<ul class="links">${listed.map(
    (file) => html`
<li><a href="${file.path}">${file.path.slice(file.path.lastIndexOf("/") + 1)}</a></li>`,
  )}
${more > 0 ? html`<li>${words.attachmentsMore(more, `${system.folder}/files`)}</li>` : null}
</ul>`;
}
