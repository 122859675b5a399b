import type { AutomatedDecision } from "#lib/map/schema.ts";
import type { BundleFacts, CollectionSource, SystemSource } from "../contents.ts";
import { html, type Markup, page } from "../html.ts";
import { css } from "../style.ts";
import { givenTo, titleOf } from "../summary.ts";
import { countryInWords, dayAsDate, listInWords, type Words } from "../words/words.ts";
import { type Abroad, abroadOf } from "./abroad.ts";
import { ways } from "./ways.ts";

/**
 * What Art. 15(1) and (2) ask for, per kind of data, as about/why-we-have-it.json: purpose (a), category (b), recipients
 * (c), retention (d), rights (e), complaint (f), source (g), automated decisions (h), transfers (2). Keys never change
 * with the language.
 */
export function whyData(facts: BundleFacts, words: Words): unknown {
  return {
    reference: facts.reference,
    law: facts.regime,
    controller: { name: facts.company.legal_name, contact: facts.company.contact },
    kinds: facts.systems.flatMap((source) =>
      heldBy(source).map((held) => ({
        system: source.system.id,
        system_title: source.system.title,
        collection: held.collection.name,
        label: held.collection.label,
        category: held.collection.category,
        special: held.collection.special ?? null,
        purpose: held.collection.purpose,
        legal_basis: held.collection.legal_basis,
        source: held.collection.source,
        origin: held.collection.origin ?? null,
        retention: held.collection.retention,
        recipients: recipientsFor(source, held).map(({ name, role, country, kind, since, safeguard }) => ({
          name,
          role,
          country,
          relation: kind,
          since: since ?? null,
          safeguard: safeguard ?? null,
        })),
        kept_in: source.system.country,
        records: held.rows,
        files: held.files.length,
      })),
    ),
    rights: words.rights(facts.regime),
    complaint: facts.company.authority,
    automated_decisions: decisionsOf(facts).map(({ system, decision }) => ({
      system: system.id,
      ...decision,
    })),
    transfers: abroadOf(facts),
  };
}

function heldBy(source: SystemSource): CollectionSource[] {
  return source.collections.filter((c) => c.rows > 0 || c.files.length > 0);
}

function recipientsFor(source: SystemSource, held: CollectionSource) {
  return source.system.recipients.filter((recipient) => givenTo([held], recipient).length > 0);
}

type Decision = { system: SystemSource["system"]; decision: AutomatedDecision };

/** Decisions that a machine makes on data of this copy. */
function decisionsOf(facts: BundleFacts): Decision[] {
  return facts.systems
    .filter((source) => heldBy(source).length > 0)
    .flatMap(({ system }) => system.automated_decisions.map((decision) => ({ system, decision })));
}

/** The same as a page to read. */
export function whyPage(facts: BundleFacts, words: Words): string {
  const gdpr = facts.regime === "EU_GDPR" || facts.regime === "UK_GDPR";
  const body = html`<body>
<main class="main plain">
<p><a href="../START-HERE.html">${titleOf(facts, words)}</a></p>
<h1>${words.whyLink}</h1>
${facts.systems.filter((source) => heldBy(source).length > 0).map((source) => systemPart(facts, source, words))}
${decisionsPart(decisionsOf(facts), words)}
${abroadPart(abroadOf(facts), words)}
${ways(facts, words)}
${gdpr ? html`<p>${words.say("pages.why.answers")}</p>` : null}
</main>
</body>`;
  return page({ language: words.language, direction: words.direction, title: words.whyLink, css, body });
}

function systemPart(facts: BundleFacts, source: SystemSource, words: Words): Markup {
  const { title, country } = source.system;
  return html`
<h2>${title}</h2>
<p>${words.kept(countryInWords(country, words))}</p>
${heldBy(source).map((held) => {
  const { collection } = held;
  const who = recipientsFor(source, held).map((one) => {
    const said = words.recipient(one.name, one.role, countryInWords(one.country, words));
    if (one.since === undefined) return said;
    return words.say("pages.why.since", { who: said, date: dayAsDate(one.since, words) });
  });
  const special = collection.special === undefined ? null : ` (${words.say("pages.why.special")})`;
  return html`
<h3>${collection.label}</h3>
<dl class="about">
<dt>${words.category}</dt><dd>${words.say(`pages.categories.${collection.category}`)}${special}</dd>
<dt>${words.purpose}</dt><dd>${collection.purpose}</dd>
<dt>${words.legalBasis}</dt><dd>${words.basis(facts.regime, collection.legal_basis)}</dd>
<dt>${words.source}</dt><dd>${collection.source}</dd>
<dt>${words.retention}</dt><dd>${collection.retention}</dd>
<dt>${words.recipients}</dt><dd>${who.length === 0 ? words.noRecipients : listInWords(who, words)}</dd>
</dl>`;
})}`;
}

function decisionsPart(decisions: readonly Decision[], words: Words): Markup {
  return html`<h2>${words.say("pages.why.automatedHeading")}</h2>
${
  decisions.length === 0
    ? html`<p>${words.say("pages.why.automatedNone")}</p>`
    : html`${decisions.map(
        ({ system, decision }) => html`
<h3>${decision.title}<small> · ${system.title}</small></h3>
<p>${decision.what}</p>
<dl class="about">
<dt>${words.say("pages.why.automatedHow")}</dt><dd>${decision.logic}</dd>
<dt>${words.say("pages.why.automatedMeans")}</dt><dd>${decision.consequences}</dd>
</dl>`,
      )}
<p>${words.say("pages.why.automatedAsk")}</p>`
}`;
}

function abroadPart(places: readonly Abroad[], words: Words): Markup {
  const line = ({ name, country: code, safeguard }: Abroad) => {
    const country = countryInWords(code, words);
    return safeguard === null
      ? words.say("pages.why.abroadUnsaid", { name, country })
      : words.say("pages.why.abroad", { name, country, safeguard });
  };
  return html`<h2>${words.say("pages.why.abroadHeading")}</h2>
${places.length === 0 ? html`<p>${words.say("pages.why.abroadNone")}</p>` : html`<ul>${places.map((one) => html`<li>${line(one)}</li>`)}</ul>`}`;
}
