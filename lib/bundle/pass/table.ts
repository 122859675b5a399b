import { byteOrderMark, csvRow } from "#lib/core/csv.ts";
import type { WrittenFile } from "../written.ts";
import { appendRow } from "./cells.ts";
import { Growing } from "./growing.ts";
import type { Scanner } from "./scan.ts";
import type { OpenRecords, StepWriter } from "./step-writer.ts";

/** Spreadsheets end at 1,048,576 rows: more records go on in a further table. */
const mostRows = 1_000_000;
const piece = 256 * 1024;

/** The table of a collection: BOM, header of machine keys, a row a record; as many files as spreadsheets need. */
export class TableFiles {
  readonly #to: StepWriter;
  readonly #path: string;
  readonly #header: string;
  readonly #mostRows: number;
  readonly #out = new Growing(piece + 64 * 1024);
  readonly #written: WrittenFile[] = [];
  /** The table that is being written; null behind a full one, until a record comes. */
  #file: OpenRecords | null;
  #rows = 0;

  /** @param path without `.csv` */
  constructor(to: StepWriter, path: string, columns: readonly string[], most = mostRows) {
    this.#to = to;
    this.#path = path;
    this.#header = byteOrderMark + csvRow(columns);
    this.#mostRows = most;
    this.#file = this.#next();
  }

  /** Appends a record; `flush` before the next when it says so. */
  row(json: Buffer, scanned: Scanner): boolean {
    this.#file ??= this.#next();
    appendRow(this.#out, json, scanned);
    this.#rows += 1;
    return this.#out.at >= piece || this.#rows === this.#mostRows;
  }

  async flush(): Promise<void> {
    if (this.#file === null) return;
    await this.#file.write(this.#out.filled);
    this.#out.clear();
    if (this.#rows < this.#mostRows) return;
    this.#written.push(await this.#file.end(this.#rows));
    this.#rows = 0;
    this.#file = null;
  }

  async end(): Promise<WrittenFile[]> {
    await this.flush();
    if (this.#file !== null) this.#written.push(await this.#file.end(this.#rows));
    return this.#written;
  }

  #next(): OpenRecords {
    const n = this.#written.length + 1;
    this.#out.text(this.#header);
    return this.#to.begin(`${this.#path}${n === 1 ? "" : `-${n}`}.csv`, "table");
  }
}
