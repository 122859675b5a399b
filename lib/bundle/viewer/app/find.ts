import type { ViewerCollection } from "../shape.ts";
import { type Haystack, haystackOf, search, wordsOf } from "./haystack.ts";
import type { House } from "./house.ts";
import { momentOf } from "./moment.ts";
import type { Shards } from "./shards.ts";

/** What is looked for; a position of -1 is any. `year`: null for any, 0 for records without a date. */
export type Wanted = {
  query: string;
  collection: number;
  system: number;
  year: number | null;
  /** In order of time over all systems, instead of system by system. */
  inOrder: boolean;
};

/** Records found, by their number over all records. */
export type Found = { total: number; at(i: number): number; unread: string[]; capped: boolean };

export type Progress = (found: number, done: number, all: number) => void;

/** Records found that can be opened: beyond them only the count goes on. */
export const openable = 200_000;
/** Text of shards that stays in memory between two searches, in bytes. */
const keptBytes = 20_000_000;
const pauseAfterMs = 40;

/** Looks through the records: nothing is read where the question is only which collections. */
export class Finder {
  readonly #house: House;
  readonly #shards: Shards;
  readonly #hays = new Map<string, Haystack>();
  #bytes = 0;

  constructor(house: House, shards: Shards) {
    this.#house = house;
    this.#shards = shards;
  }

  async find(wanted: Wanted, stop: AbortSignal, progress: Progress): Promise<Found> {
    const positions = this.#positions(wanted);
    const words = wordsOf(wanted.query);
    if (words.length === 0 && wanted.year === null) return whole(this.#house, positions);
    const hits: number[] = [];
    const unread: string[] = [];
    const all = positions.reduce((sum, position) => sum + this.#house.collection(position).rows, 0);
    let total = 0;
    let done = 0;
    let paused = performance.now();
    for (const position of positions) {
      const collection = this.#house.collection(position);
      let start = this.#house.start(position);
      for (const [n, rows] of collection.shards.entries()) {
        if (stop.aborted) return listed(hits, total, unread);
        const hay = await this.#hay(collection, n);
        if (hay === null) unread.push(collection.csv ?? collection.label);
        else {
          search(hay, words, wanted.year, (row) => {
            total += 1;
            if (hits.length < openable) hits.push(start + row);
          });
        }
        start += rows;
        done += rows;
        if (performance.now() - paused > pauseAfterMs) {
          progress(total, done, all);
          await new Promise((settle) => setTimeout(settle));
          paused = performance.now();
        }
      }
    }
    progress(total, done, all);
    return listed(wanted.inOrder ? await this.#inOrder(hits) : hits, total, unread);
  }

  /** The collections that can hold what is wanted. */
  #positions({ collection, system, year }: Wanted): number[] {
    return this.#house.index.collections.flatMap((one, position) => {
      const fits =
        (collection < 0 || collection === position) &&
        (system < 0 || one.system === system) &&
        (year === null || year === 0 || one.years.some(([known]) => Number(known) === year));
      return fits && one.rows > 0 ? [position] : [];
    });
  }

  async #hay(collection: ViewerCollection, n: number): Promise<Haystack | null> {
    const key = `${collection.number}-${n}`;
    const known = this.#hays.get(key);
    if (known) return known;
    const rows = await this.#shards.rows(collection, n, false);
    if (rows === null) return null;
    const hay = haystackOf(rows, collection.occurred);
    if (this.#bytes + hay.bytes <= keptBytes) {
      this.#hays.set(key, hay);
      this.#bytes += hay.bytes;
    }
    return hay;
  }

  /** Sorts by the moment that the records name; those of one moment stay as they stood. */
  async #inOrder(hits: readonly number[]): Promise<number[]> {
    const times = new Map<number, number>();
    for (const hit of hits) {
      const { position, row } = this.#house.place(hit);
      const collection = this.#house.collection(position);
      const { shard, within } = shardOf(collection, row);
      const said = (await this.#shards.rows(collection, shard))?.[within]?.[collection.occurred];
      const moment = typeof said === "string" ? momentOf(said) : null;
      times.set(hit, moment?.instant ?? Number.POSITIVE_INFINITY);
    }
    const key = (hit: number) => times.get(hit) ?? Number.POSITIVE_INFINITY;
    return [...hits].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
  }
}

/** In which shard a collection's row lies, and where in it. */
export function shardOf(collection: ViewerCollection, row: number): { shard: number; within: number } {
  let shard = 0;
  let within = row;
  while (within >= (collection.shards[shard] ?? Number.POSITIVE_INFINITY)) {
    within -= collection.shards[shard] ?? 0;
    shard += 1;
  }
  return { shard, within };
}

function whole(house: House, positions: readonly number[]): Found {
  const sizes = positions.map((position) => house.collection(position).rows);
  return {
    total: sizes.reduce((sum, size) => sum + size, 0),
    unread: [],
    capped: false,
    at(i) {
      let left = i;
      let which = 0;
      while (which < sizes.length - 1 && left >= (sizes[which] ?? 0)) {
        left -= sizes[which] ?? 0;
        which += 1;
      }
      return house.start(positions[which] ?? 0) + left;
    },
  };
}

function listed(hits: readonly number[], total: number, unread: readonly string[]): Found {
  return {
    total,
    at: (i) => hits[i] ?? 0,
    unread: [...new Set(unread)],
    capped: total > hits.length,
  };
}
