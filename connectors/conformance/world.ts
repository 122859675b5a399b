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

/** Does something to the system, and returns how it is put right. */
type Doing = () => Promise<() => Promise<void>>;

/** What can be done to the real system to make life hard for a connector. Each is put right by what it returns. */
export type Troubles = {
  /** Accepts connections and answers nothing more. */
  stall?: Doing;
  /** Answers everything, but every piece of it late. */
  slow?: Doing;
  /** Breaks every open connection now. */
  cut?: () => Promise<void>;
  /** Settings whose password is wrong. */
  wrongCredentials?: unknown;
  /** Settings that lead nowhere. */
  unreachable?: unknown;
  /** Asks to be called less often, for a second (429 or its like). */
  busy?: Doing;
  /** Fails on its own side, and says more than it should (500 or its like). */
  broken?: Doing;
  /** Ends what it says of notes in the middle, as if that were all. */
  half?: Doing;
  /** Delivers notes a second time. */
  twice?: Doing;
  /** Answers with a note of somebody else. */
  stranger?: Doing;
  /** Lets the account do more than read. */
  mayWrite?: Doing;
};

export const troubleNames = [
  "stall",
  "slow",
  "cut",
  "wrongCredentials",
  "unreachable",
  "busy",
  "broken",
  "half",
  "twice",
  "stranger",
  "mayWrite",
] as const satisfies readonly (keyof Troubles)[];

/** Why what goes wrong with HTTP answers cannot go wrong with rows of a database. */
export const notOfDatabases = {
  busy: "a database has no later: when it is full it refuses the connection, which is unreachable",
  broken: "an error of the server ends the statement, as a field that is gone does",
  half: "the protocol ends a result with a message of its own; one without it is a cut connection",
  twice: "the statement gives each row once; what a join could double is among the maps under test",
  stranger: "the statement itself picks the rows: it has no answer to check it against",
} as const;

/** Why a folder's files have no such troubles. */
export const notOfFiles = {
  stall: "a folder answers at once",
  slow: "a folder answers at once",
  cut: "a folder has no connection",
  wrongCredentials: "a folder has no sign-in of its own",
  busy: "a folder asks nobody to come back later",
  broken: "a file that cannot be read is the test of a file that is gone",
  half: "a file that ends in the middle of a record has a test of its own with this kind",
  twice: "a record stands where it stands; the newest of two is told by the day and has its own tests",
  stranger: "this kind picks the records itself: it has no answer to check them against",
} as const;

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
