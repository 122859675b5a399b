import { parse } from "csv-parse";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";

/** A list is no longer than this: more people are another batch, which two people can still oversee. */
const most = { bytes: 16 * 1024 * 1024, lines: 50_000, named: 20 };

/** `typed`: CSV whose first line need not name the columns, as people type it. */
export type ListFormat = "csv" | "typed" | "ndjson";

/** A list as it is kept: each identifier once, in the form in which it is compared. */
export type PeopleList = { identifiers: KnownIdentifier[]; lines: number; twice: number };

/**
 * Reads a list of people: CSV with the columns `kind` and `value`, or one JSON object of the two on each line.
 * `kinds`: those by which some system of the batch can find a person. Throws HabeasError `invalid`, which names the
 * lines that are not right and never what stands in them.
 */
export async function readList(
  bytes: AsyncIterable<Uint8Array>,
  format: ListFormat,
  kinds: ReadonlySet<string>,
): Promise<PeopleList> {
  const seen = new Set<string>();
  const identifiers: KnownIdentifier[] = [];
  const bad: number[] = [];
  let lines = 0;
  for await (const { line, kind, value } of entriesOf(bytes, format)) {
    lines++;
    if (lines > most.lines)
      throw invalid(`A list has at most ${most.lines} lines. Make a batch of each part of it.`);
    const canonical =
      kind !== null && value !== null && kinds.has(kind) ? canonicalIdentifier(kind, value) : null;
    if (kind === null || canonical === null) {
      if (bad.length < most.named) bad.push(line);
      continue;
    }
    const name = `${kind}\u0000${canonical}`;
    if (seen.has(name)) continue;
    seen.add(name);
    identifiers.push({ kind, value: canonical });
  }
  if (bad.length > 0) {
    const named = bad.length === 1 ? `Line ${bad[0]} is` : `Lines ${bad.join(", ")} are`;
    throw invalid(
      `${named} not right: each line has a kind (${[...kinds].sort().join(", ")}) and a value of that kind. Nothing was changed.`,
    );
  }
  if (lines === 0) throw invalid("The list names nobody.");
  return { identifiers, lines, twice: lines - identifiers.length };
}

type Entry = { line: number; kind: string | null; value: string | null };

async function* entriesOf(bytes: AsyncIterable<Uint8Array>, format: ListFormat): AsyncGenerator<Entry> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.byteLength;
    if (length > most.bytes)
      throw invalid(`A list has at most ${most.bytes / 1024 / 1024} MB. Make a batch of each part of it.`);
    chunks.push(chunk);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalid("The list is not written in UTF-8.");
  }
  if (format === "ndjson") yield* fromLines(text);
  else yield* fromCsv(text, format === "typed" ? ["kind", "value"] : null);
}

async function* fromCsv(text: string, standard: string[] | null): AsyncGenerator<Entry> {
  const rows = parse(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  let columns: string[] | null = null;
  try {
    for await (const { record, info } of rows as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (columns === null) {
        const named = record.map((name) => name.toLowerCase());
        const names = named.includes("kind") && named.includes("value");
        columns = names ? named : standard;
        if (columns === null) throw invalid("The first line must name the columns kind and value.");
        if (names) continue;
      }
      const at = (name: string) => record[columns?.indexOf(name) ?? -1] ?? null;
      yield { line: info.lines, kind: at("kind"), value: at("value") };
    }
  } catch (error) {
    if (error instanceof HabeasError) throw error;
    throw invalid("The list is no CSV: a quotation mark is open or in a wrong place.");
  }
}

function* fromLines(text: string): Generator<Entry> {
  let line = 0;
  for (const each of text.split("\n")) {
    line++;
    if (each.trim() === "") continue;
    yield { line, ...objectOf(each) };
  }
}

function objectOf(text: string): Pick<Entry, "kind" | "value"> {
  try {
    const { kind, value } = JSON.parse(text) as { kind?: unknown; value?: unknown };
    return { kind: typeof kind === "string" ? kind : null, value: typeof value === "string" ? value : null };
  } catch {
    return { kind: null, value: null };
  }
}

const invalid = (sentence: string) => new HabeasError("invalid", sentence);
