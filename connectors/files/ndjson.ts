import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject, parseExact } from "#connectors/json.ts";
import { bytesOf, provingOf, type Source, type Wanted } from "./source.ts";

const longestLine = 64 * 1024 * 1024;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Above this, looking for each text costs more than reading every line. */
const mostTexts = 64;

/**
 * The wanted objects of a file of lines. Every line is checked to begin and end like an object; only lines that hold a
 * wanted text are parsed. A broken line stops the reading: it is never skipped, except for the last line of the
 * newest file while it is still being written. Memory stays at one chunk, or one line where that is longer.
 */
export async function* ndjsonRecords(
  source: Source,
  collection: string,
  wanted: Wanted,
): AsyncGenerator<JsonObject> {
  const needles = needlesFor(wanted.texts);
  let line = 0;
  const proving = provingOf(collection, wanted.proofs);
  for await (const { bytes, last } of wholeLines(bytesOf(source), source.name)) {
    const hits = needles?.map((needle) => bytes.indexOf(needle)) ?? [];
    let start = line === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (start < bytes.length) {
      const newline = bytes.indexOf(10, start);
      const end = newline === -1 ? bytes.length : newline;
      line += 1;
      const torn = newline === -1 && last && source.newest;
      let holds = needles === null || proving.goesOn();
      for (let index = 0; index < hits.length; index += 1) {
        const needle = needles?.[index];
        let hit = hits[index] ?? -1;
        if (needle === undefined) continue;
        if (hit !== -1 && hit < start) hit = hits[index] = bytes.indexOf(needle, start);
        if (hit !== -1 && hit < end) holds = true;
      }
      const record = recordIn(bytes, start, end, holds);
      if (record === null && !torn) {
        throw new ConnectorError("bad_answer", `Line ${line} of ${source.name} is not a JSON object.`);
      }
      if (record) {
        proving.see(record);
        if (wanted.keep(record)) yield record;
      }
      start = end + 1;
    }
  }
  proving.end();
}

/**
 * Bytes of which every record holds some that has one of these texts as a value; null where looking for each would cost
 * more than reading every line. A JSON string may write any character as \u…, and "/" as \/.
 */
export function needlesFor(texts: readonly string[] | null): Buffer[] | null {
  if (texts === null || texts.length > mostTexts) return null;
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
  return objectIn(bytes.subarray(from, to));
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The JSON object that these bytes are, or null. */
export function objectIn(bytes: Buffer): JsonObject | null {
  try {
    const record = parseExact(utf8.decode(bytes));
    return isObject(record) ? record : null;
  } catch {
    return null;
  }
}

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0d || byte === 0x09;

/** The bytes in pieces that end with a newline; only the last may lack it. */
export async function* wholeLines(
  source: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of source) {
    const newline = chunk.lastIndexOf(10);
    if (newline === -1) {
      rest.push(chunk);
      restBytes += chunk.length;
      if (restBytes > longestLine)
        throw new ConnectorError("bad_answer", `A line of ${name} is longer than 64 MB.`);
      continue;
    }
    yield { bytes: Buffer.concat([...rest, chunk.subarray(0, newline + 1)]), last: false };
    rest = [chunk.subarray(newline + 1)];
    restBytes = chunk.length - newline - 1;
  }
  if (restBytes > 0) yield { bytes: Buffer.concat(rest), last: true };
}
