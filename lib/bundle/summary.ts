import type { Recipient } from "#lib/map/recipient.ts";
import type { BundleFacts, CollectionSource, SystemSource } from "./contents.ts";
import type { Words } from "./words/words.ts";

export type Counts = { records: number; files: number };

export function countsOf(source: SystemSource): Counts {
  let records = 0;
  let files = 0;
  for (const collection of source.collections) {
    records += collection.rows;
    files += collection.files.length;
  }
  return { records, files };
}

/** The figures at the head of the start page and the letter. */
export function totalsOf(facts: BundleFacts): Counts & { found: number; searched: number; waiting: number } {
  const counts = facts.systems.map(countsOf);
  return {
    records: counts.reduce((sum, c) => sum + c.records, 0),
    files: counts.reduce((sum, c) => sum + c.files, 0),
    found: facts.systems.filter((s) => s.outcome === "found").length,
    searched: facts.systems.length,
    waiting: facts.systems.filter((s) => s.outcome === "not_yet").length,
  };
}

export type RecipientRow = {
  recipient: string;
  role: string;
  country: string;
  system: string;
  kinds: string[];
  /** What they are to the company: processor, controller, … */
  relation: string;
  /** Civil date; null where the map does not say. */
  since: string | null;
  safeguard: string | null;
};

/** Who received the data: the recipients of each system that held something of this person that they are given. */
export function recipientsOf(facts: BundleFacts): RecipientRow[] {
  return facts.systems
    .filter((source) => source.outcome === "found")
    .flatMap((source) =>
      source.system.recipients.flatMap((recipient) => {
        const kinds = givenTo(source.collections, recipient);
        if (kinds.length === 0) return [];
        const { name, role, country, kind, since = null, safeguard = null } = recipient;
        const system = source.system.title;
        return [{ recipient: name, role, country, system, kinds, relation: kind, since, safeguard }];
      }),
    );
}

/** The kinds of data in this copy that a recipient is given. */
export function givenTo(collections: readonly CollectionSource[], recipient: Recipient): string[] {
  return collections.flatMap(({ collection, rows, files }) => {
    const theirs = recipient.collections?.includes(collection.name) ?? true;
    return theirs && (rows > 0 || files.length > 0) ? [collection.label] : [];
  });
}

/** What the copy is called: everything, or what may be taken along; so far, while a system has not answered. */
export function titleOf(facts: BundleFacts, words: Words): string {
  const complete = facts.systems.every((source) => source.outcome !== "not_yet");
  const title = facts.right === "portability" ? words.portableTitle : words.title;
  return title(facts.company.name, complete);
}
