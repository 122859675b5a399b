import type { BundleFacts, SystemSource } from "../contents.ts";
import { html, type Markup, page } from "../html.ts";
import { cssWithFont } from "../style.ts";
import { titleOf, totalsOf } from "../summary.ts";
import { positionsInIndex } from "../viewer/index-data.ts";
import { dateInWords, numberInWords, type Words } from "../words/words.ts";
import type { WrittenFile, WrittenSystem } from "../written.ts";
import { systemSection } from "./collection.ts";
import { access, check, fileList } from "./files.ts";
import { kindsTable, recipients } from "./kinds.ts";
import { notPortableLines, waitingLine } from "./missing.ts";
import { side } from "./side.ts";
import { strip, yearsOf } from "./strip.ts";
import { missingPart, ways } from "./ways.ts";

const viewer = { scripts: ["viewer/app.js", "viewer/index.js"], style: "viewer/app.css" };

/**
 * START-HERE.html: what there is, why, and where each file lies. Every value on it is escaped. It is whole without a
 * script; with one, the viewer adds search, records and timeline to it. Its size does not grow with the records.
 */
export function startPage(
  facts: BundleFacts,
  systems: readonly WrittenSystem[],
  files: readonly WrittenFile[],
  words: Words,
): string {
  const found = systems.filter(({ source }) => source.outcome === "found" && !nothingToTake(source));
  const notPortable = notPortableLines(facts, words);
  const notIncluded = facts.systems.filter((source) => source.outcome === "not_included");
  const waiting = systems.filter((system) => system.source.outcome === "not_yet");
  const title = titleOf(facts, words);
  const positions = positionsInIndex(systems);
  const body = html`<body>
<a class="skip" href="#summary">${words.skip}</a>
<div class="frame">
${side(facts, systems, words)}
<main class="main" id="summary" tabindex="-1">
<div id="start">
<h1>${title}</h1>
${signed(facts, files, words)}
<div id="search-here"></div>
${waiting.length === 0 ? null : html`<div class="box wait"><h2>${words.waitingHeading}</h2>${waiting.map((system) => html`<p>${waitingLine(system.source, words)}</p>`)}</div>`}
${figures(facts, systems, words)}
${notIncluded.map((source) => html`<p>${words.notIncluded(source.system.title)}</p>`)}
${strip(systems, words)}
${found.length === 0 ? (notIncluded.length > 0 ? null : html`<p>${words.nothingAtAll(facts.company.name)}</p>`) : kindsTable(facts, found, positions, words)}
${notPortable.length === 0 ? null : html`<h2 id="not-portable">${words.notPortableHeading}</h2><ul>${notPortable.map((line) => html`<li>${line}</li>`)}</ul><p>${words.notPortableAsk}</p>`}
${recipients(facts, words)}
${missingPart(facts, hiddenParts(systems), words)}
${ways(facts, words)}
${found.map((system) => systemSection(facts, system, positions, words))}
${fileList(files, words)}
${check(facts, words)}
${access(facts, words)}
</div>
</main>
</div>
</body>`;
  const { language, direction } = words;
  return page({ language, direction, title, css: cssWithFont(), body, viewer });
}

/** Who answered and signed, with the way to check it. The ring stands for the signature that lies beside the page. */
function signed(facts: BundleFacts, files: readonly WrittenFile[], words: Words): Markup {
  const { company } = facts;
  const date = dateInWords(facts.answeredAt, company.timezone, words);
  return html`<div class="box seal">
<span class="ring" aria-hidden="true">${[...company.name][0] ?? ""}</span>
<div>
<p><b>${words.say("viewer.signedBy", { company: company.legal_name, date })}</b> ${words.say("viewer.signedFiles", { n: files.length })} <a href="#check">${words.say("viewer.checkYourself")}</a></p>
<p>${words.offline} ${words.request} <span class="mono">${facts.reference}</span>.</p>
<noscript><p>${words.say("viewer.noScript")}</p></noscript>
</div>
</div>`;
}

function figures(facts: BundleFacts, systems: readonly WrittenSystem[], words: Words): Markup {
  const totals = totalsOf(facts);
  const hidden = hiddenParts(systems);
  const [oldest] = yearsOf(systems).filter(([, records]) => records > 0);
  return html`<dl class="facts">
<div><dt>${words.factRecords(totals.records)}</dt><dd>${numberInWords(totals.records, words)}</dd></div>
${totals.files === 0 ? null : html`<div><dt>${words.factFiles(totals.files)}</dt><dd>${numberInWords(totals.files, words)}</dd></div>`}
<div><dt>${words.factSystems}</dt><dd>${words.foundOf(totals.found, totals.searched)}</dd></div>
${oldest === undefined ? null : html`<div><dt>${words.say("viewer.oldest")}</dt><dd>${oldest[0]}</dd></div>`}
<div><dt><a href="#missing">${words.say("viewer.hiddenParts", { n: hidden })}</a></dt><dd>${numberInWords(hidden, words)}</dd></div>
${totals.waiting === 0 ? null : html`<div><dt>${words.factWaiting(totals.waiting)}</dt><dd>${totals.waiting}</dd></div>`}
</dl>`;
}

/** How many values, or parts of values, were hidden in all. */
function hiddenParts(systems: readonly WrittenSystem[]): number {
  return systems
    .flatMap((system) => system.collections)
    .flatMap((held) => Object.values(held.hidden))
    .flatMap((rules) => Object.values(rules))
    .reduce((sum, n) => sum + n, 0);
}

/** True where a system held something, and the right to take data along reaches none of it. */
function nothingToTake(source: SystemSource): boolean {
  return source.collections.length > 0 && source.collections.every((one) => one.notPortable !== undefined);
}
