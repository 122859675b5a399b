import type { BundleFacts } from "../contents.ts";
import { recipientsOf, titleOf, totalsOf } from "../summary.ts";
import type { Words } from "../words/words.ts";
import type { WrittenCollection, WrittenSystem } from "../written.ts";
import { hiddenLines, neverShown, recordFiles } from "./files-of.ts";
import { type Contents, heading, listed } from "./manifest.ts";
import { jsonText } from "./version.ts";

/** data.json: one index for programs of everything in the package and of everything that is not in it. */
export function indexFile(facts: BundleFacts, contents: Contents, words: Words): string {
  const { systems, files, timeline } = contents;
  return jsonText({
    ...heading("habeas-index", facts, words),
    title: titleOf(facts, words),
    contact: facts.company.contact,
    complaint: facts.company.authority,
    rights: words.rights(facts.regime),
    totals: totalsOf(facts),
    systems: systems.map((system) => ofSystem(system, contents)),
    recipients: recipientsOf(facts),
    missing: missing(facts, systems),
    timeline: { file: "about/timeline.csv", events: timeline.events, left_out: timeline.leftOut },
    files: listed(files),
  });
}

function ofSystem({ source, folder, collections }: WrittenSystem, { files }: Contents): object {
  const { id, title, country, connector, recipients, automated_decisions } = source.system;
  return {
    id,
    title,
    connector,
    country,
    outcome: source.outcome,
    note: source.note,
    collected_at: source.collectedAt?.toISOString() ?? null,
    folder: source.outcome === "found" ? folder : null,
    recipients: recipients.map(({ name, role, country, kind, since, safeguard, collections }) => ({
      name,
      role,
      country,
      relation: kind,
      since: since ?? null,
      safeguard: safeguard ?? null,
      collections: collections ?? null,
    })),
    automated_decisions,
    collections: collections.map((held) => ({
      ...explained(held),
      files: recordFiles(held, files).map(({ path }) => path),
      attachments: held.attachments.map(({ path }) => path),
      derived: held.derived.map(({ path }) => path),
    })),
  };
}

/** Why a collection is held, from whom, how long and on what basis, and what its fields are. */
function explained(held: WrittenCollection): object {
  const { collection, rows, notPortable, leftOut } = held.source;
  return {
    name: collection.name,
    label: collection.label,
    category: collection.category,
    special: collection.special ?? null,
    purpose: collection.purpose,
    legal_basis: collection.legal_basis,
    source: collection.source,
    origin: collection.origin ?? null,
    retention: collection.retention,
    records: rows,
    occurred: collection.occurred ?? null,
    oldest: held.times.oldest,
    newest: held.times.newest,
    years: held.times.years,
    fields: held.columns.map((key) => ({
      key,
      label: collection.fields[key]?.label ?? key,
      meaning: collection.fields[key]?.meaning ?? null,
    })),
    unexplained_fields: held.unexplained,
    not_portable: notPortable ?? null,
    left_out_fields: leftOut ?? [],
  };
}

/** Everything that is not in the package, by the reason why. */
function missing(facts: BundleFacts, systems: readonly WrittenSystem[]): object {
  const idsOf = (...outcomes: string[]) =>
    facts.systems.flatMap(({ system, outcome }) => (outcomes.includes(outcome) ? [system.id] : []));
  return {
    not_answered_yet: idsOf("not_yet"),
    nothing_held: idsOf("nothing_held", "asked_person_nothing"),
    not_included: idsOf("not_included"),
    searched_for: Object.fromEntries(facts.systems.map((one) => [one.system.id, one.searchedFor])),
    hidden: hiddenLines(systems),
    never_shown: systems.flatMap(({ source, collections }) =>
      collections.flatMap((held) =>
        neverShown(held).map((field) => ({
          system: source.system.id,
          collection: held.source.collection.name,
          ...field,
        })),
      ),
    ),
  };
}
