import type { BundleFacts } from "../contents.ts";
import { html, page } from "../html.ts";
import { css } from "../style.ts";
import { titleOf } from "../summary.ts";
import { dateInWords, type Words } from "../words/words.ts";
import { labelIn } from "./label.ts";

/** Where it stands; only in copies of people who said that they disagree. */
export const statementsPath = "about/statements.html";

export const hasStatements = ({ disagreements = [] }: BundleFacts) => disagreements.length > 0;

/** about/statements.html: what the person said when a correction was refused, beside what it is about. */
export function statementsPage(facts: BundleFacts, words: Words): string {
  const say = words.say;
  const title = say("threads.statements.title");
  const { disagreements = [], company } = facts;
  const body = html`<body>
<main class="main plain">
<p><a href="../START-HERE.html">${titleOf(facts, words)}</a></p>
<h1>${title}</h1>
<p>${say("threads.statements.intro", { company: company.name })}</p>
${disagreements.map(({ about, wanted, statement, at, reference, reason }) => {
  const date = dateInWords(at, company.timezone, words);
  return html`<h2>${labelOf(facts, about, words)}</h2>
<p>${say("threads.statements.said", { date, reference })}</p>
<blockquote dir="auto">${statement}</blockquote>
<dl class="about">
${wanted === null ? null : html`<dt>${say("threads.statements.wanted")}</dt><dd><bdi>${wanted}</bdi></dd>`}
${reason === null ? null : html`<dt>${say("threads.statements.reason")}</dt><dd><bdi>${reason}</bdi></dd>`}
</dl>`;
})}
</main>
</body>`;
  return page({ language: words.language, direction: words.direction, title, css, body });
}

/** What a fact, or a field as system.collection.field, is called in this copy. */
function labelOf({ systems }: BundleFacts, about: string, words: Words): string {
  for (const { system } of systems) {
    for (const { name, fields } of system.collections) {
      for (const [key, field] of Object.entries(fields)) {
        const isIt = field.fact === about || `${system.id}.${name}.${key}` === about;
        if (isIt) return labelIn(words, field);
      }
    }
  }
  return about;
}
