import { ConnectorError } from "#connectors/errors.ts";
import { elementsIn } from "../json-array.ts";
import { objectIn, wholeLines } from "../ndjson.ts";
import type { Judge } from "./verdict.ts";

/** A file of lines with the judged ones gone or changed. Whatever else stands there comes out byte for byte. */
export async function* rewrittenLines(
  bytes: AsyncIterable<Buffer>,
  name: string,
  judge: Judge,
): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const piece of wholeLines(bytes, name)) {
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

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function lineOf(line: Buffer, judge: Judge): Buffer[] {
  const text = line.toString("latin1");
  const [, before = "", body = "", after = ""] = /^([ \t\r\n]*)(.*?)([ \t\r\n]*)$/s.exec(text) ?? [];
  if (body === "") return [line];
  const record = objectIn(Buffer.from(body, "latin1"));
  // The last line of a file that is still written to: whoever reads the file has judged it before.
  if (record === null) return [line];
  const verdict = judge(record);
  if (verdict === "goes") return [];
  if (verdict === "stays") return [line];
  return [Buffer.from(before), Buffer.from(JSON.stringify(verdict)), Buffer.from(after)];
}

/** A file of one JSON array with the judged elements gone or changed. Whatever else stands there stays byte for byte. */
export async function* rewrittenArray(
  bytes: AsyncIterable<Buffer>,
  name: string,
  judge: Judge,
): AsyncGenerator<Buffer> {
  let first: Buffer | undefined;
  let kept = 0;
  for await (const { lead, element } of elementsIn(bytes, name)) {
    if (element === null) {
      if (kept === 0 && first !== undefined) yield first;
      yield lead;
      continue;
    }
    const record = objectIn(element);
    if (record === null) throw new ConnectorError("bad_answer", `${name} holds what is not a JSON object.`);
    // What stands before the first element has no comma in it: it is that of the first one that stays.
    const isFirst = first === undefined;
    first ??= lead;
    const verdict = judge(record);
    if (verdict === "goes") continue;
    yield kept === 0 && !isFirst ? first : lead;
    yield verdict === "stays" ? element : Buffer.from(JSON.stringify(verdict));
    kept += 1;
  }
}
