import { type Collection, collection, type WrittenCollection } from "#connectors/collection.ts";
import type { Connector } from "#connectors/contract.ts";

/** An invented person as every system under test stores them. `secret` stands in a field that is never disclosed. */
export type Person = {
  id: string;
  email: string;
  phone: string;
  name: string;
  secret: string;
  notes: string[];
};

/** What can be done to the real system to make life hard for a connector. Each is put right by what it returns. */
export type Troubles = {
  /** Accepts connections and answers nothing more. */
  stall?: () => Promise<() => Promise<void>>;
  /** Breaks every open connection now. */
  cut?: () => Promise<void>;
  /** Settings whose password is wrong. */
  wrongCredentials?: unknown;
  /** Settings that lead nowhere. */
  unreachable?: unknown;
};

/** A real system, started and filled, with the settings of an account that can only read. */
export type Rig = {
  settings: unknown;
  collections: Collection[];
  internalHosts: string[];
  /** Secrets that must never stand in an error. */
  secrets: string[];
  troubles: Troubles;
  /** Takes away the field that holds a note's text. */
  dropField(): Promise<void>;
  /** Gives a person this many more notes, fast. */
  addNotes(person: Person, count: number): Promise<void>;
  stop(): Promise<void>;
};

export type Harness = {
  connector: () => Promise<Connector>;
  start(people: readonly Person[]): Promise<Rig>;
  /** Whether the store can hold a text at all. */
  holds(text: string): boolean;
  /** Troubles that this kind cannot have, each with the reason. */
  without: Partial<Record<keyof Troubles, string>>;
  /** Rows of the test of flat memory. */
  manyRows: number;
};

const shared = {
  category: "identifiers",
  purpose: "To test",
  legal_basis: "consent",
  source: "Invented",
  retention: "None",
} as const;

/** A collection of the tests' data map, from what matters of it. */
export function described(one: Omit<WrittenCollection, keyof typeof shared | "label">): Collection {
  return collection.parse({ ...shared, label: one.name, ...one });
}

export const fieldsOf = (...names: string[]): Collection["fields"] =>
  Object.fromEntries(
    names.map((name) => [name, { label: name, disclose: name === "secret" ? "never" : "yes" } as const]),
  );

/** The map of a system that keeps people and, below them, notes. */
export function twoCollections(): Collection[] {
  return [
    described({
      name: "people",
      key: ["id"],
      subject_key: "id",
      match: { email: "email", phone: "phone" },
      yields: { phone: "phone", email: "email" },
      fields: fieldsOf("id", "email", "phone", "name", "secret"),
    }),
    described({
      name: "notes",
      key: ["no"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("no", "person", "text"),
    }),
  ];
}

/** Texts that break careless code: quotes, statements, control characters, direction marks, halves of characters. */
export const hostileTexts = [
  'O\'Brien "the" `quoted`',
  "'; drop table people; --",
  "back\\slash \\n \\\\ \\. \\x01",
  "tab\there",
  "line\nbreak\r\nand\rmore",
  "\u0001\u0002\u001f\u007f",
  "nul\u0000inside",
  "\u202eright to left\u2066 mark\u2069",
  "astral \u{1f98a} and \u{20bb7}",
  "lone \ud800 surrogate",
  "\u2028line\u2029paragraph\u0085next",
  "__proto__ constructor {match} $x %s %41 {{x}}",
  "=1+1",
  "",
];

export const mina: Person = {
  id: "p-1",
  email: "mina@example.com",
  phone: "+353 1 555 0111",
  name: "Mina canary-mina",
  secret: "hash-of-mina",
  notes: ["note one canary-mina", "note two canary-mina"],
};
export const jun: Person = {
  id: "p-2",
  email: "jun@example.com",
  phone: "+1 555 0100",
  name: "Jun canary-jun",
  secret: "hash-of-jun",
  notes: ["canary-jun wrote this"],
};
/** Two people with one telephone. */
export const father: Person = {
  id: "p-3",
  email: "chris@example.com",
  phone: "+353 1 555 0122",
  name: "Chris canary-father",
  secret: "hash-of-father",
  notes: ["canary-father"],
};
export const son: Person = {
  ...father,
  id: "p-4",
  email: "chris@example.org",
  name: "Chris canary-son",
  secret: "hash-of-son",
  notes: ["canary-son"],
};
export const odd: Person = {
  id: 'o\'dd "key" %41\t100% \\ ; é',
  email: "odd+tag'o@example.com",
  phone: "+353 1 555 0133",
  name: "Odd canary-odd",
  secret: "hash-of-odd",
  notes: ["canary-odd"],
};
