import type { WrittenFile } from "../written.ts";
import type { OpenFile, StepFiles } from "../zip/package.ts";

type Kind = WrittenFile["kind"];

/** A file while records are written into it; its end says how many. */
export type OpenRecords = Pick<OpenFile, "write"> & { end(rows: number): Promise<WrittenFile> };

/** Writes the files of one step and remembers what it wrote, in the order in which they were begun. */
export class StepWriter {
  readonly #files: StepFiles;
  readonly #written: (WrittenFile | null)[] = [];

  constructor(files: StepFiles) {
    this.#files = files;
  }

  /** What was written, once all that was begun has ended. */
  get written(): WrittenFile[] {
    return this.#written.filter((file) => file !== null);
  }

  async text(path: string, kind: Kind, text: string): Promise<WrittenFile> {
    return this.add(path, kind, once(text));
  }

  async add(
    path: string,
    kind: Kind,
    bytes: AsyncIterable<Uint8Array>,
    options?: { stored?: boolean },
  ): Promise<WrittenFile> {
    const slot = this.#written.push(null) - 1;
    const packed = await this.#files.add(path, bytes, options);
    return this.#keep(slot, { path, kind, ...packed });
  }

  begin(path: string, kind: Kind): OpenRecords {
    const slot = this.#written.push(null) - 1;
    const file = this.#files.begin(path);
    return {
      write: (bytes) => file.write(bytes),
      end: async (rows) => this.#keep(slot, { path, kind, rows, ...(await file.end()) }),
    };
  }

  #keep(slot: number, file: WrittenFile): WrittenFile {
    this.#written[slot] = file;
    return file;
  }
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
