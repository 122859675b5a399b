/** What became of one file: its size and the SHA-256 of its bytes before packing, in hex. */
export type Packed = { bytes: number; sha256: string };

/** A file of the package while its bytes come in. Several may be open at once. */
export interface OpenFile {
  /** Waits where the place that it goes to asks for a pause. */
  write(bytes: Buffer): Promise<void>;
  end(): Promise<Packed>;
}

/** The files of one step. They stand in the package in the order in which they were begun. */
export interface StepFiles {
  /** `stored`: the bytes are packed already (a photograph, a zip), so they are not deflated again. */
  begin(path: string, options?: { stored?: boolean }): OpenFile;
  add(path: string, bytes: AsyncIterable<Uint8Array>, options?: { stored?: boolean }): Promise<Packed>;
}

/**
 * The package that a bundle becomes: one zip, made in steps. A step that ended before a crash is not done again: what it
 * wrote stands, and what it returned (plain JSON) is given back. The same steps give the same bytes, crash or not.
 */
export interface Package {
  step<T>(name: string, work: (files: StepFiles) => Promise<T>): Promise<T>;
  finish(): Promise<{ bytes: number; sha256: string }>;
}
