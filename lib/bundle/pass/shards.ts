import type { Shard } from "../written.ts";
import { Growing } from "./growing.ts";
import type { Scanner } from "./scan.ts";
import { appendScriptRow } from "./script-rows.ts";
import type { StepWriter } from "./step-writer.ts";

const mostRows = 2_000;
const mostBytes = 512 * 1000;

/** The viewer's data of one collection: scripts `__d(C,N,[[…],[…]])` of at most 2,000 records or 512 kB. */
export class ShardFiles {
  readonly #to: StepWriter;
  readonly #number: number;
  readonly #rows = new Growing(mostBytes + 64 * 1024);
  /** The shard that is packed while the next is filled. */
  #pending: Promise<Shard> | null = null;
  readonly #written: Shard[] = [];
  #begun = 0;
  #count = 0;
  /** Where the last record begins that no longer fits. */
  #over = -1;

  /** @param number of the collection in the viewer's index */
  constructor(to: StepWriter, number: number) {
    this.#to = to;
    this.#number = number;
  }

  /** Appends a record; `flush` before the next when it says so. */
  row(json: Buffer, scanned: Scanner): boolean {
    const mark = this.#rows.at;
    if (this.#count > 0) this.#rows.text(",\n");
    appendScriptRow(this.#rows, json, scanned);
    if (this.#count > 0 && this.#rows.at > mostBytes) this.#over = mark;
    else this.#count += 1;
    return this.#over >= 0 || this.#count === mostRows || this.#rows.at > mostBytes;
  }

  async flush(): Promise<void> {
    if (this.#count === 0) return;
    const { filled } = this.#rows;
    const whole = this.#over < 0 ? filled : filled.subarray(0, this.#over);
    // Without the comma and line end between it and the record before.
    const carried = this.#over < 0 ? null : Buffer.from(filled.subarray(this.#over + 2));
    await this.#write(whole);
    this.#rows.clear();
    this.#count = 0;
    this.#over = -1;
    if (carried === null) return;
    this.#rows.copy(carried, 0, carried.length);
    this.#count = 1;
    if (carried.length > mostBytes) await this.flush();
  }

  async end(): Promise<Shard[]> {
    await this.flush();
    await this.#settle();
    return this.#written;
  }

  async #write(rows: Buffer): Promise<void> {
    await this.#settle();
    this.#begun += 1;
    const name = `${String(this.#number).padStart(2, "0")}-${String(this.#begun).padStart(4, "0")}`;
    const file = this.#to.begin(`viewer/data/${name}.js`, "viewer");
    await file.write(Buffer.from(`__d(${this.#number},${this.#begun},[\n`));
    await file.write(rows);
    await file.write(Buffer.from("\n]);\n"));
    const count = this.#count;
    const ended = file.end(count).then(({ path, bytes }) => ({ path, rows: count, bytes }));
    // Seen here so that a failure is not "unhandled" until it is awaited.
    ended.catch(() => undefined);
    this.#pending = ended;
  }

  async #settle(): Promise<void> {
    if (this.#pending !== null) this.#written.push(await this.#pending);
    this.#pending = null;
  }
}
