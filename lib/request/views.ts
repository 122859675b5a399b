import type { ClockKind, ClockState } from "#lib/clock/clock.ts";
import type { Day } from "#lib/core/day.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { BuildProgress } from "#lib/request/build-progress.ts";
import type { RequestStatus } from "#lib/request/moves.ts";

/** What one system has answered so far, in the words both sides share. */
export type SystemProgress = {
  taskId: string;
  systemId: string;
  title: string;
  state:
    | "waiting"
    | "asking"
    | "found"
    | "nothing_held"
    | "waiting_for_person"
    | "trouble"
    | "needs_decision"
    | "done"
    | "refused";
  records: number;
  files: number;
  /** Set for `trouble`: the cause in plain words without personal data, and when it is tried again. */
  cause: string | null;
  nextTryAt: Date | null;
  /** Set for `waiting_for_person`: since when somebody has been asked. */
  askedAt: Date | null;
  answeredAt: Date | null;
  attempts: number;
  /** True where somebody was reached by likeness that nobody has confirmed. */
  onlyAlike: boolean;
};

/** One step of a derivation in plain words, and where it stands. */
export type Derived = { sentence: string; source: { cite: string; url: string | null } | null };

/** Civil dates (`YYYY-MM-DD`, controller's place) and the steps by which they were derived. */
export type Deadline = {
  receivedDay: Day;
  /** While the clock waits for the person (`state`) these are the earliest they can be. */
  legalDue: Day;
  safeDue: Day;
  today: Day;
  /** paused or not_started: an answer of the person is missing. withdrawn: it counts as taken back. */
  state: "running" | "paused" | "not_started" | "withdrawn";
  /** While it waits: the lawful last day if they answered today. */
  ifAnsweredToday: Day | null;
  pauses: { from: Day; to: Day | null; about: "identity" | "clarification" }[];
  /** The first safe day, where the person was told that it takes longer. */
  firstDue: Day | null;
  extension: { sent: Day; reason: ExtensionReason } | null;
  /** Internal targets, for the desk. */
  targets: Day[];
  /** When it will probably be answered, for the desk; null where nobody can tell. */
  forecast: Day | null;
  /** The law that leads, in the version of the day of receipt: `EU_GDPR@1`. */
  ruleVersion: string;
  derivation: Derived[];
  /** Every clock of every law that governs. */
  clocks: ClockView[];
  /** Usual span in days from closed requests of this right, once at least 20 exist. */
  usual: { from: number; to: number } | null;
};

export type ClockView = {
  law: string;
  kind: ClockKind;
  state: ClockState;
  legalDue: Day | null;
  safeDue: Day | null;
  actBy: Day | null;
  metOn: Day | null;
  late: boolean;
  steps: Derived[];
  warnings: string[];
};

export type TimelineEntry = { at: Date; kind: string; sentence: string; by: string };

/** The same for the desk, with its place in the audit log. */
export type DeskEntry = TimelineEntry & {
  /** Number in the request's chain, from 1, and the link of the chain in hexadecimal. */
  position: number;
  hash: string;
  /** What the entry leads to on the request's page: `#message-3`; null where nothing more is to be read. */
  anchor: string | null;
};

/**
 * A personal value as the desk shows it: masked, and in full only for who had it revealed within the last minute.
 * `field`: by what it is asked for; empty where nothing of it is masked.
 */
export type Masked = { field: string; masked: string; shown: string | null };

/** The person's page. No internal ids, notes or staff names beyond what is meant for them. */
export type Tracking = {
  reference: string;
  right: Right;
  status: RequestStatus;
  receivedAt: Date;
  language: string;
  /** Masked, e.g. `m•••@example.com`. */
  contact: string;
  proven: boolean;
  provenAt: Date | null;
  deadline: Deadline;
  systems: SystemProgress[];
  timeline: TimelineEntry[];
  bundle: BundleView | null;
  mayCancel: boolean;
};

export type BundleView = {
  number: number;
  state: "preparing" | "ready" | "expired";
  /** For the desk only: why it could not be built at the last try, and when it is tried again. */
  trouble: string | null;
  nextTryAt: Date | null;
  /** How far it is while it is put together; null before the first step and afterwards. */
  progress: BuildProgress | null;
  /** True where a system had not answered when it was released: the rest follows. */
  partial: boolean;
  bytes: number;
  files: number;
  sha256: string;
  readyAt: Date | null;
  expiresAt: Date | null;
  downloads: number;
  contents: { systemId: string; title: string; records: number; files: number }[];
};

/** The desk's request page. */
export type RequestFile = {
  reference: string;
  version: number;
  /** The brand under which it was asked, by name; null: the company itself. */
  brand: string | null;
  right: Right;
  regime: string;
  status: RequestStatus;
  receivedAt: Date;
  deadline: Deadline;
  person: {
    /** Initials only for a role that may not see what was found. */
    name: string;
    email: Masked;
    others: Masked | null;
    place: string;
    /** The country that we had guessed from the browser's language, where the person chose another one. */
    placeGuessed: string | null;
    details: Masked | null;
  };
  proof: { how: string; at: Date } | null;
  identifiers: { kind: string; value: Masked; origin: "proven" | "claimed" | "found"; path: string[] }[];
  systems: (SystemProgress & {
    /** Who answers for it in the company. */
    owner: string;
    collections: { name: string; label: string; records: number; files: number }[];
  })[];
  /** Acts that people must do or answer: owners by magic link, staff at the desk. */
  humanTasks: HumanTaskView[];
  sharedIdentifiers: {
    id: string;
    taskId: string;
    kind: string;
    masked: string;
    keys: string[];
    title: string;
  }[];
  timeline: DeskEntry[];
  bundles: BundleView[];
  owner: { name: string; initials: string } | null;
  may: { release: boolean; releasePartly: boolean; cancel: boolean; assign: boolean; reveal: boolean };
  /** What still blocks the release, in words; empty when nothing does. */
  blocking: string[];
};

export type HumanTaskView = {
  id: string;
  systemTitle: string;
  askedOf: "owner" | "desk";
  title: string;
  text: string;
  dueDay: string;
  state: "open" | "opened" | "answered";
  answer: string | null;
  /** What staff may record of it by hand; empty where it is an owner's to answer. */
  outcomes: readonly ("done" | "nothing_held" | "refused")[];
  /** True where somebody else can be asked instead. */
  mayAskAnother: boolean;
};
