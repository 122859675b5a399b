import type { BundleFacts, SystemSource } from "../contents.ts";
import { derivedLines } from "../derived/derive.ts";
import { html, type Markup, page } from "../html.ts";
import type { TimelineCounts } from "../package/manifest.ts";
import { css } from "../style.ts";
import { titleOf } from "../summary.ts";
import { dayAsDate, listInWords, type Words } from "../words/words.ts";
import type { WrittenSystem } from "../written.ts";
import { hiddenInWords, neverInWords } from "./hidden.ts";

/** Why a system's part is missing: its own note, or the plain fact. */
export function waitingLine(source: SystemSource, words: Words): string {
  const { title } = source.system;
  return source.note === null ? words.notYet(title) : words.withNote(title, source.note);
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

/** The kinds of data, and fields, that the right to take data along does not reach, each with its reason. */
export function notPortableLines(facts: BundleFacts, words: Words): string[] {
  return facts.systems.flatMap(({ system, collections }) =>
    collections.flatMap(({ collection, notPortable, leftOut = [] }) => {
      if (notPortable !== undefined) return [words.notPortable[notPortable](collection.label, system.title)];
      if (leftOut.length === 0) return [];
      return [words.notPortable.fields(collection.label, system.title, listInWords(leftOut, words))];
    }),
  );
}

/** What is not here because the person asked for a part: kinds of data, and days. */
function notAskedLines({ systems, span }: BundleFacts, words: Words): string[] {
  const kinds = systems.flatMap(({ system, notAsked = [] }) =>
    notAsked.map((kind) => words.say("pages.missing.notAsked", { kind, system: system.title })),
  );
  const { from = null, until = null } = span ?? {};
  const days = [
    ...(from === null ? [] : [words.say("pages.missing.askedFrom", { day: dayAsDate(from, words) })]),
    ...(until === null ? [] : [words.say("pages.missing.askedUntil", { day: dayAsDate(until, words) })]),
  ];
  return [...days, ...(days.length > 0 ? [words.say("pages.missing.undated")] : []), ...kinds];
}

/** about/what-is-not-here.html: every system without a part in this copy, what was hidden, and what nobody explained. */
export function missingPage(
  facts: BundleFacts,
  systems: readonly WrittenSystem[],
  timeline: TimelineCounts,
  words: Words,
): string {
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
  const notHeld = systems.flatMap(({ collections }) =>
    collections.flatMap(({ derivedCounts = [] }) => derivedLines(derivedCounts, words)),
  );
  const notPortable = notPortableLines(facts, words);
  const hidden = hiddenInWords(systems, words);
  const never = neverInWords(systems, words);
  const notAsked = notAskedLines(facts, words);
  const gaps = [waiting, nothing, notIncluded, notAsked, notPortable, hidden, never, unexplained];
  const complete = gaps.every((lines) => lines.length === 0);
  const body = html`<body>
<main class="main plain">
<p><a href="../START-HERE.html">${titleOf(facts, words)}</a></p>
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
${list(words.say("pages.missing.notAskedHeading"), notAsked)}
${list(words.say("pages.missing.hiddenHeading"), hidden, words.say("pages.missing.hiddenIntro"))}
${list(words.say("pages.missing.neverHeading"), never, words.say("pages.missing.neverIntro"))}
${list(words.notPortableHeading, notPortable)}
${notPortable.length === 0 ? null : html`<p>${words.notPortableAsk}</p>`}
${list(words.unexplainedHeading, unexplained)}
${list(words.say("threads.notHeld"), notHeld)}
${timeline.leftOut === 0 ? null : html`<p>${words.say("pages.timelineCut", { events: timeline.events, n: timeline.leftOut })}</p>`}
</main>
</body>`;
  return page({ language: words.language, direction: words.direction, title: words.missingLink, css, body });
}

function list(heading: string, lines: readonly string[], intro?: string): Markup | null {
  if (lines.length === 0) return null;
  return html`<h2>${heading}</h2>${intro === undefined ? null : html`<p>${intro}</p>`}<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
