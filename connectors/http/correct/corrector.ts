import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Cell, Corrector } from "#connectors/correct.ts";
import { checkWritable, collectionOfRow, correctableOwn, heldIn } from "#connectors/correctable.ts";
import type { RowKey } from "#connectors/erase.ts";
import type { JsonObject } from "#connectors/json.ts";
import { openKey, sealKey } from "#connectors/lineage.ts";
import { ownedPart } from "#connectors/owned-part.ts";
import type { Shop } from "../erase/act.ts";
import { lookedAt } from "../erase/look.ts";
import { fieldOf } from "../field.ts";
import { fieldsFor } from "../fields-for.ts";
import { Reached } from "../reached.ts";
import { isRoot, subjectKeyOf } from "../shape.ts";
import { type Ask, type Row, Walk } from "../walk.ts";
import { changed } from "./change.ts";
import { now } from "./now.ts";
import { correctOf, judged } from "./reach.ts";

/** Correction over http, as the data map writes its requests. */
export function httpCorrector(shop: Shop, collections: readonly Collection[], ask: Ask): Corrector {
  const own = ownedPart(collections);
  const fields = correctableOwn(collections, judged);

  /** A person's record by their key where that is what records are looked at by: identifiers may have been corrected. */
  const byKey = async (root: Collection, key: string): Promise<JsonObject | null | undefined> => {
    const look = correctOf(root)?.look ?? root.http?.erase?.look;
    const [only, ...more] = root.key;
    if (look === undefined || more.length > 0 || only !== subjectKeyOf(root)) return undefined;
    const found = await lookedAt(look, root, [openKey(key)], shop.base, shop.caller);
    return found?.record ?? null;
  };

  /** The records of these collections that are the person's own, each once, with those above them walked first. */
  async function* ownRows(
    wanted: readonly Collection[],
    keys: readonly FoundKey[],
  ): AsyncGenerator<Row & { of: Collection; key: RowKey }> {
    const walk = new Walk(own, ask, shop.atOnce, { mayBeGone: true, byKey });
    const needed = new Reached(own).above(wanted);
    for (const of of own.filter((one) => needed.has(one.name))) {
      const seen = new Set<string>();
      for await (const row of walk.rows(of, keys)) {
        if (!wanted.includes(of) || of.key.length === 0) continue;
        const key = of.key.map((field) => fieldOf(row.item, field, of));
        const mark = JSON.stringify(key);
        if (!seen.has(mark)) yield { ...row, of, key };
        seen.add(mark);
      }
    }
  }

  async function* cells(
    keys: readonly FoundKey[],
    asked: readonly { collection: string; field: string }[],
  ): AsyncGenerator<Cell> {
    const wanted = own.filter((one) => asked.some(({ collection }) => collection === one.name));
    const shown = new Map(wanted.map((one) => [one, fieldsFor(one)]));
    for await (const { of, key, via, roles, item } of ownRows(wanted, keys)) {
      const visible = shown.get(of)?.(roles) ?? [];
      for (const { collection, field } of asked) {
        if (collection !== of.name || (Object.hasOwn(of.fields, field) && !visible.includes(field))) continue;
        yield { collection, via, row: key, field, value: heldIn(item, field) };
      }
    }
  }

  return {
    fields: async () => fields,
    cells,
    async change(change, keys, once) {
      checkWritable(change, fields);
      const collection = collectionOfRow(own, change);
      const correct = correctOf(collection);
      if (correct === undefined) return { outcome: "gone" };
      // Whose key is this row's own need not be asked for twice.
      const direct = isRoot(collection) && collection.key.join() === subjectKeyOf(collection);
      if (direct) {
        const mine = keys.some(
          (one) => one.collection === collection.name && one.key === sealKey(change.row[0] ?? ""),
        );
        return mine
          ? changed(shop, { collection, correct, change, once, walked: null })
          : { outcome: "gone" };
      }
      for await (const { key, item } of ownRows([collection], keys))
        if (key.every((part, at) => part === change.row[at]))
          return changed(shop, { collection, correct, change, once, walked: item });
      return { outcome: "gone" };
    },
    now: (rows) => now(shop, collections, rows),
  };
}
