import type { BundleFacts } from "../contents.ts";
import { html, page } from "../html.ts";
import { columnsOf } from "../records.ts";
import { css } from "../style.ts";
import { titleOf } from "../summary.ts";
import type { Words } from "../words/words.ts";
import { heldCollections, type WrittenCollection, type WrittenSystem } from "../written.ts";

type Entry = {
  system: string;
  collection: string;
  file: string;
  field: string;
  label: string;
  meaning: string | null;
  category: string;
  origin: string | null;
  /** The first value in this copy, cut where it is long; as JSON where it is no text. */
  example: string | null;
};

const exampleLetters = 80;

/** The first value that a field has in this copy, of the records that pages show. */
function exampleOf(held: WrittenCollection, key: string): string | null {
  const column = held.columns.indexOf(key);
  const value = held.sample.map((cells) => cells[column] ?? "").find((cell) => cell !== "");
  if (value === undefined) return null;
  return value.length > exampleLetters ? `${value.slice(0, exampleLetters).toWellFormed()}…` : value;
}

/** Every field of every table in the bundle, as about/dictionary.json. */
export function dictionaryData(systems: readonly WrittenSystem[]): Entry[] {
  return systems.flatMap((system) =>
    heldCollections(system).flatMap((held) => {
      const { collection } = held.source;
      return columnsOf(collection).map((key) => ({
        system: system.source.system.id,
        collection: collection.name,
        file: held.csv?.path ?? `${system.folder}/files`,
        field: key,
        label: collection.fields[key]?.label ?? key,
        meaning: collection.fields[key]?.meaning ?? null,
        category: collection.fields[key]?.category ?? collection.category,
        origin: collection.fields[key]?.origin ?? collection.origin ?? null,
        example: exampleOf(held, key),
      }));
    }),
  );
}

/** The same as a page to read: one table per collection. */
export function dictionaryPage(facts: BundleFacts, systems: readonly WrittenSystem[], words: Words): string {
  const body = html`<body>
<main class="main plain">
<p><a href="../START-HERE.html">${titleOf(facts, words)}</a></p>
<h1>${words.dictionaryLink}</h1>
${systems.map((system, s) =>
  heldCollections(system).map((held, c) => {
    const { collection } = held.source;
    return html`
<h2 id="d-${s}-${c}">${collection.label}<small> · ${system.source.system.title}</small></h2>
<div class="wide" role="region" aria-labelledby="d-${s}-${c}" tabindex="0"><table aria-labelledby="d-${s}-${c}">
<thead><tr><th scope="col">${words.field}</th><th scope="col">${words.label}</th><th scope="col">${words.meaning}</th><th scope="col">${words.say("pages.example")}</th></tr></thead>
<tbody>${held.columns.map(
      (key) => html`
<tr><td class="mono">${key}</td><td>${collection.fields[key]?.label ?? key}</td><td>${collection.fields[key]?.meaning ?? null}</td><td><bdi>${exampleOf(held, key)}</bdi></td></tr>`,
    )}
</tbody></table></div>`;
  }),
)}
</main>
</body>`;
  return page({
    language: words.language,
    direction: words.direction,
    title: words.dictionaryLink,
    css,
    body,
  });
}
