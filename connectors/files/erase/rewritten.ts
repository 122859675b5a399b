import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { failureOf } from "../folder.ts";
import type { OpenFile, Place, StoredFile } from "../place.ts";
import { filesOf, formatOf } from "../reader.ts";
import { passes } from "../row.ts";
import type { FilesSettings } from "../settings.ts";
import { checkFaith, judgedRecords, type Writing, writtenAnew } from "./rewriting.ts";
import { markOf, rowKeyOf } from "./row-key.ts";
import type { Judge } from "./verdict.ts";

/** What the work is done with. `ours`: when files that this session has written were changed last. */
export type Shop = {
  place: Place;
  settings: FilesSettings;
  collections: readonly Collection[];
  signal: AbortSignal;
  ours: Map<string, number>;
};

/** The rows that are meant, by their marks; what becomes of each; and by what a record is somebody's. */
export type Rewrite = {
  collection: Collection;
  wanted: ReadonlyMap<string, RowKey>;
  judge: Judge;
  ownerOf: (record: JsonObject) => string;
};

type Looked = { toChange: StoredFile[]; seen: Set<string>; changed: Set<string> };

/**
 * Does to these rows what the judge says: each file that holds one is written anew beside itself and takes its own place
 * in one moment. What has been done stays done where a later file fails; doing it again does the rest.
 */
export async function rewritten(shop: Shop, rewrite: Rewrite): Promise<Omit<Looked, "toChange">> {
  const { place, settings } = shop;
  const { collection, wanted, judge } = rewrite;
  const format = formatOf(collection, settings);
  const files = await filesOf(place, collection);
  const found = await look(shop, files, rewrite);
  for (const stored of found.toChange) {
    const newest = stored === files.at(-1);
    const file = await stored.open();
    try {
      settled(shop, stored, file, newest && format === "ndjson");
      await replaceOne({ shop, collection, stored, file, newest, judge, rows: [...wanted.values()] });
    } catch (error) {
      throw failureOf(error);
    } finally {
      await file.close();
    }
  }
  await place.sweep(files.map((one) => one.name));
  return found;
}

/** Which files hold the rows. Throws `misconfigured` where one key names the records of several people. */
async function look(
  { settings, signal }: Shop,
  files: readonly StoredFile[],
  { collection, wanted, judge, ownerOf }: Rewrite,
): Promise<Looked> {
  const [seen, changed, toChange] = [new Set<string>(), new Set<string>(), [] as StoredFile[]];
  const whose = new Map<string, string>();
  for (const stored of files) {
    let holds = false;
    const file = await stored.open();
    try {
      const rows = [...wanted.values()];
      const writing = { settings, collection, stored, file, newest: stored === files.at(-1), signal, rows };
      for await (const { record, verdict } of judgedRecords(writing, judge)) {
        const mark = markOf(rowKeyOf(record, collection) ?? []);
        if (!wanted.has(mark) || !passes(record, collection.where)) continue;
        seen.add(mark);
        const owner = ownerOf(record);
        if ((whose.get(mark) ?? owner) !== owner)
          throw new ConnectorError(
            "misconfigured",
            `Records of several people in ${collection.name} have the same key. Nothing was changed.`,
          );
        whose.set(mark, owner);
        if (verdict === "stays") continue;
        holds = true;
        changed.add(mark);
      }
    } catch (error) {
      throw failureOf(error);
    } finally {
      await file.close();
    }
    if (holds) toChange.push(stored);
  }
  return { toChange, seen, changed };
}

/** Lines that are added by a program that holds the file open would be lost with the file that is replaced. */
function settled({ settings, ours }: Shop, stored: StoredFile, file: OpenFile, mayGrow: boolean): void {
  const quiet = (settings.rewrite?.settled_minutes ?? 0) * 60_000;
  const wait = file.changedAt + quiet - Date.now();
  if (!mayGrow || wait <= 0 || ours.get(stored.name) === file.changedAt) return;
  throw new ConnectorError(
    "rate_limited",
    `${stored.name} was written to a moment ago. It is written anew once it has been left alone.`,
    Math.ceil(wait / 1000),
  );
}

async function replaceOne({
  shop,
  collection,
  stored,
  file,
  newest,
  judge,
  rows,
}: Omit<Writing, "settings" | "signal"> & { shop: Shop; judge: Judge }): Promise<void> {
  const writing: Writing = { ...shop, collection, stored, file, newest, rows };
  await checkFaith(writing, judge);
  const replacement = await stored.replace(file);
  try {
    for await (const bytes of writtenAnew(writing, judge)) {
      if (shop.signal.aborted)
        throw new ConnectorError(
          "timeout",
          "The work was stopped before a file had been written. It is as it was.",
        );
      await replacement.write(bytes);
    }
    await file.verify(false);
    await replacement.commit();
  } finally {
    await replacement.abandon();
  }
  const now = await stored.open();
  shop.ours.set(stored.name, now.changedAt);
  await now.close();
}
