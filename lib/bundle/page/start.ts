import type { BundleFacts, SystemSource } from "../contents.ts";
import { html, type Markup, page } from "../html.ts";
import { cssWithFont } from "../style.ts";
import { recipientsOf, titleOf, totalsOf } from "../summary.ts";
import { countryInWords, dateInWords, listInWords, numberInWords, type Words } from "../words/words.ts";
import { heldCollections, type WrittenFile, type WrittenSystem } from "../written.ts";
import { fileLinks, systemSection } from "./collection.ts";
import { notPortableLines, waitingLine } from "./missing.ts";
import { side } from "./side.ts";

/** START-HERE.html: what there is, why, and where each file lies. Every value on it is escaped. */
export function startPage(
  facts: BundleFacts,
  systems: readonly WrittenSystem[],
  files: readonly WrittenFile[],
  words: Words,
): string {
  const { company } = facts;
  const totals = totalsOf(facts);
  const found = systems.filter(({ source }) => source.outcome === "found" && !nothingToTake(source));
  const notPortable = notPortableLines(facts, words);
  const notIncluded = facts.systems.filter((source) => source.outcome === "not_included");
  const waiting = systems.filter((system) => system.source.outcome === "not_yet");
  const title = titleOf(facts, words);
  const made = dateInWords(facts.answeredAt, company.timezone, words);
  const body = html`<body>
<a class="skip" href="#summary">${words.skip}</a>
<div class="frame">
${side(facts, systems, words)}
<main class="main" id="summary">
<h1>${title}</h1>
<div class="box">
<p>${words.answered(company.legal_name, made)} ${words.request} <span class="mono">${facts.reference}</span>.</p>
<p>${words.offline}</p>
</div>
${waiting.length === 0 ? null : html`<div class="box wait"><h2>${words.waitingHeading}</h2>${waiting.map((system) => html`<p>${waitingLine(system.source, words)}</p>`)}</div>`}
<dl class="facts">
<div><dt>${words.factRecords(totals.records)}</dt><dd>${numberInWords(totals.records, words)}</dd></div>
<div><dt>${words.factFiles(totals.files)}</dt><dd>${numberInWords(totals.files, words)}</dd></div>
<div><dt>${words.factSystems}</dt><dd>${words.foundOf(totals.found, totals.searched)}</dd></div>
${totals.waiting === 0 ? null : html`<div><dt>${words.factWaiting(totals.waiting)}</dt><dd>${totals.waiting}</dd></div>`}
</dl>
${notIncluded.map((source) => html`<p>${words.notIncluded(source.system.title)}</p>`)}
${found.length === 0 ? (notIncluded.length > 0 ? null : html`<p>${words.nothingAtAll(company.name)}</p>`) : kindsTable(facts, found, words)}
${notPortable.length === 0 ? null : html`<h2 id="not-portable">${words.notPortableHeading}</h2><ul>${notPortable.map((line) => html`<li>${line}</li>`)}</ul><p>${words.notPortableAsk}</p>`}
${recipients(facts, words)}
${found.map((system) => systemSection(facts, system, words))}
${ways(facts, words)}
${fileList(files, words)}
</main>
</div>
</body>`;
  return page({ language: words.language, direction: words.direction, title, css: cssWithFont(), body });
}

/** True where a system held something, and the right to take data along reaches none of it. */
function nothingToTake(source: SystemSource): boolean {
  return source.collections.length > 0 && source.collections.every((one) => one.notPortable !== undefined);
}

function kindsTable(facts: BundleFacts, found: readonly WrittenSystem[], words: Words): Markup {
  return html`<h2 id="kinds">${words.kinds}</h2>
<table class="stack" role="table" aria-labelledby="kinds">
<thead><tr role="row"><th scope="col">${words.kind}</th><th scope="col">${words.source}</th><th scope="col">${words.purpose}</th><th scope="col">${words.retention}</th><th scope="col">${words.filesColumn}</th></tr></thead>
<tbody>${found.flatMap((system) =>
    heldCollections(system).map((held) => {
      const { collection, rows, files } = held.source;
      const amount = [
        rows > 0 ? words.records(rows) : null,
        files.length > 0 ? words.files(files.length) : null,
      ];
      return html`
<tr role="row"><th scope="row" role="rowheader">${collection.label}<small>${amount.filter(Boolean).join(", ")} · ${system.source.system.title}</small></th>
<td role="cell" data-label="${words.source}">${collection.source}</td>
<td role="cell" data-label="${words.purpose}">${collection.purpose}<small>${words.basis(facts.regime, collection.legal_basis)}</small></td>
<td role="cell" data-label="${words.retention}">${collection.retention}</td>
<td role="cell" data-label="${words.filesColumn}">${held.csv === null ? null : fileLinks(held, words)}</td></tr>`;
    }),
  )}
</tbody>
</table>`;
}

function recipients(facts: BundleFacts, words: Words): Markup {
  const rows = recipientsOf(facts);
  return html`<h2 id="who-got-it">${words.whoLink}</h2>
${
  rows.length === 0
    ? html`<p>${words.noRecipients}.</p>`
    : html`<table class="stack" role="table" aria-labelledby="who-got-it">
<thead><tr role="row"><th scope="col">${words.recipients}</th><th scope="col">${words.role}</th><th scope="col">${words.country}</th><th scope="col">${words.kind}</th></tr></thead>
<tbody>${rows.map(
        (row) => html`
<tr role="row"><th scope="row" role="rowheader">${row.recipient}</th><td role="cell" data-label="${words.role}">${row.role}</td><td role="cell" data-label="${words.country}">${countryInWords(row.country, words)}</td><td role="cell" data-label="${words.kind}">${listInWords(row.kinds, words)}<small>${row.system}</small></td></tr>`,
      )}
</tbody>
</table>
<ul class="links"><li><a href="about/who-got-it.csv">${words.table} (CSV)</a></li></ul>`
}`;
}

/** Rights, complaint and contact: the only addresses on the page that lead out of the bundle. */
export function ways(facts: BundleFacts, words: Words): Markup {
  const { company, regime } = facts;
  const { email, phone, post } = company.contact;
  const contact = [email, phone, post].filter((way) => way !== undefined).join(", ");
  return html`<h2 id="rights">${words.rightsHeading}</h2>
<ul>${words.rights(regime).map((right) => html`<li>${right}</li>`)}</ul>
<p>${words.complaint(regime, company.authority.name)} <a href="${company.authority.url}" rel="noreferrer">${company.authority.url}</a></p>
${words.complaintFirst(regime) === null ? null : html`<p>${words.complaintFirst(regime)}</p>`}
<h2 id="contact">${words.contactHeading}</h2>
<p>${words.contact(company.legal_name, contact)}. ${words.quote(facts.reference)}</p>`;
}

function fileList(files: readonly WrittenFile[], words: Words): Markup {
  const listed = files.filter((file) => file.kind !== "attachment");
  const size = (bytes: number) =>
    new Intl.NumberFormat(words.locale, {
      style: "unit",
      unitDisplay: bytes < 1000 ? "long" : "short",
      unit: bytes < 1000 ? "byte" : bytes < 1e6 ? "kilobyte" : "megabyte",
      maximumFractionDigits: bytes < 1e6 ? 0 : 1,
    }).format(bytes < 1000 ? bytes : bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);
  return html`<h2 id="files">${words.allFiles}</h2>
<p>${words.filesIntro} <a href="manifest.json">manifest.json</a></p>
<div class="wide" role="region" aria-labelledby="files" tabindex="0">
<table aria-labelledby="files">
<thead><tr><th scope="col">${words.file}</th><th scope="col" class="num">${words.recordsColumn}</th><th scope="col" class="num">${words.size}</th></tr></thead>
<tbody>${listed.map(
    (file) => html`
<tr><td><a href="${file.path}">${file.path}</a></td><td class="num">${file.rows === undefined ? null : numberInWords(file.rows, words)}</td><td class="num">${size(file.bytes)}</td></tr>`,
  )}
</tbody>
</table>
</div>`;
}
