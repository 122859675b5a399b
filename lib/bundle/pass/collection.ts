import { HabeasError } from "#lib/core/errors.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import type { BundleFacts } from "../contents.ts";
import { derivedFiles } from "../derived/derive.ts";
import { recordSchema } from "../package/record-schema.ts";
import type { Timeline } from "../package/timeline.ts";
import { columnsOf } from "../records.ts";
import type { Words } from "../words/words.ts";
import type { WrittenCollection, WrittenFile } from "../written.ts";
import type { Package } from "../zip/package.ts";
import { momentsOf } from "./moments-again.ts";
import { isPacked } from "./packed-already.ts";
import type { CollectionPlace } from "./places.ts";
import { passOver } from "./records.ts";
import { StepWriter } from "./step-writer.ts";

/** What a collection left, as steps give it back: plain JSON, so that it can be kept beside the files. */
type Held = Omit<WrittenCollection, "source">;

/**
 * Writes all of one collection: its records in one pass, its attachments, and what is made of its records in a further
 * pass. Each of the three is a step.
 */
export async function writeCollection(
  into: Package,
  place: CollectionPlace,
  timeline: Timeline,
  facts: BundleFacts,
  words: Words,
): Promise<{ written: WrittenCollection; files: WrittenFile[] }> {
  const { source } = place;
  const { held, files } = await records(into, place, timeline);
  if (source.files.length > 0) {
    held.attachments = await into.step(`${place.stepName}/files`, async (open) => {
      const to = new StepWriter(open);
      for (const [i, file] of source.files.entries()) {
        const stored = isPacked(file.mediaType);
        await to.add(place.attachments[i] ?? "", "attachment", file.open(), { stored });
      }
      return to.written;
    });
  }
  if (held.ndjson !== null && (source.collection.form !== undefined || source.files.length > 0)) {
    const made = await derived(into, place, held.ndjson.path, held, facts, words);
    held.derived.push(...made.files);
    held.derivedCounts = made.counts;
  }
  return { written: { source, ...held }, files: [...files, ...held.attachments, ...held.derived] };
}

/** The step of the records. Where an earlier attempt did it, only the moments for the timeline are read again. */
async function records(
  into: Package,
  place: CollectionPlace,
  timeline: Timeline,
): Promise<{ held: Held; files: WrittenFile[] }> {
  const { source, system } = place;
  const { collection, rows } = source;
  const given = { system: system.system.title, kind: collection.label, file: `${place.path}.csv` };
  const onMoment = rows > 0 && collection.occurred !== undefined ? timeline.source(given, rows) : () => {};
  let isRead = false;
  const done = await into.step(place.stepName, async (open) => {
    isRead = true;
    const to = new StepWriter(open);
    return { held: await held(to, place, onMoment), files: to.written };
  });
  if (!isRead && source.open !== null) {
    await momentsOf(source.open(), system.allowedKeys, collection, onMoment);
  }
  return done;
}

async function held(
  to: StepWriter,
  { source, system, path, number }: CollectionPlace,
  onMoment: (seconds: number, row: number) => void,
): Promise<Held> {
  const { collection, open, rows } = source;
  const nothing: Held = {
    csv: null,
    ndjson: null,
    columns: columnsOf(collection),
    sample: [],
    unexplained: [],
    attachments: [],
    hidden: {},
    times: { years: {}, oldest: null, newest: null },
    shards: [],
    derived: [],
    derivedCounts: [],
  };
  if (open === null || rows === 0) {
    if (rows > 0) throw new HabeasError("conflict", "A collection's records cannot be read.");
    if (open !== null) for await (const _lines of wholeLines(open())) miscounted();
    return nothing;
  }
  const given = { source: { ...source, open }, allowedKeys: system.allowedKeys, path, number, onMoment };
  const { tables, ndjson, ...passed } = await passOver(to, given);
  const [csv = null] = tables;
  const sum = (files: readonly { rows?: number }[]) => files.reduce((all, file) => all + (file.rows ?? 0), 0);
  if ([passed.rows, sum(tables), sum(passed.shards)].some((count) => count !== rows)) miscounted();
  await to.text(`${path}.schema.json`, "schema", recordSchema(collection));
  const { rows: _counted, ...noticed } = passed;
  return { ...nothing, ...noticed, csv, ndjson, moreTables: tables.slice(1) };
}

async function derived(
  into: Package,
  { source, system, stepName, folder }: CollectionPlace,
  recordsPath: string,
  { attachments, hidden }: Held,
  facts: BundleFacts,
  words: Words,
) {
  return into.step(`${stepName}/derived`, async (open) => {
    const to = new StepWriter(open);
    const { allowedKeys } = system;
    const systemId = system.system.id;
    const given = { source, systemId, allowedKeys, folder, recordsPath, attachments, hidden, facts, words };
    const made = derivedFiles(given);
    if (made !== null) for await (const { path, kind, bytes } of made.files) await to.add(path, kind, bytes);
    return { files: to.written, counts: made?.counts ?? [] };
  });
}

function miscounted(): never {
  throw new HabeasError("conflict", "A collection does not hold as many records as were collected.");
}
