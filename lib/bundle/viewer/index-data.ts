import type { Field } from "#connectors/language/field.ts";
import type { BundleFacts } from "../contents.ts";
import { ruleInWords } from "../page/hidden.ts";
import { labelIn } from "../page/label.ts";
import { countryInWords, type Words } from "../words/words.ts";
import { heldCollections, type WrittenCollection, type WrittenFile, type WrittenSystem } from "../written.ts";
import type { ViewerCollection, ViewerColumn, ViewerIndex, ViewerSystem } from "./shape.ts";

/** Names of files that the index lists of one collection; the others are reached by their folder. */
const listedFiles = 300;
const shardName = /^viewer\/data\/(\d+)-(\d+)\.js$/;

/** The text of `viewer/index.js`: a call that hands the viewer its facets and the table of shards. */
export function viewerIndex(facts: BundleFacts, systems: readonly WrittenSystem[], words: Words): string {
  const found = shownSystems(systems);
  const index: ViewerIndex = {
    version: 1,
    language: words.language,
    locale: words.locale,
    zone: facts.company.timezone,
    company: facts.company.name,
    reference: facts.reference,
    portal: facts.portal ?? null,
    records: found.flatMap((system) => system.collections).reduce((sum, one) => sum + rowsOf(one), 0),
    systems: found.map((system) => systemOf(system, words)),
    collections: found.flatMap((system, at) =>
      heldCollections(system).map((held) => collectionOf(facts, held, at, words)),
    ),
    key: facts.signer.publicKey,
    reasons: reasonsOf(found, words),
    words: words.messages.viewer,
  };
  return `__habeas(${JSON.stringify(index)});\n`;
}

/** The systems that the viewer shows, in the order of its index. */
function shownSystems(systems: readonly WrittenSystem[]): WrittenSystem[] {
  return systems.filter((system) => heldCollections(system).length > 0);
}

/** Where each collection stands in the viewer's index: the start page links to it by this number. */
export function positionsInIndex(systems: readonly WrittenSystem[]): Map<WrittenCollection, number> {
  return new Map(
    shownSystems(systems)
      .flatMap(heldCollections)
      .map((held, i) => [held, i]),
  );
}

function rowsOf(held: WrittenCollection): number {
  return held.csv === null ? 0 : held.source.rows;
}

function systemOf({ source }: WrittenSystem, words: Words): ViewerSystem {
  const { id, title, country, recipients } = source.system;
  return {
    id,
    title,
    country: countryInWords(country, words),
    recipients: recipients.map((r) => words.recipient(r.name, r.role, countryInWords(r.country, words))),
  };
}

function collectionOf(
  facts: BundleFacts,
  held: WrittenCollection,
  system: number,
  words: Words,
): ViewerCollection {
  const { collection } = held.source;
  const guess = isGuess(held);
  const [first] = held.shards;
  const [, number, firstShard] = shardName.exec(first?.path ?? "") ?? [];
  const ofKind = (kind: WrittenFile["kind"]) => held.derived.filter((file) => file.kind === kind).map(pathOf);
  // A page leads from each list of conversations to all of them.
  const lists = (held.derivedCounts ?? []).filter(({ format }) => format === "threads");
  const threads = lists.map(({ path }) => path);
  const portable = ofKind("portable");
  const files = held.attachments.map(pathOf);
  return {
    number: Number(number ?? 0),
    system,
    id: collection.name,
    label: labelIn(words, collection),
    category: collection.category,
    purpose: collection.purpose,
    basis: words.basis(facts.regime, collection.legal_basis),
    source: collection.source,
    retention: collection.retention,
    guess,
    rows: rowsOf(held),
    columns: held.columns.map((key) => columnOf(key, collection.fields[key], guess, words)),
    occurred: collection.occurred === undefined ? -1 : held.columns.indexOf(collection.occurred),
    firstShard: Number(firstShard ?? 0),
    shards: held.shards.map((shard) => shard.rows),
    years: Object.entries(held.times.years).sort(([a], [b]) => (a < b ? -1 : 1)),
    hidden: Object.entries(held.hidden).flatMap(([key, rules]) =>
      Object.entries(rules).map(([rule, times]): [number, string, number] => [
        held.columns.indexOf(key),
        rule,
        times,
      ]),
    ),
    csv: held.csv?.path ?? null,
    ndjson: held.ndjson?.path ?? null,
    threads: threads.slice(0, listedFiles),
    files: files.slice(0, listedFiles),
    portable: portable.slice(0, listedFiles),
    counts: { threads: threads.length, files: files.length, portable: portable.length },
  };
}

/** The reasons of the rules that hid something. */
function reasonsOf(systems: readonly WrittenSystem[], words: Words): Record<string, string> {
  const rules = systems
    .flatMap((system) => system.collections)
    .flatMap((held) => Object.values(held.hidden))
    .flatMap((byRule) => Object.keys(byRule));
  return Object.fromEntries(rules.map((rule) => [rule, ruleInWords(rule, words)]));
}

/** What the company worked out itself about the person. */
export function isGuess({ source }: WrittenCollection): boolean {
  return source.collection.category === "inferences" || source.collection.origin === "derived";
}

function columnOf(key: string, field: Field | undefined, guess: boolean, words: Words): ViewerColumn {
  return {
    key,
    label: field ? labelIn(words, field) : key,
    ...(field?.meaning === undefined ? {} : { meaning: field.meaning }),
    ...((field?.origin === "derived" && !guess) || field?.origin === "third_party"
      ? { origin: field.origin }
      : {}),
    ...(field?.category === "technical" ? { technical: true } : {}),
  };
}

function pathOf(file: WrittenFile): string {
  return file.path;
}
