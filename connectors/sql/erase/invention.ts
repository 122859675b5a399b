import type { Collection } from "#connectors/collection.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { kindOf } from "./kind.ts";
import type { Invention } from "./planned.ts";
import type { LiveTable, LiveTables } from "./store.ts";

/** An address of an invented owner: 20 letters at a domain that nobody can have (RFC 2606). */
const markLength = 36;

/** How a row of a collection can get an invented owner of its own; or why it cannot, in plain words. */
export function inventionOf(
  collection: Collection,
  edge: Edge | null,
  own: LiveTable | undefined,
  collections: readonly Collection[],
  live: LiveTables,
): Invention | string {
  const owner = collections.find((one) => one.name === edge?.to);
  const table = owner && live.tableOf(owner);
  const cannot = (why: string) => `No invented owner can be made for rows of ${collection.name}: ${why}.`;
  if (edge === null || owner === undefined || table === undefined) return cannot("the map names no owner");
  if (table === own) return cannot("they belong to rows of their own table");
  if (!table.writable) return cannot(`nothing can be written to ${owner.name}`);
  if (
    edge.on.some(
      ({ own: mine, theirs, prefix, theirPrefix }) =>
        mine.steps.length + theirs.steps.length > 0 || prefix + theirPrefix !== "",
    )
  ) {
    return cannot("they are tied by a part of a value");
  }
  const ties = edge.on.map((tie) => ({ own: tie.own.column, theirs: tie.theirs.column }));
  const tied = ties.map((tie) => tie.theirs);
  const made = table.columns.filter((one) => tied.includes(one.name) && !given(table, one.name));
  const unmakeable = made.find((one) => {
    const { is, length } = kindOf(one.type);
    return is !== "uuid" && !(is === "text" && (length ?? markLength) >= 16);
  });
  if (unmakeable !== undefined)
    return cannot(`${unmakeable.name} of ${owner.name} is not made by the database`);
  const mark = table.columns.find(
    (one) =>
      kindOf(one.type).is === "text" &&
      (kindOf(one.type).length ?? markLength) >= markLength &&
      !tied.includes(one.name) &&
      !table.generated.has(one.name) &&
      !refers(table, one.name),
  );
  if (mark === undefined) return cannot(`${owner.name} has no column by which one could be known again`);
  const needed = table.columns.filter(
    (one) => !one.nullable && one !== mark && !tied.includes(one.name) && !given(table, one.name),
  );
  const stuck = needed.find((one) => kindOf(one.type).is === "other" || refers(table, one.name));
  if (stuck !== undefined)
    return cannot(`${stuck.name} of ${owner.name} must be filled with what cannot be invented`);
  return { owner, table, ties, mark: mark.name, filled: [...made, ...needed].map((one) => one.name) };
}

const given = (table: LiveTable, column: string): boolean =>
  table.provided.has(column) || table.generated.has(column);
const refers = (table: LiveTable, column: string): boolean =>
  table.references.some((one) => one.columns.includes(column));
