import { eq, type SQL, sql } from "drizzle-orm";
import { vaultRoot } from "#drizzle/schema/vault.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { keyRing } from "./key-ring.ts";
import { refresh } from "./open.ts";
import { type SealedPlace, sealedPlaces } from "./places.ts";
import { derivedKey, open, seal } from "./seal.ts";

const atOnce = 500;

type Found = Record<string, string> & { sealed_now: Buffer };
export type Under = { id: string; table: string; count: number };

/** How many values lie under each root key, table by table. */
export async function countUnder(): Promise<Under[]> {
  const counts: Under[] = [];
  for (const place of sealedPlaces) {
    const column = sql.identifier(place.column);
    const { rows } = await database().execute<{ id: string; count: number }>(
      sql`select v.id, count(*)::int as count from ${sql.identifier(place.table)} t
            join vault_root v on (get_byte(t.${column}, 0) = 2 and v.id = encode(substring(t.${column} from 2 for 8), 'hex'))
              or (get_byte(t.${column}, 0) = 1 and v.number = 0)
           where ${stored(place)} group by v.id`,
    );
    counts.push(...rows.map(({ id, count }) => ({ id, table: place.table, count })));
  }
  return counts;
}

/** Rows in which there is something: an emptied column is no ciphertext. */
const stored = ({ column, where }: SealedPlace): SQL =>
  sql`t.${sql.identifier(column)} is not null and length(t.${sql.identifier(column)}) > 9 and ${sql.raw(where ?? "true")}`;

/**
 * Seals one piece of what lies under older root keys again under the newest, in one transaction, and remembers how far it
 * came; any process can go on from there. Nothing that changed meanwhile is written over: what was destroyed stays
 * destroyed. Returns how many were sealed again, and whether nothing is left to do. `settledSeconds`: so long after its
 * first use the newest key is known to every process.
 */
export async function rewrapSome({ settledSeconds }: { settledSeconds: number }): Promise<{
  rewrapped: number;
  done: boolean;
}> {
  return inTransaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(vaultRoot)
      .where(
        sql`number > 0 and number = (select max(number) from vault_root) and rewrap_done_at is null
            and used_from <= now() - make_interval(secs => ${settledSeconds})`,
      )
      .for("update", { skipLocked: true });
    if (!row) return { rewrapped: 0, done: true };
    // Should this process be the last to hear of the newest key, its next look is soon.
    if (keyRing().current.id !== row.id) return { rewrapped: 0, done: false };
    const at = row.rewrapPlace ?? 0;
    const place = sealedPlaces[at];
    if (!place) {
      await tx
        .update(vaultRoot)
        .set({ rewrapDoneAt: sql`now()`, rewrapAfter: null })
        .where(eq(vaultRoot.id, row.id));
      return { rewrapped: 0, done: true };
    }
    const found = await next(tx, place, row.id, row.rewrapAfter as string[] | null);
    const { written, unreadable } = await again(tx, place, found);
    const last = found.at(-1);
    await tx
      .update(vaultRoot)
      .set({
        rewrapPlace: found.length < atOnce ? at + 1 : at,
        rewrapAfter: found.length < atOnce || !last ? null : place.key.map(({ column }) => last[column]),
        rewrapped: sql`${vaultRoot.rewrapped} + ${written}`,
        unreadable: sql`${vaultRoot.unreadable} + ${unreadable}`,
      })
      .where(eq(vaultRoot.id, row.id));
    return { rewrapped: written, done: false };
  });
}

/** Begins anew with what still lies under older keys: what an older version wrote, say. */
export async function rewrapAnew(): Promise<void> {
  await refresh();
  const { current } = keyRing();
  if (current.number === 0) throw new HabeasError("conflict", "There is one key only. Rotate it first.");
  await database()
    .update(vaultRoot)
    .set({ rewrapPlace: 0, rewrapAfter: null, rewrapDoneAt: null, unreadable: 0 })
    .where(eq(vaultRoot.id, current.id));
}

const asText = ({ column, type }: SealedPlace["key"][number]) =>
  type === "bytea" ? sql`encode(t.${sql.identifier(column)}, 'hex')` : sql`t.${sql.identifier(column)}::text`;
const fromText = (type: SealedPlace["key"][number]["type"], text: SQL) =>
  type === "bytea" ? sql`decode(${text}, 'hex')` : sql`${text}::${sql.raw(type)}`;

async function next(
  tx: Transaction,
  place: SealedPlace,
  newest: string,
  after: string[] | null,
): Promise<Found[]> {
  const keys = place.key.map(({ column }) => sql`t.${sql.identifier(column)}`);
  const beyond =
    after === null
      ? sql`true`
      : sql`(${sql.join(keys, sql`, `)}) > (${sql.join(
          place.key.map(({ type }, i) => fromText(type, sql`${after[i] ?? ""}`)),
          sql`, `,
        )})`;
  const columns = [
    ...place.key.map((one) => sql`${asText(one)} as ${sql.identifier(one.column)}`),
    ...(place.also ?? []).map(
      (name) =>
        sql`case when pg_typeof(t.${sql.identifier(name)}) = 'bytea'::regtype then substring(t.${sql.identifier(name)}::text from 3) else t.${sql.identifier(name)}::text end as ${sql.identifier(name)}`,
    ),
  ];
  const column = sql.identifier(place.column);
  const { rows } = await tx.execute<Found>(
    sql`select ${sql.join(columns, sql`, `)}, t.${column} as sealed_now from ${sql.identifier(place.table)} t
         where ${stored(place)} and ${beyond} and substring(t.${column} from 1 for 9) <> decode(${`02${newest}`}, 'hex')
         order by ${sql.join(keys, sql`, `)} limit ${atOnce}`,
  );
  return rows;
}

async function again(
  tx: Transaction,
  place: SealedPlace,
  found: readonly Found[],
): Promise<{ written: number; unreadable: number }> {
  const key = derivedKey(place.purpose);
  const news: (readonly [Found, Buffer])[] = [];
  for (const row of found) {
    const context = place.context(row);
    const before = place.before && { context: place.before(row) };
    const text = opened(() => open(key, context, row.sealed_now, before));
    if (text !== null) news.push([row, seal(key, context, text)]);
  }
  if (news.length === 0) return { written: 0, unreadable: found.length };
  const values = news.map(
    ([row, sealed]) =>
      sql`(${sql.join(
        [
          ...place.key.map(({ column, type }) => fromText(type, sql`${row[column] ?? ""}`)),
          sql`${row.sealed_now}::bytea`,
          sql`${sealed}::bytea`,
        ],
        sql`, `,
      )})`,
  );
  const names = place.key.map((_, i) => sql.identifier(`k${i}`));
  const column = sql.identifier(place.column);
  const same = place.key.map((one, i) => sql`t.${sql.identifier(one.column)} = v.${sql.identifier(`k${i}`)}`);
  const { rowCount } = await tx.execute(
    sql`update ${sql.identifier(place.table)} t set ${column} = v.new
          from (values ${sql.join(values, sql`, `)}) as v (${sql.join(names, sql`, `)}, old, new)
         where ${sql.join(same, sql` and `)} and t.${column} = v.old`,
  );
  return { written: rowCount ?? 0, unreadable: found.length - news.length };
}

/** A value that opens under no key is left as it is and counted: one broken row must not hold up a rotation. */
function opened(work: () => string): string | null {
  try {
    return work();
  } catch {
    return null;
  }
}
