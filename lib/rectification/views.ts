import type { Fact } from "#connectors/language/field.ts";
import type { CellCounts } from "#drizzle/schema/rectification.ts";
import type { Agreement, Definition } from "#lib/fanout/snapshot/merge.ts";
import type { RefusalGround } from "#lib/law/duties/grounds.ts";
import type { Right } from "#lib/law/rights.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import type { Circumstance } from "./circumstances.ts";

/** One place where a value stands, and whether it may be changed there on request. */
export type Place = {
  systemId: string;
  system: string;
  collection: string;
  collectionLabel: string;
  /** As the map names it: system.collection.field names it whole. */
  field: string;
  fieldLabel: string;
  /** write: by machine · person: its owner does · never: not on request, `why` says why. */
  may: "write" | "person" | "never";
  why: string | null;
  /** True where people are found by it: changing it asks for two approvals. */
  identifies: boolean;
};

export type FactValue = {
  text: string;
  /** Other ways in which it is written. */
  otherwise: string[];
  places: Place[];
};

export type FactView = {
  fact: Fact;
  agreement: Agreement;
  values: FactValue[];
  more: number;
  /** Places that hold it and are never changed on request; what stands there is not read. */
  kept: Place[];
};

/** What the systems say of the person's facts, and which systems could not be read. */
export type FactsView = {
  groups: { definition: Definition; facts: FactView[] }[];
  /** Systems whose values nobody has read by machine: their owners are asked. */
  unread: { systemId: string; title: string }[];
  /** True where there was more than is shown. */
  cut: boolean;
  /** When the oldest of it was read; null where nothing was. */
  readAt: Date | null;
};

/** A value in parts: by fact, so that an address or a name is whole; `value` for a field that tells no fact. */
export type Parts = Partial<Record<Fact | "value", string>>;

export type CorrectionState = "asked" | "granted" | "refused" | "done" | "withdrawn";

export type CorrectionView = {
  id: string;
  number: number;
  fact: Fact | null;
  /** system.collection.field, where it is about one field only. */
  field: string | null;
  /** The field's label with its system, or null for a fact. */
  fieldLabel: string | null;
  /** What is wrong: each is one way in which it stands somewhere. */
  wrong: Parts[];
  wanted: Parts | null;
  /** The system that is said to be right, where no value was given. */
  right: { systemId: string; title: string } | null;
  explanation: string;
  state: CorrectionState;
  addedBy: "person" | "staff";
  addedAt: Date;
  documents: { id: string; mediaType: string; addedAt: Date }[];
  decision: {
    granted: boolean;
    ground: RefusalGround | null;
    groundName: string | null;
    articles: { law: string; cite: string }[];
    reason: string;
    /** For staff only: empty for the person. */
    weighed: Circumstance[];
    ownDocuments: string;
    at: Date | null;
  } | null;
  /** The person's statement that they disagree. */
  statement: { text: string; at: Date } | null;
};

export type CellState =
  | "planned"
  | "changed"
  | "already"
  | "conflict"
  | "refused"
  | "gone"
  | "by_hand"
  | "left";

export type CellView = {
  id: string;
  correction: number;
  rowNo: number;
  /** Null where nobody could read the system: its owner is told the fact. */
  collectionLabel: string | null;
  fieldLabel: string | null;
  fact: Fact | null;
  /** Null where it holds nothing, or where the reader may not see it (`shown` is false then). */
  before: string | null;
  wanted: string | null;
  shown: boolean;
  state: CellState;
  why: string | null;
  identifies: boolean;
  derived: boolean;
  disputed: boolean;
  /** What the system's owner said of what people must do. */
  hand: "asked" | "done" | "cannot" | null;
  note: string | null;
  reads: "wanted" | "before" | "other" | "gone" | null;
  changedAt: Date | null;
};

export type RectificationOutcome =
  | "corrected"
  | "partly"
  | "refused"
  | "by_hand"
  | "nothing_to_correct"
  | "dropped";

export type PlanSystemView = {
  id: string;
  systemId: string;
  title: string;
  state: "planning" | "planned" | "running" | "by_hand" | "stopped" | "trouble" | "done" | "dropped";
  cells: CellView[];
  counts: CellCounts | null;
  /** Short transactions that have written evidence. */
  entries: number;
  /** The re-query: values that are not as they should be; null before it. */
  differing: number | null;
  provenAt: Date | null;
  outcome: RectificationOutcome | null;
  troubleCode: string | null;
  trouble: string | null;
  receipt: { body: string; signature: string; keyId: string } | null;
};

export type RectificationView = {
  id: string;
  number: number;
  state: "planning" | "proposed" | "acting" | "done" | "dropped";
  kind: "correct" | "undo";
  hash: string | null;
  totals: CellCounts | null;
  /** True where somebody is found by what changes: then two people approve. */
  identifies: boolean;
  approvals: { by: string; at: Date }[];
  madeBy: string;
  madeAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  systems: PlanSystemView[];
};

/** Everything that the desk's page about a request to correct shows. */
export type RectificationDesk = {
  reference: string;
  right: Right;
  status: RequestStatus;
  person: string;
  /** What the person typed when they asked. */
  said: { wrong: string; correct: string };
  facts: FactsView;
  corrections: CorrectionView[];
  /** Grounds on which the laws that govern let a correction be refused. */
  grounds: { ground: RefusalGround; name: string; conditions: string[]; cites: string[] }[];
  plan: RectificationView | null;
  /** Earlier plans, newest first. */
  earlier: RectificationView[];
  madeBy: string;
  approvedBy: string[];
  /** True where this reader has approved the plan. */
  mine: boolean;
  /** Titles of the systems that are still asked; the plan waits for them. */
  stillAsked: string[];
  /** What the letter says was done, line by line: it goes out by itself, or into a decision in part. */
  answer: string[];
  /** While accuracy is contested the person can have the data restricted (Art. 18(1)(a) GDPR). */
  suggestsRestriction: boolean;
  may: {
    add: boolean;
    decide: boolean;
    plan: boolean;
    approve: boolean;
    work: boolean;
    undo: boolean;
    see: boolean;
  };
};

/** What the person sees of it, in plain words; values only of their own data. */
export type PersonRectification = {
  facts: FactsView;
  corrections: CorrectionView[];
  /** What was done, per system and in the order of the map; empty before something was proven. */
  done: {
    title: string;
    outcome: RectificationOutcome;
    changes: {
      label: string;
      fact: Fact | null;
      before: string | null;
      wanted: string | null;
      state: CellState;
    }[];
  }[];
  suggestsRestriction: boolean;
  may: { add: boolean; withdraw: boolean; state: boolean };
};

/** What a system's owner sees behind their link. */
export type CorrectionTask = {
  systemTitle: string;
  companyName: string;
  title: string;
  text: string;
  dueDay: string;
  state: "open" | "answered" | "expired";
  /** By what the person is found there; empty once answered. */
  about: { kind: string; value: string }[];
  items: {
    id: string;
    what: string;
    where: string | null;
    before: string | null;
    wanted: string | null;
    why: string | null;
  }[];
};

/** What an owner answers for each item: done, or why it cannot be done. */
export type CorrectionTaskAnswer = { items: { id: string; answer: "done" | "cannot"; note: string }[] };
