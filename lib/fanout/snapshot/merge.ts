import type { Fact } from "#connectors/language/field.ts";
import { normalOf } from "./normal.ts";

/** Where a value stands. `alike`: the record was reached by likeness that nobody has confirmed. */
export type Source = { system: string; collection: string; changed: string | null; alike: boolean };

/** One thing that one system says. */
export type Said = { fact: Fact; text: string; country: string; source: Source };

export type SnapshotValue = {
  /** As the first system writes it. */
  text: string;
  /** The other ways in which it is written. */
  otherwise: string[];
  sources: Source[];
};

/**
 * one: a single system tells it · same: all that tell it agree · written: they agree but write it differently ·
 * differs: they disagree · listed: there may be many of it, so they are not compared.
 */
export type Agreement = "one" | "same" | "written" | "differs" | "listed";

export type SnapshotFact = { fact: Fact; agreement: Agreement; values: SnapshotValue[]; more: number };

/** The shared definitions that facts belong to, in the order in which they are read. */
export const definitions = ["person", "contact", "account", "household", "order", "preference"] as const;
export type Definition = (typeof definitions)[number];

const definitionOf = (fact: Fact): Definition => fact.slice(0, fact.indexOf(".")) as Definition;

/** Values that are kept of one fact; of the others it is told how many there are. */
const mostValues = 12;
/** Different values that are told apart at all, so that memory stays flat. */
const mostDistinct = 500;

/** Merges what systems say, one saying at a time. */
export class Merge {
  readonly #facts = new Map<Fact, Map<string, SnapshotValue>>();

  add({ fact, text, country, source }: Said): void {
    const normal = normalOf(fact, text, country);
    if (normal === "") return;
    const values = this.#facts.get(fact) ?? new Map<string, SnapshotValue>();
    this.#facts.set(fact, values);
    const known = values.get(normal);
    if (!known) {
      if (values.size < mostDistinct) values.set(normal, { text, otherwise: [], sources: [source] });
      return;
    }
    if (known.text !== text && !known.otherwise.includes(text) && known.otherwise.length < 5) {
      known.otherwise.push(text);
    }
    const here = known.sources.find(
      (one) => one.system === source.system && one.collection === source.collection,
    );
    if (!here) known.sources.push(source);
    else if ((source.changed ?? "") > (here.changed ?? "")) here.changed = source.changed;
  }

  /** Every fact that somebody tells, by definition. */
  result(): { definition: Definition; facts: SnapshotFact[] }[] {
    return definitions.flatMap((definition) => {
      const facts = [...this.#facts]
        .filter(([fact]) => definitionOf(fact) === definition)
        .map(([fact, values]): SnapshotFact => {
          const all = [...values.values()];
          return {
            fact,
            agreement: agreementOf(fact, all),
            values: all.slice(0, mostValues),
            more: Math.max(0, all.length - mostValues),
          };
        });
      return facts.length > 0 ? [{ definition, facts }] : [];
    });
  }
}

/** How the systems agree on one fact (pure). */
function agreementOf(fact: Fact, values: readonly SnapshotValue[]): Agreement {
  const definition = definitionOf(fact);
  const many = definition === "order" || fact === "preference.topic" || fact === "account.number";
  if (many && values.length > 1) return "listed";
  const systems = new Set(values.flatMap((value) => value.sources.map((source) => source.system)));
  // A person has one birth date wherever it stands; they may well have two addresses, if some place holds both.
  const single = definition === "person" || fact.startsWith("preference.");
  if (single ? values.length > 1 : apart(values, systems)) return "differs";
  if (systems.size === 1) return values.length > 1 ? "listed" : "one";
  return values.some((value) => value.otherwise.length > 0) ? "written" : "same";
}

/** True where two systems have no value in common. */
function apart(values: readonly SnapshotValue[], systems: ReadonlySet<string>): boolean {
  const held = [...systems].map(
    (system) => new Set(values.filter((value) => value.sources.some((source) => source.system === system))),
  );
  return held.some((one, at) =>
    held.slice(at + 1).some((other) => ![...one].some((value) => other.has(value))),
  );
}
