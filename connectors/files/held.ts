import type { Collection } from "#connectors/collection.ts";
import type { HeldIdentifier } from "#connectors/contract.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import { rowKeyOf } from "./erase/row-key.ts";
import { proofsOf, type Read } from "./owned.ts";
import { columnsOf, identifiersIn, passes, subjectOf } from "./row.ts";

const atOnce = 1000;

/** Every identifier that any record of a set of files holds: each file is read once. */
export async function* heldInFiles(
  collections: readonly Collection[],
  read: Read,
): AsyncGenerator<HeldIdentifier[]> {
  for (const collection of collections) {
    if (collection.match.length === 0 && collection.subject_key.length === 0) continue;
    const opened = Object.entries(collection.fields).find(([, one]) => one.fact === "account.opened")?.[0];
    const records = read(collection, {
      columns: [...columnsOf(collection, collections), ...collection.key, ...(opened ? [opened] : [])],
      proofs: proofsOf(collection),
      texts: null,
      keep: (record) => passes(record, collection.where),
    });
    let batch: HeldIdentifier[] = [];
    for await (const record of records) {
      batch.push(...heldBy(record, collection, opened));
      if (batch.length < atOnce) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  }
}

function heldBy(record: JsonObject, collection: Collection, opened: string | undefined): HeldIdentifier[] {
  const about = {
    collection: collection.name,
    row: collection.key.length === 0 ? null : (rowKeyOf(record, collection) ?? null),
    opened: opened === undefined ? null : (textOf(record[opened]) ?? null),
  };
  const key = collection.subject_key.length === 0 ? undefined : subjectOf(record, collection.subject_key);
  return [
    ...(key === undefined ? [] : [{ ...about, match: null, value: key }]),
    ...collection.match.flatMap((identify, match) =>
      identifiersIn(record, identify).map((value) => ({ ...about, match, value })),
    ),
  ];
}
