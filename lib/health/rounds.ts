import { asc, sql } from "drizzle-orm";
import { houseRound } from "#drizzle/schema/health.ts";
import { database, type Queryable } from "#lib/db/database.ts";

/** `handled`: what this run did; `handledSince`: what is kept as that, where several runs are one. */
export type RoundEnd = { ok: boolean; handled?: number; handledSince?: number; cutOff?: Date | null };

/** Writes down that something that is done again and again was done now, by the database's clock. */
export async function recordRound(
  name: string,
  { ok, handled = 0, handledSince = handled, cutOff = null }: RoundEnd,
  on: Queryable = database(),
): Promise<void> {
  await on
    .insert(houseRound)
    .values({
      name,
      ok,
      handled: handledSince,
      handledEver: handled,
      cutOff,
      ranAt: sql`now()`,
      okAt: ok ? sql`now()` : null,
    })
    .onConflictDoUpdate({
      target: houseRound.name,
      set: {
        ok,
        handled: handledSince,
        cutOff,
        ranAt: sql`now()`,
        handledEver: sql`${houseRound.handledEver} + ${handled}`,
        ...(ok ? { okAt: sql`now()` } : {}),
      },
    });
}

export type Round = typeof houseRound.$inferSelect;

/** When each of them last ran. */
export function rounds(): Promise<Round[]> {
  return database().select().from(houseRound).orderBy(asc(houseRound.name));
}

/** Seconds since one of them last ended well, by the database's clock; null where it never did. */
export async function secondsSince(name: string): Promise<number | null> {
  const { rows } = await database().execute<{ seconds: number | null }>(
    sql`select extract(epoch from now() - ok_at)::float8 as seconds from house_round where name = ${name}`,
  );
  return rows[0]?.seconds ?? null;
}
