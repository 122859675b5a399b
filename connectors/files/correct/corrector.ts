import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Cell, CorrectableField, Corrector } from "#connectors/correct.ts";
import {
  checkWritable,
  collectionOfRow,
  correctableOwn,
  heldIn,
  heldTexts,
  type Judged,
  typeFromEffects,
} from "#connectors/correctable.ts";
import type { RowKey } from "#connectors/erase.ts";
import { fieldsFor } from "#connectors/http/fields-for.ts";
import { keysOf } from "#connectors/lineage.ts";
import { ownedPart } from "#connectors/owned-part.ts";
import type { Shop } from "../erase/rewritten.ts";
import { markOf, rowKeyOf } from "../erase/row-key.ts";
import { parentsFirst } from "../order.ts";
import { type OwnedRecord, ownership, type Read } from "../owned.ts";
import { formatOf } from "../reader.ts";
import type { FilesSettings } from "../settings.ts";
import { changed } from "./change.ts";
import { now } from "./now.ts";

/** Correction in files: they are written anew with the row's fields changed, and all else byte for byte as it was. */
export function filesCorrector(shop: Shop, read: Read): Corrector {
  const own = ownedPart(shop.collections);
  const fields = async (): Promise<CorrectableField[]> => {
    const closed = "The settings do not let files be written anew (`rewrite`).";
    const general = shop.settings.rewrite === undefined ? closed : await shop.place.hindrance();
    return correctableOwn(shop.collections, (of, path) => {
      const { type, why } = judged(of, path.text, path.steps.length > 0, shop.settings);
      return { type, why: general ?? why };
    });
  };

  /** The records of a collection that are the person's own. Each may stand in several files. */
  async function* ownRecords(
    collection: Collection,
    keys: readonly FoundKey[],
  ): AsyncGenerator<OwnedRecord & { row: RowKey }> {
    for (const root of own.filter((one) => one.belongs.length === 0)) keysOf(root, keys);
    const owned = await ownership(parentsFirst(own), keys, read);
    for await (const one of owned(collection)) {
      const row = rowKeyOf(one.record, collection);
      if (row !== undefined) yield { ...one, row };
    }
  }

  async function* cells(
    keys: readonly FoundKey[],
    asked: readonly { collection: string; field: string }[],
  ): AsyncGenerator<Cell> {
    for (const collection of own) {
      const mine = asked.filter((one) => one.collection === collection.name);
      if (mine.length === 0 || collection.key.length === 0) continue;
      const shown = fieldsFor(collection);
      const rows = new Map<string, { via: string; row: RowKey; held: Map<string, (string | null)[]> }>();
      for await (const { owner, roles, record, row } of ownRecords(collection, keys)) {
        const known = rows.get(markOf(row)) ?? { via: owner.via, row, held: new Map() };
        rows.set(markOf(row), known);
        const visible = shown(roles);
        for (const { field } of mine)
          if (visible.includes(field) || !Object.hasOwn(collection.fields, field))
            known.held.set(field, [...(known.held.get(field) ?? []), heldIn(record, field)]);
      }
      for (const { via, row, held } of rows.values())
        for (const [field, texts] of held)
          yield { collection: collection.name, via, row, field, value: heldTexts(texts) };
    }
  }

  return {
    fields,
    cells,
    async change(change, keys) {
      checkWritable(change, await fields());
      const collection = collectionOfRow(own, change);
      for await (const { row } of ownRecords(collection, keys))
        if (markOf(row) === markOf(change.row)) return changed(shop, collection, change, read);
      return { outcome: "gone" };
    },
    now: (rows) => now(shop.collections, rows, read),
  };
}

function judged(of: Collection, field: string, isInner: boolean, settings: FilesSettings): Judged {
  const format = formatOf(of, settings);
  const type = typeFromEffects(of, field);
  if (format === "parquet")
    return {
      type,
      why: `The files of ${of.name} are Parquet, which cannot be written anew without touching other people's records.`,
    };
  if (format !== "csv") return { type, why: null };
  return {
    // An empty value of CSV is an empty text: it has no other word for nothing.
    type: { ...type, nullable: false },
    why: isInner ? `${field} of ${of.name} stands within a value of a CSV file.` : null,
  };
}
