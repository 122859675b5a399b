import type { Collection } from "#connectors/collection.ts";
import type { Mention } from "#connectors/erase.ts";
import { isObject, textOf } from "#connectors/json.ts";
import { wholeIn } from "#connectors/whole-words.ts";
import { failureOf } from "../folder.ts";
import { parquetColumns } from "../parquet.ts";
import { guessedPattern, patternOf } from "../pattern.ts";
import type { OpenFile, Place, StoredFile } from "../place.ts";
import { type Format, formatByName, formatOf, ofFormat, patternIn } from "../reader.ts";
import type { FilesSettings } from "../settings.ts";
import { bytesOf } from "../source.ts";

const longestWindow = 4096;

type Scan = { collections: readonly Collection[]; settings: FilesSettings; signal: AbortSignal };

/** Where values stand in any file of the place, whether the map knows it or not. */
export async function mentionsIn(place: Place, scan: Scan, values: readonly string[]): Promise<Mention[]> {
  const holds = wholeIn(values);
  if (holds === null) return [];
  const found = new Map<string, Mention>();
  const note = (table: string, column: string) => {
    const name = JSON.stringify([table, column]);
    const known = found.get(name) ?? { table, column, rows: 0 };
    found.set(name, { ...known, rows: known.rows + 1 });
  };
  for (const stored of await place.every()) {
    const mapped = scan.collections.find((one) => {
      const pattern = patternIn(one);
      return pattern !== undefined && patternOf(pattern, one.name).fits(stored.name);
    });
    const shown = withoutNames(stored.name, holds);
    const table = mapped === undefined ? guessedPattern(shown) : (mapped.table ?? mapped.name);
    if (shown !== stored.name) note(table, "the file's name");
    const file = await stored.open();
    try {
      await mentionsOf(stored, file, mapped, scan, holds, (column) => note(table, column));
      await file.verify(true);
    } catch (error) {
      throw failureOf(error);
    } finally {
      await file.close();
    }
  }
  return [...found.values()];
}

/**
 * A path without the parts that hold a value, with or without what is written after the name for the kind of file:
 * where something was found is written down in the open.
 */
function withoutNames(path: string, holds: (text: string) => boolean): string {
  const beginnings = (part: string) => [...part.matchAll(/\./g)].map(({ index }) => part.slice(0, index));
  const parts = path.split("/");
  return parts.map((part) => ([part, ...beginnings(part)].some(holds) ? "*" : part)).join("/");
}

async function mentionsOf(
  stored: StoredFile,
  file: OpenFile,
  mapped: Collection | undefined,
  { settings, signal }: Scan,
  holds: (text: string) => boolean,
  note: (column: string) => void,
): Promise<void> {
  const source = { name: stored.name, newest: true, file, signal };
  const format: Format | undefined =
    mapped === undefined ? formatByName(stored.name) : formatOf(mapped, settings);
  if (format !== undefined) {
    const collection = mapped ?? ({ name: stored.name, files: { pattern: stored.name } } as Collection);
    const columns = format === "parquet" ? [...(await parquetColumns(source)).types.keys()] : [];
    const wanted = { columns, proofs: [], texts: null, keep: () => true };
    let seen = 0;
    try {
      for await (const record of ofFormat(format, source, collection, wanted)) {
        seen += 1;
        for (const [column, value] of Object.entries(record)) if (isIn(value, holds)) note(column);
      }
      return;
    } catch (error) {
      // A file that nobody declared may be of any sort: it is looked through as bytes. A declared one must be read.
      if (mapped !== undefined || signal.aborted || seen > 0) throw error;
    }
  }
  for (const encoding of ["utf-8", "utf-16le"] as const)
    if (await standsInText(bytesOf(source), encoding, holds)) note("the file's text");
}

/** Whether a value stands anywhere in a value of a record, the names of its members with it. */
function isIn(value: unknown, holds: (text: string) => boolean): boolean {
  if (Array.isArray(value)) return value.some((one) => isIn(one, holds));
  if (isObject(value)) return Object.entries(value).some(([name, one]) => holds(name) || isIn(one, holds));
  const text = textOf(value);
  return text !== undefined && holds(text);
}

async function standsInText(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  holds: (text: string) => boolean,
): Promise<boolean> {
  const decoder = new TextDecoder(encoding);
  let rest = "";
  for await (const chunk of bytes) {
    const text = rest + decoder.decode(chunk, { stream: true });
    if (holds(text)) return true;
    rest = text.slice(-longestWindow);
  }
  return holds(rest + decoder.decode());
}
