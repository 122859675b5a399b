import type { BundleFacts, SystemSource } from "../contents.ts";
import { html, type Markup, page } from "../html.ts";
import { css } from "../style.ts";
import { listInWords, type Words } from "../words/words.ts";
import type { WrittenSystem } from "../written.ts";

/** Why a system's part is missing: its own note, or the plain fact. */
export function waitingLine(source: SystemSource, words: Words): string {
  return source.note === null ? words.notYet(source.system.title) : `${source.system.title}: ${source.note}`;
}

/** Where we looked and found nothing, and for what we looked. */
export function nothingLine(source: SystemSource, words: Words): string {
  const { title } = source.system;
  if (source.outcome === "not_included") return words.notIncluded(title);
  const found =
    source.outcome === "asked_person_nothing" ? words.askedPerson(title) : words.nothingFound(title);
  const searched =
    source.searchedFor.length === 0 ? null : words.searchedFor(listInWords(source.searchedFor, words));
  return [found, searched, source.note].filter((part) => part !== null).join(" ");
}

/** about/what-is-not-here.html: every system without a part in this copy, and fields that nobody explained. */
export function missingPage(facts: BundleFacts, systems: readonly WrittenSystem[], words: Words): string {
  const waiting = facts.systems.filter((s) => s.outcome === "not_yet");
  const nothing = facts.systems.filter(
    (s) => s.outcome === "nothing_held" || s.outcome === "asked_person_nothing",
  );
  const notIncluded = facts.systems.filter((s) => s.outcome === "not_included");
  const unexplained = systems.flatMap((system) =>
    system.collections
      .filter((c) => c.unexplained.length > 0)
      .map((c) => words.unexplained(c.source.collection.label, listInWords(c.unexplained, words))),
  );
  const complete = waiting.length + nothing.length + notIncluded.length === 0;
  const body = html`<body>
<main class="main plain">
<p><a href="../START-HERE.html">${words.title(facts.company.name, waiting.length === 0)}</a></p>
<h1>${words.missingLink}</h1>
<p>${complete ? words.missingNone : words.missingIntro}</p>
${list(
  words.missingWaiting,
  waiting.map((s) => waitingLine(s, words)),
)}
${list(
  words.notIncludedHeading,
  notIncluded.map((s) => nothingLine(s, words)),
)}
${list(
  words.nothingHeading,
  nothing.map((s) => nothingLine(s, words)),
)}
${list(words.unexplainedHeading, unexplained)}
</main>
</body>`;
  return page({ language: words.language, direction: words.direction, title: words.missingLink, css, body });
}

function list(heading: string, lines: readonly string[]): Markup | null {
  if (lines.length === 0) return null;
  return html`<h2>${heading}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
