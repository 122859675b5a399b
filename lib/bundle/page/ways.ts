import type { BundleFacts } from "../contents.ts";
import { html, type Markup } from "../html.ts";
import { listInWords, type Words } from "../words/words.ts";

/** What is missing, in a few lines: the whole of it stands in about/what-is-not-here.html. */
export function missingPart(facts: BundleFacts, hidden: number, words: Words): Markup {
  const titles = (outcomes: readonly string[]) =>
    facts.systems.filter((one) => outcomes.includes(one.outcome)).map((one) => one.system.title);
  const nothing = titles(["nothing_held", "asked_person_nothing"]);
  const lines = [
    ...titles(["not_yet"]).map((title) => words.notYet(title)),
    ...titles(["not_included"]).map((title) => words.notIncluded(title)),
    ...(hidden > 0 ? [words.say("viewer.missingHidden", { n: hidden })] : []),
    ...(nothing.length > 0
      ? [`${words.say("viewer.missingNothing", { n: nothing.length })} (${listInWords(nothing, words)})`]
      : []),
  ];
  return html`<h2 id="missing">${words.say("viewer.missingHeading")}</h2>
${lines.length === 0 ? html`<p>${words.say("viewer.missingComplete")}</p>` : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}
<ul class="links"><li><a href="about/what-is-not-here.html">${words.say("viewer.missingMore")}</a></li></ul>`;
}

/** Rights, complaint and contact: the only addresses on the page that lead out of the bundle. */
export function ways(facts: BundleFacts, words: Words): Markup {
  const { company, regime } = facts;
  return html`<h2 id="rights">${words.say("viewer.ifWrongHeading")}</h2>
<p>${words.say("viewer.ifWrong")}</p>
<ul>${words.rights(regime).map((right) => html`<li>${right}</li>`)}</ul>
<p>${words.complaint(regime, company.authority.name)} <a href="${company.authority.url}" rel="noreferrer">${company.authority.url}</a></p>
${words.complaintFirst(regime) === null ? null : html`<p>${words.complaintFirst(regime)}</p>`}
<h2 id="contact">${words.contactHeading}</h2>
<p>${words.contact(company.legal_name, contactOf(facts))}. ${words.quote(facts.reference)}</p>`;
}

/** How to reach the company, in one line. */
export function contactOf({ company }: BundleFacts): string {
  const { email, phone, post } = company.contact;
  return [email, phone, post].filter((way) => way !== undefined).join(", ");
}
