import type { FoundKey } from "#connectors/contract.ts";
import type { Cell, Corrector, RowChange } from "#connectors/correct.ts";
import type { RowKey } from "#connectors/erase.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { type CollectionRule, type Scalar, says, textOf } from "./rules.ts";

/** One row of a person with what its ruled fields say now. `agreed`: when the person agreed there, where the map says. */
export type RuledRow = {
  collection: string;
  via: string;
  row: RowKey;
  fields: { field: string; value: string | null }[];
  agreed: string | null;
};

/** A row's name with us: equal rows of one system have equal tokens, and without our key it tells nothing. */
export const rowToken = (systemId: string, { collection, row }: Pick<RuledRow, "collection" | "row">) =>
  tokenOf(`row/${systemId}`, JSON.stringify([collection, row]));

/** The ruled fields of these people's rows, row by row. */
export async function ruledRows(
  corrector: Corrector,
  keys: readonly FoundKey[],
  rules: readonly CollectionRule[],
): Promise<RuledRow[]> {
  const asked = rules.flatMap(({ collection, fields, agreedAt }) => [
    ...fields.map(({ field }) => ({ collection, field })),
    ...(agreedAt === null ? [] : [{ collection, field: agreedAt }]),
  ]);
  const agreedAt = new Map(rules.map((one) => [one.collection, one.agreedAt]));
  const rows = new Map<string, RuledRow>();
  for await (const cell of corrector.cells(keys, asked)) {
    const row = rowOf(rows, cell);
    if (cell.field === agreedAt.get(cell.collection)) row.agreed = cell.value;
    else if (row.fields.every(({ field }) => field !== cell.field)) {
      row.fields.push({ field: cell.field, value: cell.value });
    }
  }
  return [...rows.values()];
}

function rowOf(rows: Map<string, RuledRow>, { collection, via, row }: Cell): RuledRow {
  const name = JSON.stringify([collection, row]);
  const known = rows.get(name) ?? { collection, via, row, fields: [], agreed: null };
  rows.set(name, known);
  return known;
}

/** What fields of a row are to say. */
export type Desired = { field: string; value: Scalar }[];

/** What the rules want of a row while the choice stands (pure). */
export const setBy =
  (rules: readonly CollectionRule[]) =>
  (row: RuledRow): Desired =>
    rules
      .filter((one) => one.collection === row.collection)
      .flatMap(({ fields }) => fields.map(({ field, set }) => ({ field, value: set })));

/**
 * What a row is to say once the choice is taken back (pure): what the map says, else what it said before us. What says
 * something else than we had set is not ours to lift.
 */
export const liftedBy =
  (rules: readonly CollectionRule[], before: (row: RuledRow) => Record<string, string | null> | undefined) =>
  (row: RuledRow): Desired =>
    rules
      .filter((one) => one.collection === row.collection)
      .flatMap(({ fields }) => fields)
      .flatMap(({ field, set, lifted }) => {
        const now = row.fields.find((one) => one.field === field);
        const earlier = before(row)?.[field];
        const value = lifted === undefined ? earlier : lifted;
        return now && says(now.value, set) && value !== undefined ? [{ field, value }] : [];
      });

/** The change that makes a row say so: null where it does already (pure). */
export function changeOf(row: RuledRow, desired: Desired): RowChange | null {
  const fields = desired.flatMap(({ field, value }) => {
    const now = row.fields.find((one) => one.field === field);
    return !now || says(now.value, value) ? [] : [{ field, seen: now.value, value: textOf(value) }];
  });
  return fields.length === 0 ? null : { collection: row.collection, row: row.row, fields };
}

/** The same in every repeat of the same change, and another once the row said something else in between. */
export const onceOf = (work: string, token: Buffer, change: RowChange) =>
  tokenOf(`once/${work}`, `${token.toString("hex")} ${JSON.stringify(change.fields)}`)
    .toString("hex")
    .slice(0, 40);
