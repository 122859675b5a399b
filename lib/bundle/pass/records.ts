import { isUtf8 } from "node:buffer";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import type { CollectionSource, HiddenCounts } from "../contents.ts";
import { KnownKey } from "../lines.ts";
import { columnsOf } from "../records.ts";
import type { Shard, Times, WrittenFile } from "../written.ts";
import { Growing } from "./growing.ts";
import { TimeCounts } from "./moments.ts";
import { Sample } from "./sample.ts";
import { Scanner } from "./scan.ts";
import { ShardFiles } from "./shards.ts";
import type { StepWriter } from "./step-writer.ts";
import { TableFiles } from "./table.ts";

const newline = 10;
const listedKeys = 100;
/** Up to so many records a collection also comes as one JSON file. */
const mostInOneFile = 2_000;

/** What one pass over a collection's records left. */
export type Passed = {
  rows: number;
  ndjson: WrittenFile;
  /** One, or more where a spreadsheet would not take all rows of one. */
  tables: WrittenFile[];
  shards: Shard[];
  sample: string[][];
  unexplained: string[];
  hidden: HiddenCounts;
  times: Times;
};

export type PassGiven = {
  source: CollectionSource & { open: NonNullable<CollectionSource["open"]> };
  allowedKeys: ReadonlySet<string>;
  /** Where its files stand, without an extension. */
  path: string;
  /** Number of the collection in the viewer's index. */
  number: number;
  /** Gets the seconds since 1970 of each dated record, and its row from 1. */
  onMoment: (seconds: number, row: number) => void;
};

/**
 * Reads a collection's lines once and writes all that is made of each record as it passes: NDJSON byte for byte, table,
 * the viewer's data, and one JSON file where there are few. Throws HabeasError `conflict` for a line that was not reached by one
 * of the person's keys, that is no JSON object, or that holds a field which is never disclosed.
 */
export async function passOver(to: StepWriter, given: PassGiven): Promise<Passed> {
  const { source, allowedKeys, path, number, onMoment } = given;
  const { collection } = source;
  const columns = columnsOf(collection);
  const unexplained = new Set<string>();
  const scanner = new Scanner(
    columns,
    (key) => Object.hasOwn(collection.fields, key) && !columns.includes(key),
    (key) => unexplained.size < listedKeys && unexplained.add(key),
  );
  const occurred = collection.occurred === undefined ? -1 : columns.indexOf(collection.occurred);
  const hidden: HiddenCounts = {};
  const via = new KnownKey(allowedKeys);
  const ndjson = to.begin(`${path}.ndjson`, "records");
  const tables = new TableFiles(to, path, columns);
  const list = source.rows <= mostInOneFile ? to.begin(`${path}.json`, "records") : null;
  const shards = new ShardFiles(to, number);
  const sample = new Sample();
  const times = new TimeCounts();
  const lines = new Growing(256 * 1024);
  const listed = new Growing(4 * 1024);
  let rows = 0;
  for await (const block of wholeLines(source.open(hidden))) {
    const isClean = isUtf8(block);
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf(newline, start);
      const at = via.after(block, start, end);
      lines.copy(block, at, end + 1);
      // Where bytes are no text, the other files show the sign for that; the NDJSON stays as it is.
      const json = isClean ? block : Buffer.from(block.toString("utf8", at, end + 1));
      scanner.read(json, isClean ? at : 0, isClean ? end : json.length - 1);
      start = end + 1;
      rows += 1;
      if (list !== null) {
        listed.text(rows === 1 ? "[\n" : ",\n");
        listed.copy(block, at, end);
      }
      sample.take(json, scanner);
      if (occurred >= 0) {
        const seconds = times.take(json, scanner, occurred);
        if (seconds !== null) onMoment(seconds, rows);
      }
      if (tables.row(json, scanner)) await tables.flush();
      if (shards.row(json, scanner)) await shards.flush();
    }
    await ndjson.write(lines.filled);
    lines.clear();
    await list?.write(listed.filled);
    listed.clear();
  }
  await list?.write(Buffer.from(rows === 0 ? "[]\n" : "\n]\n"));
  // At once, because each waits for its last block to be packed.
  const [recordLines, ofTable, ofViewer] = await Promise.all([
    ndjson.end(rows),
    tables.end(),
    shards.end(),
    list?.end(rows),
  ]);
  return {
    rows,
    ndjson: recordLines,
    tables: ofTable,
    shards: ofViewer,
    sample: sample.rows,
    unexplained: [...unexplained],
    hidden,
    times: times.times,
  };
}
