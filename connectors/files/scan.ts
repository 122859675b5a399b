import { open } from "node:fs/promises";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject, parseExact } from "#connectors/json.ts";
import { failureOf } from "./folder.ts";

const chunkBytes = 1024 * 1024;
const longestLine = 64 * 1024 * 1024;
const openBrace = 0x7b;
const closeBrace = 0x7d;

export type DayFile = { name: string; path: string; newest: boolean };

/**
 * The objects of one file whose line holds one of these texts, and the file's first object. Every line is checked to
 * begin and end like an object; only lines that hold a wanted text are parsed. A broken line stops the reading: it is
 * never skipped, except for the last line of the newest file while it is still being written.
 * Memory stays at one chunk, or one line where that is longer.
 */
export async function* objectsHolding(
  file: DayFile,
  texts: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<{ record: JsonObject; first: boolean }> {
  const needles = needlesFor(texts);
  let line = 0;
  for await (const { bytes, last } of wholeLines(file, signal)) {
    const hits = needles.map((needle) => bytes.indexOf(needle));
    let start = 0;
    while (start < bytes.length) {
      const newline = bytes.indexOf(10, start);
      const end = newline === -1 ? bytes.length : newline;
      line += 1;
      const torn = newline === -1 && last && file.newest;
      let wanted = line === 1;
      for (let index = 0; index < hits.length; index += 1) {
        const needle = needles[index];
        let hit = hits[index] ?? -1;
        if (needle === undefined) continue;
        if (hit !== -1 && hit < start) hit = hits[index] = bytes.indexOf(needle, start);
        if (hit !== -1 && hit < end) wanted = true;
      }
      const record = recordIn(bytes, start, end, wanted);
      if (record === null && !torn) {
        throw new ConnectorError("bad_answer", `Line ${line} of ${file.name} is not a JSON object.`);
      }
      if (record) yield { record, first: line === 1 };
      start = end + 1;
    }
  }
}

// A JSON string may write any character as \u…, and "/" as \/: lines with escapes are looked at more closely.
function needlesFor(texts: readonly string[]): Buffer[] {
  const plain = texts.map((text) => Buffer.from(JSON.stringify(text).slice(1, -1)));
  return [
    ...plain,
    Buffer.from("\\u"),
    ...(texts.some((text) => text.includes("/")) ? [Buffer.from("\\/")] : []),
  ];
}

/** The parsed object, undefined for a line that is not wanted or empty, null for a broken one. */
function recordIn(bytes: Buffer, start: number, end: number, wanted: boolean): JsonObject | undefined | null {
  let from = start;
  let to = end;
  while (from < to && isSpace(bytes[from])) from += 1;
  while (to > from && isSpace(bytes[to - 1])) to -= 1;
  if (from === to) return undefined;
  if (bytes[from] !== openBrace || bytes[to - 1] !== closeBrace) return null;
  if (!wanted) return undefined;
  try {
    const record = parseExact(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, to)));
    return isObject(record) ? record : null;
  } catch {
    return null;
  }
}

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0d || byte === 0x09;

/** The file in pieces that end with a newline; only the last may lack it. */
async function* wholeLines(
  file: DayFile,
  signal: AbortSignal,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  const handle = await open(file.path).catch((error: unknown) => {
    throw failureOf(error);
  });
  try {
    let rest: Buffer[] = [];
    let restBytes = 0;
    for (;;) {
      if (signal.aborted)
        throw new ConnectorError("timeout", "The work was stopped before the folder had been read.");
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes);
      const chunk = buffer.subarray(0, bytesRead);
      const newline = chunk.lastIndexOf(10);
      if (bytesRead > 0 && newline === -1) {
        rest.push(chunk);
        restBytes += chunk.length;
        if (restBytes > longestLine)
          throw new ConnectorError("bad_answer", `A line of ${file.name} is longer than 64 MB.`);
        continue;
      }
      const bytes = Buffer.concat([...rest, chunk.subarray(0, newline + 1)]);
      if (bytes.length > 0) yield { bytes, last: bytesRead === 0 };
      if (bytesRead === 0) return;
      rest = [chunk.subarray(newline + 1)];
      restBytes = chunk.length - newline - 1;
    }
  } catch (error) {
    throw failureOf(error);
  } finally {
    await handle.close();
  }
}
