import { type Choice, type Found, proposals, type Rule } from "./detect/rule.ts";
import type { Place } from "./hiding.ts";
import { groupToken, recordToken } from "./tokens.ts";

/** What seals a group: the request whose it is. */
export const groupContext = (requestId: string) => `redaction_group/${requestId}`;

/** Different things that are shown to staff; of the others it is told how many there are. */
const mostGroups = 2_000;
/** Places of one thing that are shown, and the letters around it. */
const mostPlaces = 12;
const around = 70;
const longestText = 400;

/** One place of a group: which record of a collection, and what stands around it. */
export type SeenPlace = {
  system: string;
  collection: string;
  field: string;
  /** Its number in the collection, from 1. */
  record: number;
  recordToken: string;
  before: string;
  text: string;
  after: string;
};

/** What of a group is kept under the request's key. */
export type Told = {
  text: string;
  reason: string;
  where: { system: string; collection: string; field: string; count: number }[];
  places: SeenPlace[];
};

export type SeenGroup = { rule: Rule; token: Buffer; proposal: Choice; count: number; told: Told };

/** Findings by what they are, one after another. */
export class Groups {
  /** Findings of things beyond those that are kept. */
  more = 0;
  readonly #groups = new Map<string, SeenGroup>();
  readonly #requestId: string;

  constructor(requestId: string) {
    this.#requestId = requestId;
  }

  all(): SeenGroup[] {
    return [...this.#groups.values()];
  }

  add(found: Found, place: Place & { record: number }, value: string): void {
    const key = `${found.rule} ${found.same}`;
    const group = this.#groups.get(key) ?? this.#new(key, found, value);
    if (group === null) {
      this.more += 1;
      return;
    }
    group.count += 1;
    const { system, collection, field, line, record } = place;
    const { where, places } = group.told;
    const same = where.find(
      (one) => one.system === system && one.collection === collection && one.field === field,
    );
    if (same) same.count += 1;
    else where.push({ system, collection, field, count: 1 });
    if (places.length >= mostPlaces) return;
    places.push({
      system,
      collection,
      field,
      record,
      recordToken: recordToken(this.#requestId, line).toString("hex"),
      before: value.slice(Math.max(0, found.start - around), found.start),
      text: value.slice(found.start, Math.min(found.end, found.start + longestText)),
      after: value.slice(found.end, found.end + around),
    });
  }

  #new(key: string, found: Found, value: string): SeenGroup | null {
    if (this.#groups.size >= mostGroups) return null;
    const group = {
      rule: found.rule,
      token: groupToken(this.#requestId, found),
      proposal: proposals[found.rule],
      count: 0,
      told: {
        text: value.slice(found.start, Math.min(found.end, found.start + longestText)),
        reason: found.reason,
        where: [],
        places: [],
      },
    };
    this.#groups.set(key, group);
    return group;
  }
}
