import { byteOrderMark, csvRow } from "#lib/core/csv.ts";
import { TimelineLines, type TimelineSource } from "./timeline-lines.ts";

/** The columns of about/timeline.csv: where in the file of a kind a dated record stands. */
export const timelineColumns = ["when", "system", "kind", "file", "row"];

/** Dated events that about/timeline.csv holds; of more, the newest. */
const mostEvents = 1_000_000;
/** Events above that number that are let in before the oldest are thrown out together. */
const slack = 131_072;
const secondsBefore1970 = 2 ** 33;
const rowBits = 2 ** 30;
const lowFirst = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/**
 * Moments of records of all systems, merged into the order of time. Eight bytes an event: 34 bits of seconds (from
 * the year 1697 to 2242) and 30 bits of a running number over all sources, so that sorting needs no comparing by us.
 */
export class Timeline {
  readonly #most: number;
  readonly #sources: (TimelineSource & { first: number })[] = [];
  #events = new BigUint64Array(1024);
  #halves = new Uint32Array(this.#events.buffer);
  #count = 0;
  #numbered = 0;
  leftOut = 0;

  constructor(most = mostEvents) {
    this.#most = most;
  }

  /** How many events the file will hold. */
  get events(): number {
    return Math.min(this.#count, this.#most);
  }

  /**
   * Begins the next file of records, of so many rows. The function that comes back takes the moment of a record in seconds
   * since 1970 and its row, counted from 1; call it until the next source begins. A moment out of range is left out.
   */
  source(source: TimelineSource, rows: number): (epochSeconds: number, row: number) => void {
    const first = this.#numbered;
    this.#sources.push({ ...source, first });
    this.#numbered += rows + 1;
    return (epochSeconds, row) => this.#add(Math.floor(epochSeconds) + secondsBefore1970, first + row);
  }

  /** The file's bytes: oldest first, as CSV with the columns when, system, kind, file, row. */
  async *csv(): AsyncGenerator<Buffer> {
    this.#keepNewest();
    yield Buffer.from(byteOrderMark + csvRow(timelineColumns));
    const lines = new TimelineLines(this.#sources);
    for (let i = 0; i < this.#count; i += 1) {
      const first = this.#halves[2 * i] ?? 0;
      const second = this.#halves[2 * i + 1] ?? 0;
      const low = lowFirst ? first : second;
      const high = lowFirst ? second : first;
      const number = low % rowBits;
      const source = this.#sourceOf(number);
      const row = number - (this.#sources[source]?.first ?? 0);
      lines.add(high * 4 + Math.floor(low / rowBits) - secondsBefore1970, source, row);
      if (lines.full) yield lines.taken();
    }
    yield lines.taken();
  }

  #add(seconds: number, number: number): void {
    if (!(seconds >= 0 && seconds < 2 ** 34) || number >= rowBits) {
      this.leftOut += 1;
      return;
    }
    if (this.#count === this.#most + slack) this.#keepNewest();
    if (this.#count === this.#events.length) this.#grow();
    const high = Math.floor(seconds / 4);
    const low = (seconds % 4) * rowBits + number;
    this.#halves[2 * this.#count] = lowFirst ? low : high;
    this.#halves[2 * this.#count + 1] = lowFirst ? high : low;
    this.#count += 1;
  }

  #grow(): void {
    const larger = new BigUint64Array(Math.min(this.#events.length * 2, this.#most + slack));
    larger.set(this.#events);
    this.#events = larger;
    this.#halves = new Uint32Array(larger.buffer);
  }

  #keepNewest(): void {
    this.#events.subarray(0, this.#count).sort();
    const over = this.#count - this.#most;
    if (over <= 0) return;
    this.#events.copyWithin(0, over, this.#count);
    this.#count = this.#most;
    this.leftOut += over;
  }

  /** Position of the source that a running number belongs to: the last that begins at or before it. */
  #sourceOf(number: number): number {
    let low = 0;
    let high = this.#sources.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#sources[middle]?.first ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
