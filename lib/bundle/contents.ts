import type { Collection } from "#connectors/collection.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Company, System } from "#lib/map/schema.ts";
import type { Disagreement } from "#lib/rectification/statements.ts";
import type { NotPortable } from "./portable.ts";
import type { Signer } from "./signature/key.ts";

/** A stream of bytes that can be opened, chunked in any way. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

/** How much was hidden while records passed: by field, by the rule that hid it. Counted by whoever hides. */
export type HiddenCounts = Record<string, Record<string, number>>;

/** How one system of the frozen plan answered. */
export type SystemOutcome =
  | "found"
  | "nothing_held"
  /** It had not answered when the bundle was made; its part follows. */
  | "not_yet"
  /** A person looked, because no machine can, and found nothing. */
  | "asked_person_nothing"
  /** A person answered without data that could be put in: the reader is told, and whom to ask why. */
  | "not_included";

/** A file that belongs to a record (invoice, attachment). The name is generated: `[a-z0-9_-]{1,64}.ext`. */
export type FileSource = { fileName: string; mediaType: string; open: OpenBytes };

export type CollectionSource = {
  collection: Collection;
  /** How many lines `open` yields. The writer counts too, and refuses a difference. */
  rows: number;
  /**
   * Lines `<via>\t<json>\n`. Opened more than once, so it must start from the beginning each time. What is hidden on the
   * way is counted into `hidden`, where one is given.
   */
  open: ((hidden?: HiddenCounts) => AsyncIterable<Uint8Array>) | null;
  files: FileSource[];
  /** For portability: why nothing of it is taken along, or the labels of the fields that are not. */
  notPortable?: NotPortable;
  leftOut?: string[];
};

export type SystemSource = {
  system: System;
  outcome: SystemOutcome;
  /** In plain words, e.g. why it is missing and when it follows. */
  note: string | null;
  /** Masked identifiers that were searched for. */
  searchedFor: string[];
  /** The person's keys in this system: a line reached by any other key stops the build. */
  allowedKeys: ReadonlySet<string>;
  /** When its answer came. */
  collectedAt?: Date | null;
  collections: CollectionSource[];
  /** Names of the kinds of data here that the person did not ask for. */
  notAsked?: string[];
};

/** What a bundle and its letter are made from, apart from the letter itself. */
export type BundleFacts = {
  reference: string;
  right: Right;
  /** BCP 47 tag of the request's language. */
  language: string;
  /** The portal's origin, where the copy's links "this is wrong" and "delete this" lead; without it there are none. */
  portal?: string;
  /** The law's id in the rules, e.g. `EU_GDPR`. */
  regime: string;
  /** Whose data it is. */
  subjectName: string;
  /** To whom the letter is written, where somebody else asked for them. */
  addressee?: string;
  /** Civil date `YYYY-MM-DD`. */
  receivedDay: string;
  answeredAt: Date;
  company: Company;
  /** Every system of the frozen plan, in order, never one missing. */
  systems: SystemSource[];
  /** The days between which the person asked for data; null days: no bound. */
  span?: { from: string | null; until: string | null };
  /** What the person said when a correction was refused: it stands in later copies. */
  disagreements?: Disagreement[];
  /** Signs the bundle's manifest. */
  signer: Signer;
};

/** The decision letter in its three forms, the same words in each. */
export type Letter = { pdf: OpenBytes; html: string; text: string };

export type BundleSource = BundleFacts & { letter: Letter };
