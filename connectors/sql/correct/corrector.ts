import type { Collection } from "#connectors/collection.ts";
import type { Corrector } from "#connectors/correct.ts";
import { checkWritable } from "#connectors/correctable.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Reader, Store } from "#connectors/sql/erase/store.ts";
import { cellsIn } from "./cells.ts";
import { changedRow } from "./change.ts";
import { type Judged, judgedFields } from "./judge.ts";
import { nowOf } from "./now.ts";
import type { Pen } from "./pen.ts";
import { Refusal } from "./refusal.ts";

/** A judgement that is no older than this is the live tables as they are. */
const freshMs = 5000;

/** Correction in a database. */
export function correctorOf<T>(store: Store<T>, pen: Pen<T>, collections: readonly Collection[]): Corrector {
  let known: { fields: Judged[]; at: number } | undefined;
  const judged = async (reader: Reader<T>, fresh = false): Promise<Judged[]> => {
    if (fresh || known === undefined || performance.now() - known.at > freshMs)
      known = { fields: await judgedFields(collections, reader, pen), at: performance.now() };
    return known.fields;
  };
  const named = (fields: readonly Judged[], collection: string, field: string): Judged => {
    const found = fields.find((one) => one.field.collection === collection && one.field.field === field);
    if (found !== undefined) return found;
    throw new ConnectorError(
      "misconfigured",
      `The data map has no ${field} of ${collection} that could be read.`,
    );
  };

  return {
    fields: () =>
      store.reading(async (reader) =>
        (await judged(reader, true)).filter((one) => one.listed).map((one) => one.field),
      ),
    cells: (keys, fields) =>
      store.flowing(async (reader) => {
        const known = await judged(reader);
        const wanted = new Set(fields.map((one) => named(known, one.collection, one.field)));
        return cellsIn(reader, pen, collections, [...wanted], keys);
      }),
    change: async (change, keys) => {
      const doing = { collection: change.collection, act: "change" as const };
      try {
        return await store.writing(doing, async (reader) => {
          const fields = await judged(reader);
          checkWritable(
            change,
            fields.filter((one) => one.listed).map((one) => one.field),
          );
          const wanted = change.fields.map(({ field, seen, value }) => {
            return { judged: named(fields, change.collection, field), seen, value };
          });
          return changedRow(reader, { pen, speech: store.speech }, collections, wanted, change, keys);
        });
      } catch (error) {
        if (error instanceof Refusal) return { outcome: "refused", why: error.why };
        throw error;
      }
    },
    now: async (rows) => {
      const asked = await store.reading(async (reader) => {
        const fields = await judged(reader);
        return rows.map(({ collection, row, fields: names }) => ({
          row,
          fields: names.map((field) => {
            const one = named(fields, collection, field);
            const { type } =
              reader.ask().making.live.placeOf(one.collection).columns.get(one.path.column) ?? {};
            return { one, type };
          }),
        }));
      });
      return nowOf(store, pen, asked);
    },
  };
}
