import { and, type SQL, sql } from "drizzle-orm";
import { metricCell, metricChange } from "#drizzle/schema/metric.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { Asked } from "./asked.ts";

export type Measure =
  | "received"
  | "open"
  | "outcome"
  | "answer"
  | "ground"
  | "stage"
  | "waits"
  | "system"
  | "asked"
  | "trouble"
  | "hidden"
  | "reopened";

/** By what figures are told apart. */
export type Key = "measure" | "month" | "right_asked" | "regime" | "detail";

/** The month under which the figures of how it stands now are kept. */
const always = "0001-01-01";

type Wish = { measures: readonly Measure[]; by: readonly Key[]; now?: boolean };

/** The brands and places of which an actor may know; null: all. */
type Bounds = { brands: readonly string[] | null; places: readonly string[] | null };

function boundsOf(actor: Actor, asked: Asked): Bounds {
  const { brands, places } = actor.kind === "staff" ? actor.scope : { brands: null, places: null };
  if (asked.brand === null) return { brands, places };
  return { brands: brands === null || brands.includes(asked.brand) ? [asked.brand] : [], places };
}

const among = (column: SQL, values: readonly string[]): SQL =>
  sql`${column} = any(${sql.param(values)}::text[])`;

const placed = (places: readonly string[]): SQL =>
  sql`(${among(sql`place`, places)} or ${among(sql`split_part(place, '-', 1)`, places)})`;

/**
 * The rows that the figures of a wish are added up from: cells of the coarsest level that tells what is asked for, and
 * changes that are not in the cells yet. Scopes of staff are kept by brand and place.
 */
function facts(actor: Actor, asked: Asked, { measures, by, now }: Wish): SQL {
  const { brands, places } = boundsOf(actor, asked);
  const of = and(
    among(sql`measure`, measures),
    now ? sql`month = ${always}::date` : sql`month between ${asked.from}::date and ${asked.to}::date`,
  );
  const level = (column: "right_asked" | "regime", chosen: string | null): SQL => {
    const name = sql.identifier(column);
    if (chosen !== null) return sql`${name} = ${chosen}`;
    return by.includes(column) || places !== null ? sql`${name} <> '*'` : sql`${name} = '*'`;
  };
  const cells = and(
    of,
    places === null ? sql`place = '*'` : sql`place <> '*' and ${placed(places)}`,
    brands !== null ? among(sql`brand`, brands) : places === null ? sql`brand = '*'` : sql`brand <> '*'`,
    level("right_asked", asked.right),
    level("regime", asked.law),
  );
  const changes = and(
    of,
    places === null ? undefined : placed(places),
    brands === null ? undefined : among(sql`brand`, brands),
    asked.right === null ? undefined : sql`right_asked = ${asked.right}`,
    asked.law === null ? undefined : sql`regime = ${asked.law}`,
  );
  const columns = sql.raw(["measure", "month", "right_asked", "regime", "detail", "bucket", "n"].join(", "));
  return sql`select ${columns} from ${metricCell} where ${cells}
    union all select ${columns} from ${metricChange} where ${changes}`;
}

const named = (by: readonly Key[]): SQL =>
  sql.raw(by.map((key) => (key === "month" ? "month::text" : key)).join(", "));
const numbered = (by: readonly Key[]): SQL => sql.raw(by.map((_, at) => `${at + 1}`).join(", "));

export type Row<K extends Key> = Record<K, string>;

/** How many there are of each; none where the sum is nothing. */
export async function sums<K extends Key>(
  tx: Queryable,
  actor: Actor,
  asked: Asked,
  wish: Wish & { by: readonly K[] },
): Promise<(Row<K> & { n: number })[]> {
  const { rows } = await tx.execute(sql`
    select ${named(wish.by)}, sum(n)::float8 as n from (${facts(actor, asked, wish)}) as fact
      group by ${numbered(wish.by)} having sum(n) <> 0`);
  return rows as (Row<K> & { n: number })[];
}

/** Half took no longer than `median`, nine of ten no longer than `p90`: days of an answer, minutes of all else. */
export type Spread = { n: number; median: number; p90: number };

/** The times of each: however many there are, they are read from their steps. */
export async function spreads<K extends Key>(
  tx: Queryable,
  actor: Actor,
  asked: Asked,
  wish: Wish & { by: readonly K[] },
): Promise<(Row<K> & Spread)[]> {
  const keys = named(wish.by);
  const plain = sql.raw(wish.by.join(", "));
  const { rows } = await tx.execute(sql`
    with counted as (
      select ${plain}, bucket, sum(n) as n from (${facts(actor, asked, wish)}) as fact
        group by ${plain}, bucket having sum(n) > 0
    ), upto as (
      select ${plain}, bucket, sum(n) over (partition by ${plain} order by bucket) as upto,
          sum(n) over (partition by ${plain}) as total from counted
    )
    select ${keys}, max(total)::float8 as n, min(bucket) filter (where upto * 2 >= total) as median,
        min(bucket) filter (where upto * 10 >= total * 9) as p90
      from upto group by ${numbered(wish.by)}`);
  return rows as (Row<K> & Spread)[];
}
