import { HabeasError } from "#lib/core/errors.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";

const newline = 10;
const tab = 9;

/** The key by which a line was reached. Neighbours nearly always share theirs, so its bytes are compared first. */
export class KnownKey {
  readonly #allowedKeys: ReadonlySet<string>;
  #known = Buffer.alloc(0);

  constructor(allowedKeys: ReadonlySet<string>) {
    this.#allowedKeys = allowedKeys;
  }

  /** Where the JSON of a line begins. Throws `conflict` for a key that is not one of the person's, or that is missing. */
  after(block: Buffer, start: number, end: number): number {
    const { length } = this.#known;
    if (length > 0 && start + length <= end && isSame(block, start, this.#known)) return start + length;
    const line = block.subarray(start, end);
    const at = line.indexOf(tab);
    if (at < 1 || !this.#allowedKeys.has(line.toString("utf8", 0, at))) {
      const why = "A record was reached by a key that is not this person's, so the bundle was not built.";
      throw new HabeasError("conflict", why);
    }
    this.#known = Buffer.from(line.subarray(0, at + 1));
    return start + at + 1;
  }
}

function isSame(block: Buffer, at: number, bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i += 1) if (block[at + i] !== bytes[i]) return false;
  return true;
}

/** The JSON texts of spool lines, in arrays of the lines that arrived together. Refuses as `KnownKey` does. */
export async function* jsonTexts(
  source: AsyncIterable<Uint8Array>,
  allowedKeys: ReadonlySet<string>,
): AsyncGenerator<string[]> {
  const via = new KnownKey(allowedKeys);
  for await (const block of wholeLines(source)) {
    const texts: string[] = [];
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf(newline, start);
      texts.push(block.toString("utf8", via.after(block, start, end), end));
      start = end + 1;
    }
    yield texts;
  }
}
