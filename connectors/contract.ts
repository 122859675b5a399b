import type { ZodType } from "zod";
import type { Collection } from "#connectors/collection.ts";
import type { Corrector } from "#connectors/correct.ts";
import type { Eraser } from "#connectors/erase.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";

/** What is known about a person at one moment: an identifier's kind (email, customer_number, cookie …) and value. */
export type KnownIdentifier = { kind: string; value: string };

/** A person's key in one system, with the identifier by which it was reached. */
export type FoundKey = {
  /** The root collection in which the key was found. */
  collection: string;
  /**
   * The value of that collection's `subject_key` as text: the "via" of every row of this person in this system.
   * Control characters and `%` are percent-encoded, so that a key never breaks a line.
   */
  key: string;
  /** The identifier that led here. A key reached by two identifiers is listed twice. */
  via: KnownIdentifier;
};

/** An identifier that a system knows besides those it was asked for, and the key whose rows held it. */
export type YieldedIdentifier = KnownIdentifier & { collection: string; key: string };

/**
 * An identifier as a record of the system holds it, without its prefix. `match`: by which of the collection's matches, in
 * the map's order; null for a person's own key. `row` names the record as an erasure's target does; null where it has no
 * name. `opened`: when its account was opened, as the system writes it, where the map names the field.
 */
export type HeldIdentifier = {
  collection: string;
  match: number | null;
  value: string;
  row: readonly string[] | null;
  opened: string | null;
};

/** An identifier that leads to more than one person in this system. The walk stops there and asks a human. */
export type SharedIdentifier = KnownIdentifier & { collection: string; keys: string[] };

/** What a person (a system's owner) is asked when there is no machine to ask. */
export type Question = {
  to: { name: string; email: string };
  /** Title and text in plain words, without personal data. */
  title: string;
  text: string;
  accepts: "csv" | "text";
};

export type LocateAnswer =
  | { kind: "located"; keys: FoundKey[]; identifiers: YieldedIdentifier[]; shared: SharedIdentifier[] }
  /**
   * The system works on it by itself: ask again at `askAgainAt`, or when it calls back. `memo` is what the connector
   * needs to go on (an export job's number); the runner keeps it sealed and hands it to the next session.
   */
  | { kind: "in_progress"; askAgainAt: Date; memo?: string }
  /** Only a person can answer: the runner keeps the task, sends the question and waits. */
  | { kind: "asks_person"; question: Question };

/**
 * One piece of what a system holds. `lines` are bytes of whole or partial lines, each line
 * `<via>\t<json>\n`: the key by which the record was reached, a tab, one JSON object.
 * Files that belong to a record (attachments, invoices) follow as parts of kind "file".
 */
export type CollectedPart =
  | { kind: "records"; collection: string; lines: AsyncIterable<Uint8Array> }
  | {
      kind: "file";
      collection: string;
      via: string;
      /** Generated, never taken from data: `[a-z0-9_-]{1,64}.ext`. */
      fileName: string;
      mediaType: string;
      bytes: AsyncIterable<Uint8Array>;
    };

export type CheckStep = {
  name: "network" | "sign_in" | "read" | "least_privilege";
  ok: boolean;
  ms: number;
  note: string;
};

export type InspectedColumn = {
  name: string;
  /** The system's own word for it. */
  type: string;
  nullable: boolean;
  /** The system's own comment on it, where it has one. */
  comment?: string;
};

/** A key of a live collection that points to another one, as the system declares it. */
export type InspectedReference = {
  columns: string[];
  to: string;
  toColumns: string[];
  onDelete: "none" | "restrict" | "cascade" | "set_null";
};

/** A collection as the live system shows it: what a map is checked against and drafted from. */
export type InspectedCollection = {
  /** As a map's `table` would name it. */
  name: string;
  kind: "table" | "view" | "endpoint" | "files";
  columns: InspectedColumn[];
  /** Sets of columns that are unique; the primary key first. */
  keys: string[][];
  references: InspectedReference[];
  /** The system's own estimate; null where it has none. */
  rows: number | null;
};

/** One step of what a connector would ask its system, in that system's own language and without any value. */
export type WalkStep = {
  purpose: "locate" | "count" | "collect" | "candidates";
  collection: string | null;
  text: string;
};

/** Facts by which somebody is looked for where no key is shared; each as plain text, dates as YYYY-MM-DD. */
export type LikenessFacts = Partial<Record<LikenessField, string>>;

/** One way to look for somebody: all of its conditions must hold. */
export type LikenessBlock = readonly {
  field: LikenessField;
  how: "equal" | "folded" | "starts" | "digits";
  value: string;
}[];

/** Somebody who may be the person: their key, and the facts that the system holds of them. */
export type Candidate = { collection: string; key: string; facts: LikenessFacts[] };

export type Candidates = {
  people: Candidate[];
  /** True where there were more than could be looked at: then nobody is proposed by these blocks. */
  more: boolean;
  /** How many people of the system have such a value, for names: `total` people in all. */
  frequencies: { field: LikenessField; value: string; count: number; total: number }[];
};

/** An open conversation with one system. Throws only `ConnectorError`. */
export interface Session {
  /** Timed checks, safe to run at any time. */
  check(): Promise<CheckStep[]>;
  /** The collections, columns, keys and references that the live system has; empty where it cannot say. */
  inspect(): Promise<InspectedCollection[]>;
  /**
   * Values of one live collection, at most `rows` of them, in the order of `columns`; long ones cut. For the drafter
   * and for masked examples: they never leave the process and are never stored.
   */
  sample?(collection: string, columns: readonly string[], rows: number): Promise<(string | null)[][]>;
  /** What would be asked, for `habeas map explain`. Reads the live schema, never a record. */
  explain(): Promise<WalkStep[]>;
  /** From identifiers to this person's keys, and to identifiers that this system also knows them by. */
  locate(identifiers: readonly KnownIdentifier[]): Promise<LocateAnswer>;
  /** Rows per collection for these keys. */
  count(keys: readonly FoundKey[]): Promise<Map<string, number>>;
  /**
   * Everything the data map declares for these keys, collection by collection, in the map's order.
   * A collection without rows still yields a part with no lines, so that "nothing held" is an answer.
   * Each part must be read to its end before the next is asked for. Keys are what `locate` answered, whole:
   * "17" in one root collection is not "17" in another, and some systems are asked by the identifier again.
   */
  collect(keys: readonly FoundKey[]): AsyncIterable<CollectedPart>;
  /** People who may be the one looked for, where the map declares `likeness`. */
  candidates?(blocks: readonly LikenessBlock[], names: LikenessFacts): Promise<Candidates>;
  /**
   * Every identifier by which anybody is known in this system, some at a time, in whatever order: for looking for people
   * who were erased. Memory stays flat however many there are.
   */
  identifiers?(): AsyncIterable<HeldIdentifier[]>;
  /** Erasure, where this kind of system can do it. */
  eraser?: Eraser;
  /** Correction of fields, and choices that are fields, where this kind of system can do it. */
  corrector?: Corrector;
  close(): Promise<void>;
}

export type SessionContext<S> = {
  settings: S;
  collections: readonly Collection[];
  /** Aborts network calls and statements. */
  signal: AbortSignal;
  /** host:port pairs that the operator allows although they are not public addresses. */
  internalHosts: readonly string[];
  /** What an earlier session of the same task wanted remembered. */
  memo?: string;
  /** Where the system may call when it has finished; only this task answers there. */
  callbackUrl?: string;
};

export type Capability =
  | "locate"
  | "collect"
  | "asks_person"
  | "inspect"
  | "candidates"
  | "calls_back"
  | "erase"
  | "correct";

/** One kind of system. A value, no state: everything that lives is in the session. */
export interface Connector<S = unknown> {
  id: string;
  title: string;
  /** Settings after secrets have been resolved. */
  settings: ZodType<S>;
  capabilities: readonly Capability[];
  open(context: SessionContext<S>): Promise<Session>;
  /**
   * For `calls_back`: when a call to `callbackUrl` was signed by the system, or null where it was not. Header names
   * are in lower case. Whether the call is too old, or came before, is not the connector's to judge.
   */
  callSignedAt?(
    settings: S,
    call: { headers: Readonly<Record<string, string | undefined>>; body: Uint8Array },
  ): Date | null;
  /**
   * For `asks_person`: reads a person's uploaded answer into record lines (`<via>\t<json>\n`).
   * Bad files throw `bad_answer` with a sentence for the person who sent it.
   */
  read?(upload: AsyncIterable<Uint8Array>, collections: readonly Collection[]): AsyncIterable<CollectedPart>;
}
