import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { textOf } from "#connectors/json.ts";
import type { CsvLayout } from "../csv.ts";
import { decodedWhole, encoded } from "./csv-text.ts";
import type { Judge } from "./verdict.ts";

const longestRow = 64 * 1024 * 1024;
const batch = 256 * 1024;

/** A value of a row: where it stands with its quotes, and what it says. */
type Cell = { from: number; to: number; text: string; quoted: boolean };

/** A CSV file with the judged rows gone or changed. Whatever else stands there comes out byte for byte. */
export async function* rewrittenCsv(
  bytes: AsyncIterable<Buffer>,
  name: string,
  layout: CsvLayout,
  judge: Judge,
): AsyncGenerator<Buffer> {
  let header = layout.columns;
  let out = "";
  let isFirst = true;
  for await (const row of rowsOf(decodedWhole(bytes, layout.encoding, name), layout.quote, name)) {
    const mark = isFirst && row.startsWith("\ufeff") ? 1 : 0;
    isFirst = false;
    const body = row.slice(mark);
    const end = lineEnd(body);
    const line = body.slice(0, body.length - end.length);
    if (line === "") out += row;
    else if (header === undefined) {
      header = cellsOf(line, layout).map((cell) => cell.text);
      out += row;
    } else out += row.slice(0, mark) + changedRow(line, end, header, layout, judge);
    if (out.length < batch) continue;
    yield encoded(out, layout.encoding);
    out = "";
  }
  if (out !== "") yield encoded(out, layout.encoding);
}

function changedRow(
  line: string,
  end: string,
  header: readonly string[],
  layout: CsvLayout,
  judge: Judge,
): string {
  const cells = cellsOf(line, layout);
  const record: JsonObject = Object.create(null);
  for (const [at, column] of header.entries()) record[column] = cells[at]?.text;
  const verdict = judge(record);
  if (verdict === "goes") return "";
  if (verdict === "stays") return line + end;
  let changed = "";
  let done = 0;
  for (const [at, column] of header.entries()) {
    const cell = cells[at];
    const text = cellText(verdict[column]);
    if (cell === undefined || text === cell.text) continue;
    changed += line.slice(done, cell.from) + written(text, cell.quoted, layout);
    done = cell.to;
  }
  return changed + line.slice(done) + end;
}

/** A value as it stands in a cell: nothing is an empty one. */
export const cellText = (value: unknown): string =>
  typeof value === "boolean" ? String(value) : (textOf(value) ?? "");

function written(text: string, wasQuoted: boolean, { delimiter, quote }: CsvLayout): string {
  const needs = [delimiter, quote, "\n", "\r"].some((sign) => text.includes(sign));
  return wasQuoted || needs ? quote + text.replaceAll(quote, quote + quote) + quote : text;
}

const lineEnd = (row: string): string => /(?:\r\n|\n|\r)$/.exec(row)?.[0] ?? "";

function cellsOf(line: string, { delimiter, quote }: CsvLayout): Cell[] {
  const cells: Cell[] = [];
  for (let from = 0; from <= line.length; ) {
    if (line.startsWith(quote, from)) {
      let close = line.indexOf(quote, from + 1);
      while (close !== -1 && line.startsWith(quote, close + 1)) close = line.indexOf(quote, close + 2);
      const to = close === -1 ? line.length : close + 1;
      const text = line.slice(from + 1, to - 1).replaceAll(quote + quote, quote);
      cells.push({ from, to, text, quoted: true });
      from = to + 1;
      continue;
    }
    const next = line.indexOf(delimiter, from);
    const to = next === -1 ? line.length : next;
    cells.push({ from, to, text: line.slice(from, to), quoted: false });
    from = to + 1;
  }
  return cells;
}

/** The rows of a text with their ends. The first end that stands outside of quotes is that of all rows. */
async function* rowsOf(text: AsyncIterable<string>, quote: string, name: string): AsyncGenerator<string> {
  let rest = "";
  let at = 0;
  let quoted = false;
  let ending: string | undefined;
  const sign = quote.charCodeAt(0);
  for await (const chunk of text) {
    rest += chunk;
    let start = 0;
    for (; at < rest.length; at += 1) {
      const code = rest.charCodeAt(at);
      if (code === sign) quoted = !quoted;
      if (quoted || (code !== 10 && code !== 13)) continue;
      if (code === 13 && ending !== "\n" && at + 1 === rest.length) break;
      ending ??= code === 10 ? "\n" : rest.charCodeAt(at + 1) === 10 ? "\r\n" : "\r";
      if (!rest.startsWith(ending, at)) continue;
      yield rest.slice(start, at + ending.length);
      start = at + ending.length;
      at = start - 1;
    }
    rest = rest.slice(start);
    at -= start;
    if (rest.length > longestRow)
      throw new ConnectorError("bad_answer", `A row of ${name} is longer than 64 MB.`);
  }
  // A lone carriage return at the very end ends its row only where rows end like that.
  if (rest !== "") yield rest;
}
