import { asc, eq, sql } from "drizzle-orm";
import { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import { currentMap } from "#lib/map/current.ts";
import { visibleTo, withinScope } from "#lib/request/access.ts";
import type { QueueKey } from "./keys.ts";
import { type Reader, readerOf } from "./scope.ts";

/** A value of a key as it is proposed: what is written, and what it is in words. */
export type HouseValue = { value: string; words: string };

/** Open requests that are looked at, the most urgent first: tags that nobody uses any more are not proposed. */
const looked = 1000;

/** The values that keys have in this house, for a reader: never a brand, place or tag that only others see. */
export async function houseValues(actor: Actor): Promise<Partial<Record<QueueKey, HouseValue[]>>> {
  const reader = readerOf(actor);
  const db = database();
  const [parts, seen] = [await partsSeen(db, reader), await wordsSeen(db, reader)];
  const { systems, company } = currentMap();
  const brands = new Map((company.brands ?? []).map(({ id, name }) => [id, name]));
  return {
    law: seen.laws.map((id) => ({ value: id, words: lawNamed(id)?.short ?? "The company's own policy" })),
    system: systems.map(({ id, title }) => ({ value: id, words: title })),
    owner: await owners(db, reader),
    tag: seen.tags.map((tag) => ({ value: tag, words: "" })),
    brand: parts.brands.map((id) => ({
      value: id,
      words: id === "company" ? company.name : (brands.get(id) ?? ""),
    })),
    place: parts.places.map((place) => ({ value: place, words: placeName(place) })),
  };
}

/** Brands and places that have requests which the reader sees, from the counts. */
async function partsSeen(db: Queryable, { actor }: Reader): Promise<{ brands: string[]; places: string[] }> {
  const scope = actor.kind === "staff" ? withinScope(actor.scope, sql`brand`, sql`place`) : undefined;
  const { rows } = await db.execute<{ brand: string; place: string }>(sql`
    select distinct brand, place from queue_tally
      where brand <> '*' and kind in ('open', 'done') and ${scope ?? sql`true`}`);
  const sorted = (words: string[]) => [...new Set(words)].sort();
  return { brands: sorted(rows.map(({ brand }) => brand)), places: sorted(rows.map(({ place }) => place)) };
}

/** The tags and laws of what is open and theirs to see. */
async function wordsSeen(db: Queryable, { actor }: Reader): Promise<{ tags: string[]; laws: string[] }> {
  const { rows } = await db.execute<{ tags: string[] | null; laws: string[] | null }>(sql`
    with open as (select tags, regime from request
        where ended_at is null and ${visibleTo(actor) ?? sql`true`} order by safe_due, id limit ${looked})
      select array(select distinct unnest(tags) from open order by 1 limit 200) as tags,
        array(select distinct regime from open order by 1) as laws`);
  return { tags: rows[0]?.tags ?? [], laws: rows[0]?.laws ?? [] };
}

async function owners(db: Queryable, { staffId }: Reader): Promise<HouseValue[]> {
  const rows = await db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(eq(staff.disabled, false))
    .orderBy(asc(staff.name))
    .limit(500);
  return [
    ...(staffId === null ? [] : [{ value: "@me", words: "You" }]),
    { value: "none", words: "Nobody" },
    ...rows.map(({ id, name }) => ({ value: id, words: name })),
  ];
}

function placeName(place: string): string {
  const [country = "", part] = place.split("-");
  const name = new Intl.DisplayNames("en", { type: "region" }).of(country) ?? country;
  return part === undefined ? name : `${name}, ${part}`;
}
