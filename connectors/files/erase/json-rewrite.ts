import { ConnectorError } from "#connectors/errors.ts";
import { elementsIn } from "../json-array.ts";
import { objectIn, wholeLines } from "../ndjson.ts";
import type { Judge } from "./verdict.ts";

/**
 * A file of lines with the judged ones gone or changed. Whatever else stands there comes out byte for byte. `needles`: of
 * which every line holds one that there is anything to judge about; null where that cannot be told.
 */
export async function* rewrittenLines(
  bytes: AsyncIterable<Buffer>,
  name: string,
  judge: Judge,
  needles: readonly Buffer[] | null,
): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const piece of wholeLines(bytes, name)) {
    if (needles?.every((needle) => !piece.bytes.includes(needle))) {
      isFirst = false;
      yield piece.bytes;
      continue;
    }
    const out: Buffer[] = [];
    for (let start = 0; start < piece.bytes.length; ) {
      const newline = piece.bytes.indexOf(10, start);
      const end = newline === -1 ? piece.bytes.length : newline + 1;
      const mark = isFirst && piece.bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
      isFirst = false;
      out.push(
        piece.bytes.subarray(start, start + mark),
        ...lineOf(piece.bytes.subarray(start + mark, end), judge),
      );
      start = end;
    }
    yield Buffer.concat(out);
  }
}

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0d || byte === 0x09 || byte === 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function lineOf(line: Buffer, judge: Judge): Buffer[] {
  let [from, to] = [0, line.length];
  while (from < to && isSpace(line[from])) from += 1;
  while (to > from && isSpace(line[to - 1])) to -= 1;
  if (from === to) return [line];
  const record = objectIn(line.subarray(from, to));
  // The last line of a file that is still written to: whoever reads the file has judged it before.
  if (record === null) return [line];
  const verdict = judge(record);
  if (verdict === "goes") return [];
  if (verdict === "stays") return [line];
  return [line.subarray(0, from), Buffer.from(JSON.stringify(verdict)), line.subarray(to)];
}

/** A file of one JSON array with the judged elements gone or changed. Whatever else stands there stays byte for byte. */
export async function* rewrittenArray(
  bytes: AsyncIterable<Buffer>,
  name: string,
  judge: Judge,
  needles: readonly Buffer[] | null,
): AsyncGenerator<Buffer> {
  let first: Buffer | undefined;
  let kept = 0;
  for await (const { lead, element } of elementsIn(bytes, name)) {
    if (element === null) {
      if (kept === 0 && first !== undefined) yield first;
      yield lead;
      continue;
    }
    const mayBeMeant = needles?.some((needle) => element.includes(needle)) ?? true;
    const record = mayBeMeant ? objectIn(element) : undefined;
    if (record === null) throw new ConnectorError("bad_answer", `${name} holds what is not a JSON object.`);
    // What stands before the first element has no comma in it: it is that of the first one that stays.
    const isFirst = first === undefined;
    first ??= lead;
    const verdict = record === undefined ? "stays" : judge(record);
    if (verdict === "goes") continue;
    yield kept === 0 && !isFirst ? first : lead;
    yield verdict === "stays" ? element : Buffer.from(JSON.stringify(verdict));
    kept += 1;
  }
}
