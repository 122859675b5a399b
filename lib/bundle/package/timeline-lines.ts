import { csvCell } from "#lib/core/csv.ts";

/** Where dated records lie: the system and kind as a person reads them, and the file. */
export type TimelineSource = { system: string; kind: string; file: string };

const pieceBytes = 65_536;
const secondsOfDay = 86_400;
const zero = 48;
const quote = 34;
const lineEnd = Buffer.from('"\r\n');

/** Lines of about/timeline.csv as bytes: a million of them take as long as a few thousand dates made one by one. */
export class TimelineLines {
  /** What stands between the moment and the row, for each source. */
  readonly #middles: Buffer[];
  readonly #out: Buffer;
  readonly #date = Buffer.alloc(10);
  #day = Number.NaN;
  #at = 0;

  constructor(sources: readonly TimelineSource[]) {
    this.#middles = sources.map((one) =>
      Buffer.from(`",${[one.system, one.kind, one.file].map(csvCell).join(",")},"`),
    );
    const longest = this.#middles.reduce((most, { length }) => Math.max(most, length), 0);
    this.#out = Buffer.alloc(pieceBytes + longest + 64);
  }

  /** True when the lines are to be taken before the next is added. */
  get full(): boolean {
    return this.#at >= pieceBytes;
  }

  /** The lines since the last call. */
  taken(): Buffer {
    const lines = Buffer.from(this.#out.subarray(0, this.#at));
    this.#at = 0;
    return lines;
  }

  /** @param source its position among the sources */
  add(seconds: number, source: number, row: number): void {
    this.#out[this.#at++] = quote;
    this.#moment(seconds);
    this.#at += this.#middles[source]?.copy(this.#out, this.#at) ?? 0;
    this.#at += this.#out.write(String(row), this.#at, "latin1");
    this.#at += lineEnd.copy(this.#out, this.#at);
  }

  /** ISO 8601 in UTC; a day alone where it is its first second, because the source may have named no time. */
  #moment(seconds: number): void {
    const day = Math.floor(seconds / secondsOfDay);
    if (day !== this.#day) {
      this.#day = day;
      this.#date.write(new Date(day * secondsOfDay * 1000).toISOString().slice(0, 10));
    }
    this.#at += this.#date.copy(this.#out, this.#at);
    const second = seconds - day * secondsOfDay;
    if (second === 0) return;
    this.#pair("T", Math.floor(second / 3600));
    this.#pair(":", Math.floor(second / 60) % 60);
    this.#pair(":", second % 60);
    this.#out[this.#at++] = 90;
  }

  #pair(before: string, value: number): void {
    this.#out[this.#at++] = before.charCodeAt(0);
    this.#out[this.#at++] = zero + Math.floor(value / 10);
    this.#out[this.#at++] = zero + (value % 10);
  }
}
