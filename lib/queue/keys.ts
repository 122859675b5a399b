import { rights } from "#lib/law/rights.ts";
import { staffChannels } from "#lib/request/channels.ts";
import { requestStatuses } from "#lib/request/moves.ts";

/** What can stand before the colon of a term, in the order in which it is proposed. Safe in a browser. */
export const queueKeys = [
  "is",
  "due",
  "right",
  "law",
  "owner",
  "system",
  "state",
  "stage",
  "tag",
  "received",
  "ended",
  "outcome",
  "ground",
  "channel",
  "agent",
  "brand",
  "place",
  "who",
  "sort",
  "group",
] as const;
export type QueueKey = (typeof queueKeys)[number];

/** Each key in words: what it asks for. */
export const keyWords: Readonly<Record<QueueKey, string>> = {
  is: "What kind of request it is now",
  due: "Its safe due day",
  right: "The right that is asked for",
  law: "The law that leads",
  owner: "Who works on it",
  system: "A system on its plan",
  state: "How a system on its plan stands",
  stage: "Its stage",
  tag: "A tag it has",
  received: "The day it came",
  ended: "The day it was answered or ended",
  outcome: "What became of it",
  ground: "A ground on which it was refused, whole or in part",
  channel: "How it reached us",
  agent: "Whether somebody asks for another",
  brand: "The brand it was asked under",
  place: "Where the person lives",
  who: "A person, by name or mail address",
  sort: "The order of the list",
  group: "The groups of the list",
};

/** What `is:` can say, each with its words. */
export const isWords = {
  open: "not answered yet",
  done: "answered, or ended otherwise",
  overdue: "open and past its safe due day",
  late: "answered or ended after its legal day",
  new: "open, proven, and nobody has taken it up",
  waiting_person: "waits for somebody outside",
  waiting_system: "waits for a system",
  review: "wants a look before it is released",
  approval: "wants a second person",
  snoozed: "put off until a later day",
  paused: "its clock waits for the person",
  at_risk: "forecast to be late",
  spam: "marked as spam",
  hidden: "something in it is hidden",
  reopened: "was over, and taken up again as another",
} as const;
export type IsValue = keyof typeof isWords;

/** How a system on the plan can stand, each with its words. */
export const stateWords = {
  asked: "was asked",
  troubled: "had trouble on the way",
  failed: "has trouble",
  waiting: "not asked yet",
  asking: "is being asked",
  found: "found data",
  nothing: "holds nothing",
  person: "its owner was asked",
  decision: "wants a decision",
  refused: "will not do it",
  done: "is done",
} as const;
export type StateValue = keyof typeof stateWords;

/** What a request can come to, as its record says. */
const outcomes = ["complied", "complied_partly", "denied", "not_held", "withdrawn", "lapsed"] as const;

export const sortOrders = ["due", "-due", "received", "-received"] as const;
export type SortOrder = (typeof sortOrders)[number];

export const groupings = ["week", "right", "law", "owner", "stage", "none"] as const;
export type Grouping = (typeof groupings)[number];

/** The keys whose values are known to everybody; the others depend on the house. */
export const closedValues: Readonly<Partial<Record<QueueKey, readonly string[]>>> = {
  is: Object.keys(isWords),
  right: rights,
  state: Object.keys(stateWords),
  stage: requestStatuses,
  outcome: outcomes,
  channel: ["portal", "command_line", "signal", ...staffChannels],
  agent: ["yes", "no"],
  sort: sortOrders,
  group: groupings,
};

/** Other words for a closed value, as people type them. */
const alias: Readonly<Partial<Record<QueueKey, Readonly<Record<string, string>>>>> = {
  is: {
    late_now: "overdue",

    person: "waiting_person",
    system: "waiting_system",
    risk: "at_risk",
  },
  right: {
    delete: "erasure",
    erase: "erasure",
    deletion: "erasure",
    see: "access",
    correct: "rectification",
    correction: "rectification",
    move: "portability",
    limit: "limit_sensitive",
    optout: "opt_out",
    object: "objection",
    restrict: "restriction",
  },
  state: { error: "failed", trouble: "failed", nothing_held: "nothing", owner: "person" },
  channel: { mail: "email", web: "portal", letter: "post" },
  agent: { true: "yes", false: "no" },
};

/** A closed value as it is kept: `Delete` is `erasure`, `waiting-person` is `waiting_person`. Null where it is none. */
export function closedValue(key: QueueKey, typed: string): string | null {
  const values = closedValues[key];
  if (!values) return typed;
  const negative = typed.startsWith("-") ? "-" : "";
  const plain = negative + typed.slice(negative.length).toLowerCase().replaceAll("-", "_");
  const meant = alias[key]?.[plain] ?? plain;
  return values.includes(meant) ? meant : null;
}
