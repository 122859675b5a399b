import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { Cell, Corrector } from "#connectors/correct.ts";
import {
  checkWritable,
  collectionOfRow,
  correctableOwn,
  effectFields,
  type Judged,
  typeFromEffects,
} from "#connectors/correctable.ts";
import { fieldsFor } from "#connectors/http/fields-for.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import { keysOf } from "#connectors/lineage.ts";
import { ownedPart } from "#connectors/owned-part.ts";
import { rowOf } from "../erase/find.ts";
import { attributeOf } from "../filter.ts";
import { isBinary, isName } from "../schema.ts";
import { type Asking, isRoot, type Owned, ownedBy } from "../walk.ts";
import { changed } from "./change.ts";
import { now } from "./now.ts";
import { heldIn } from "./values.ts";

/** Correction in a directory. Each question has a connection of its own, as everywhere here. */
export function ldapCorrector(asking: <T>(work: (open: Asking) => Promise<T>) => Promise<T>): Corrector {
  /** Of the map what is a person's own, with the attributes that effects set. */
  const inOwn = <T>(work: (open: Asking) => Promise<T>): Promise<T> =>
    asking((open) => work({ ...open, collections: ownedPart(open.collections).map(widened) }));
  return {
    fields: () => asking(async (open) => fieldsIn(open)),
    async *cells(keys, asked) {
      const found = await inOwn(async (open) => {
        const cells: Cell[] = [];
        for (const collection of open.collections.filter((one) => one.key.length > 0)) {
          const mine = asked.filter((one) => one.collection === collection.name);
          if (mine.length === 0) continue;
          const shown = fieldsFor(collection);
          for await (const { entry, row, via, roles } of ownRows(open, collection, keys)) {
            const visible = shown(roles);
            for (const { field } of mine)
              if (visible.includes(field))
                cells.push({
                  collection: collection.name,
                  via,
                  row,
                  field,
                  value: heldIn(open, collection, entry, field),
                });
          }
        }
        return cells;
      });
      yield* found;
    },
    change: (change, keys) =>
      inOwn(async (open) => {
        checkWritable(change, fieldsIn(open));
        const collection = collectionOfRow(open.collections, change);
        for await (const { row } of ownRows(open, collection, keys))
          if (JSON.stringify(row) === JSON.stringify(change.row)) return changed(open, collection, change);
        return { outcome: "gone" };
      }),
    now: (rows) => asking((open) => now({ ...open, collections: open.collections.map(widened) }, rows)),
  };
}

const fieldsIn = ({ collections, schema }: Asking) =>
  correctableOwn(collections, (of, path) => judged(of, path, schema));

function judged(of: Collection, path: FieldPath, schema: Asking["schema"]): Judged {
  const type = typeFromEffects(of, path.text);
  if (path.steps.length > 0)
    return { type, why: `A directory has no place inside ${path.text} of ${of.name}.` };
  const known = schema.attribute(attributeOf(path, of, schema));
  if (known === undefined) return { type, why: `The name of an entry of ${of.name} cannot be changed.` };
  if (isBinary(known) || isName(known))
    return { type, why: `${path.text} of ${of.name} holds no text but bytes, or the name of another entry.` };
  if (!known.isEqualKnown)
    return {
      type,
      why: `The directory does not compare ${path.text} of ${of.name}, so it cannot be changed safely.`,
    };
  const kinds = {
    "1.3.6.1.4.1.1466.115.121.1.27": "number",
    "1.3.6.1.4.1.1466.115.121.1.7": "boolean",
  } as const;
  const kind = Object.entries(kinds).find(([syntax]) => syntax === known.syntax)?.[1];
  return { type: kind === undefined ? type : { ...type, kind }, why: null };
}

function widened(one: Collection): Collection {
  const agreed = one.effects.flatMap((effect) => effect.agreed_at ?? []);
  const more = [...effectFields(one), ...agreed].filter((field) => !Object.hasOwn(one.fields, field));
  const plain = more.map((field) => [pathOf(field).column, { label: field, disclose: "yes" as const }]);
  return more.length === 0 ? one : { ...one, fields: { ...Object.fromEntries(plain), ...one.fields } };
}

/** The entries of a collection that are a person's own, each once. */
async function* ownRows(
  open: Asking,
  collection: Collection,
  keys: Parameters<Corrector["cells"]>[0],
): AsyncGenerator<Owned & { row: readonly string[]; via: string }> {
  const seen = new Set<string>();
  for (const root of open.collections.filter(isRoot)) {
    for (const via of keysOf(root, keys)) {
      // Read to the end first: a directory keeps one place in one paged answer for each connection.
      const mine: Owned[] = [];
      for await (const one of ownedBy(open, collection, root.name, via)) mine.push(one);
      for (const one of mine) {
        if (seen.has(one.entry.dn)) continue;
        seen.add(one.entry.dn);
        yield { ...one, row: rowOf(one.entry, collection, open), via };
      }
    }
  }
}
