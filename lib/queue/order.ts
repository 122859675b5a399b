import { asc, desc, type SQL, sql } from "drizzle-orm";
import { isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { isRowId } from "#lib/core/id.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { column } from "./columns.ts";
import type { Grouping } from "./keys.ts";
import { groupingOf, type Query, sortOf } from "./language.ts";

/** Stands for nobody, so that requests of nobody have a place in the order too. */
export const nobody = "00000000-0000-0000-0000-000000000000";
export const ownerColumn: SQL = sql`coalesce(${column.ownerId}, ${sql.raw(`'${nobody}'`)}::uuid)`;

type GroupColumn = { by: SQL; cast: SQL; of: (row: RequestRow) => string };

/** What a list is grouped by before it is ordered by day. Groups by week need nothing: weeks follow from the order. */
const groupColumns: Readonly<Partial<Record<Grouping, GroupColumn>>> = {
  right: { by: sql`${column.right}`, cast: sql`text`, of: (row) => row.right },
  law: { by: sql`${column.regime}`, cast: sql`text`, of: (row) => row.regime },
  stage: { by: sql`${column.status}`, cast: sql`text`, of: (row) => row.status },
  owner: {
    by: ownerColumn,
    cast: sql`uuid`,
    of: (row) => row.ownerId ?? nobody,
  },
};

/** The order of a list, and the places in it where a page can end. */
export type Order = {
  /** Read in this direction, towards the end or towards the beginning. */
  by(backwards: boolean): SQL[];
  /** What lies beyond a place, in its direction. Throws HabeasError `invalid` for what is no place. */
  beyond(place: string): { condition: SQL; backwards: boolean };
  placeOf(row: RequestRow, backwards: boolean): string;
};

/** The order that a query asks for. Every row has one place in it, so that no page repeats or skips one. */
export function orderOf(query: Query): Order {
  const sort = sortOf(query);
  const group = groupColumns[groupingOf(query)];
  const falling = sort.startsWith("-");
  const received = sort.endsWith("received");
  const day = received ? column.receivedDay : column.safeDue;
  const columns = [...(group ? [group.by] : []), day, column.id];
  return {
    by: (backwards) => columns.map((one) => (falling !== backwards ? desc(one) : asc(one))),
    beyond(place) {
      const [direction = "", groupValue = "", dayValue = "", id = "", ...more] = place.split("~");
      const known =
        (direction === "a" || direction === "b") && more.length === 0 && /^[\w-]{0,64}$/.test(groupValue);
      const fits = group
        ? groupValue !== "" && (groupingOf(query) !== "owner" || isRowId(groupValue))
        : groupValue === "";
      if (!known || !fits || !isDay(dayValue) || !isRowId(id))
        throw new HabeasError("invalid", "This page of the queue does not exist.");
      const backwards = direction === "b";
      const values = [
        ...(group ? [sql`${groupValue}::${group.cast}`] : []),
        sql`${dayValue}::date`,
        sql`${id}::uuid`,
      ];
      const sign = falling !== backwards ? sql`<` : sql`>`;
      return { backwards, condition: sql`(${list(columns)}) ${sign} (${list(values)})` };
    },
    placeOf: (row, backwards) =>
      [backwards ? "b" : "a", group?.of(row) ?? "", received ? row.receivedDay : row.safeDue, row.id].join(
        "~",
      ),
  };
}

const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);
