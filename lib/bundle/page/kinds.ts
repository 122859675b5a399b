import type { BundleFacts } from "../contents.ts";
import { html, type Markup } from "../html.ts";
import { recipientsOf } from "../summary.ts";
import { isGuess } from "../viewer/index-data.ts";
import { countryInWords, listInWords, type Words } from "../words/words.ts";
import { heldCollections, type WrittenCollection, type WrittenSystem } from "../written.ts";
import { fileLinks } from "./collection.ts";
import { labelIn } from "./label.ts";

type Positions = ReadonlyMap<WrittenCollection, number>;

/** Every kind of data on one line: what it is, where from, why, how long, who got it. */
export function kindsTable(
  facts: BundleFacts,
  found: readonly WrittenSystem[],
  positions: Positions,
  words: Words,
): Markup {
  const heads = [words.kind, words.source, words.purpose, words.retention, words.recipients];
  return html`<h2 id="kinds">${words.kinds}</h2>
<table class="stack" role="table" aria-labelledby="kinds">
<thead><tr role="row">${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${found.flatMap((system) => heldCollections(system).map((held) => kindRow(facts, system, held, positions, words)))}
</tbody>
</table>`;
}

function kindRow(
  facts: BundleFacts,
  system: WrittenSystem,
  held: WrittenCollection,
  positions: Positions,
  words: Words,
): Markup {
  const { collection, rows, files } = held.source;
  const got = system.source.system.recipients.map((recipient) => recipient.name);
  const amount = [rows > 0 ? words.records(rows) : null, files.length > 0 ? words.files(files.length) : null];
  const guess = isGuess(held) ? html`<span class="tag">${words.say("viewer.guess")}</span> ` : null;
  return html`
<tr role="row"><th scope="row" role="rowheader">${guess}<span data-open="${positions.get(held) ?? ""}"><bdi>${labelIn(words, collection)}</bdi></span><small>${amount.filter(Boolean).join(", ")} · <bdi>${system.source.system.title}</bdi></small>${held.csv === null ? null : fileLinks(held, words)}</th>
<td role="cell" data-label="${words.source}"><bdi>${collection.source}</bdi></td>
<td role="cell" data-label="${words.purpose}"><bdi>${collection.purpose}</bdi><small>${words.basis(facts.regime, collection.legal_basis)}</small></td>
<td role="cell" data-label="${words.retention}"><bdi>${collection.retention}</bdi></td>
<td role="cell" data-label="${words.recipients}">${got.length === 0 ? words.noRecipients : listInWords(got, words)}</td></tr>`;
}

/** Everybody who received data, from which system and which kinds. */
export function recipients(facts: BundleFacts, words: Words): Markup {
  const rows = recipientsOf(facts);
  return html`<h2 id="who-got-it">${words.whoLink}</h2>
${
  rows.length === 0
    ? html`<p>${words.noRecipients}.</p>`
    : html`<table class="stack" role="table" aria-labelledby="who-got-it">
<thead><tr role="row"><th scope="col">${words.recipients}</th><th scope="col">${words.role}</th><th scope="col">${words.country}</th><th scope="col">${words.kind}</th></tr></thead>
<tbody>${rows.map(
        (row) => html`
<tr role="row"><th scope="row" role="rowheader"><bdi>${row.recipient}</bdi></th><td role="cell" data-label="${words.role}"><bdi>${row.role}</bdi></td><td role="cell" data-label="${words.country}">${countryInWords(row.country, words)}</td><td role="cell" data-label="${words.kind}">${listInWords(row.kinds, words)}<small><bdi>${row.system}</bdi></small></td></tr>`,
      )}
</tbody>
</table>
<ul class="links"><li><a href="about/who-got-it.csv">${words.table} (CSV)</a></li></ul>`
}`;
}
