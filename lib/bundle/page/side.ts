import type { BundleFacts } from "../contents.ts";
import { html, type Markup } from "../html.ts";
import { countsOf } from "../summary.ts";
import { dateInWords, numberInWords, type Words } from "../words/words.ts";
import type { WrittenSystem } from "../written.ts";
import { hasStatements, statementsPath } from "./statements.ts";

/** The id of a system's section on the start page. */
export function anchor(system: WrittenSystem): string {
  return `system-${system.source.system.id}`;
}

/**
 * The start page's index: works as a list of links to everything, without any script. The views that only the viewer
 * makes are hidden until it is there.
 */
export function side(facts: BundleFacts, systems: readonly WrittenSystem[], words: Words): Markup {
  const made = dateInWords(facts.answeredAt, facts.company.timezone, words);
  const found = systems.filter((system) => system.source.outcome === "found");
  return html`<nav class="side" aria-label="${words.summary}">
<p class="who"><bdi>${facts.subjectName}</bdi></p>
<p class="when">${words.copyMade(made)}</p>
<ul>
<li><a aria-current="page" href="#summary">${words.summary}</a></li>
<li hidden data-viewer="records">${words.say("viewer.records")}</li>
<li hidden data-viewer="timeline">${words.say("viewer.timeline")}</li>
<li><a href="about/why-we-have-it.html">${words.whyLink}</a></li>
<li><a href="#who-got-it">${words.whoLink}</a></li>
<li><a href="#missing">${words.missingLink}</a></li>
<li><a href="#rights">${words.say("viewer.ifWrongHeading")}</a></li>
</ul>
${
  found.length === 0
    ? null
    : html`<h2>${words.bySystem}</h2>
<ul>${found.map((system) => {
        const { records, files } = countsOf(system.source);
        return html`
<li><a href="#${anchor(system)}"><bdi>${system.source.system.title}</bdi> <span>${numberInWords(records > 0 ? records : files, words)}</span></a></li>`;
      })}
</ul>`
}
<h2>${words.filesHeading}</h2>
<ul>
<li><a href="letter.pdf">${words.letterLink}</a></li>
<li><a href="about/dictionary.html">${words.dictionaryLink}</a></li>
${hasStatements(facts) ? html`<li><a href="${statementsPath}">${words.say("threads.statements.title")}</a></li>` : null}
<li><a href="#files">${words.allFiles}</a></li>
<li><a href="#check">${words.say("viewer.checkYourself")}</a></li>
<li><a href="#access">${words.say("viewer.accessibility")}</a></li>
</ul>
</nav>`;
}
