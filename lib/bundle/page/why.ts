import type { BundleFacts, SystemSource } from "../contents.ts";
import { html, type Markup, page } from "../html.ts";
import { css } from "../style.ts";
import { titleOf } from "../summary.ts";
import { countryInWords, listInWords, type Words } from "../words/words.ts";
import { ways } from "./ways.ts";

/** What Art. 15(1) asks for, per kind of data, as about/why-we-have-it.json. Keys never change with the language. */
export function whyData(facts: BundleFacts, words: Words): unknown {
  return {
    reference: facts.reference,
    law: facts.regime,
    controller: { name: facts.company.legal_name, contact: facts.company.contact },
    kinds: facts.systems.flatMap((source) =>
      heldBy(source).map(({ collection, rows, files }) => ({
        system: source.system.id,
        system_title: source.system.title,
        collection: collection.name,
        label: collection.label,
        category: collection.category,
        purpose: collection.purpose,
        legal_basis: collection.legal_basis,
        source: collection.source,
        retention: collection.retention,
        recipients: source.system.recipients,
        kept_in: source.system.country,
        records: rows,
        files: files.length,
      })),
    ),
    rights: words.rights(facts.regime),
    complaint: facts.company.authority,
  };
}

function heldBy(source: SystemSource) {
  return source.collections.filter((c) => c.rows > 0 || c.files.length > 0);
}

/** The same as a page to read. */
export function whyPage(facts: BundleFacts, words: Words): string {
  const body = html`<body>
<main class="main plain">
<p><a href="../START-HERE.html">${titleOf(facts, words)}</a></p>
<h1>${words.whyLink}</h1>
${facts.systems.filter((source) => heldBy(source).length > 0).map((source) => systemPart(facts, source, words))}
${ways(facts, words)}
</main>
</body>`;
  return page({ language: words.language, direction: words.direction, title: words.whyLink, css, body });
}

function systemPart(facts: BundleFacts, source: SystemSource, words: Words): Markup {
  const { title, country, recipients } = source.system;
  const who = recipients.map((r) => `${r.name} (${r.role}, ${countryInWords(r.country, words)})`);
  return html`
<h2>${title}</h2>
<p>${words.kept(countryInWords(country, words))}</p>
${heldBy(source).map(
  ({ collection }) => html`
<h3>${collection.label}</h3>
<dl class="about">
<dt>${words.category}</dt><dd>${collection.category}</dd>
<dt>${words.purpose}</dt><dd>${collection.purpose}</dd>
<dt>${words.legalBasis}</dt><dd>${words.basis(facts.regime, collection.legal_basis)}</dd>
<dt>${words.source}</dt><dd>${collection.source}</dd>
<dt>${words.retention}</dt><dd>${collection.retention}</dd>
<dt>${words.recipients}</dt><dd>${who.length === 0 ? words.noRecipients : listInWords(who, words)}</dd>
</dl>`,
)}`;
}
