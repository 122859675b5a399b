import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { publishedFigures, requestRecord } from "#drizzle/schema/decision.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { figuresRule } from "#lib/law/duties/records.ts";
import { lawIds } from "#lib/law/regimes/all.ts";
import { countFigures, type FiguresRow, mustBeFigures, mustMay } from "./figures.ts";

/** A row as it is published. Null: too few requests to say without showing what came of somebody's. */
export type PublishedRow = Pick<FiguresRow, "right"> & {
  received: number | "few";
  shown: Omit<FiguresRow, "right" | "received"> | null;
};

/** Fewer requests of a right than this, and nothing but that there were few is published. */
export const fewest = 10;

export type PublishedTable = { year: number; law: string; at: Date; rows: PublishedRow[] };

/**
 * What is published of a row (pure). With few requests, whoever knows that somebody asked could read from the row what
 * became of it, so only "fewer than ten" is told. There is no row of totals from which the rest could be worked out.
 * Where a law binds the company to publish every number, it does.
 */
function publishedRow({ right, received, ...shown }: FiguresRow, every: boolean): PublishedRow {
  const few = !every && received > 0 && received < fewest;
  return few ? { right, received: "few", shown: null } : { right, received, shown };
}

/**
 * Publishes the figures of a year that is over, as they stand now, in place of what was published of it before.
 * `every`: the law binds the company to publish each number, however small. Throws HabeasError `forbidden`, `invalid`.
 */
export async function publishFigures(
  actor: Actor,
  { year, law, every }: { year: number; law: string; every: boolean },
): Promise<void> {
  mustMay(actor, "publish_figures");
  mustBeFigures(year, law);
  await inTransaction(async (tx) => {
    const figures = await countFigures(tx, year, law);
    if (!figures.over)
      throw new HabeasError("invalid", `${year} is not over. Its figures are not final yet.`);
    if (every && !figures.rule)
      throw new HabeasError("invalid", "This law does not bind you to publish every number.");
    if (figures.rows.length === 0) throw new HabeasError("invalid", "There is nothing to publish.");
    await withdraw(tx, year, law);
    await tx.insert(publishedFigures).values({
      year,
      law,
      table: figures.rows.map((row) => publishedRow(row, every)),
      by: actorName(actor),
    });
    await audit(tx, null, actor, { kind: "figures_published", year, law });
  });
}

/** Takes published figures back. Throws HabeasError `not_found` where none are public. */
export async function withdrawFigures(
  actor: Actor,
  { year, law }: { year: number; law: string },
): Promise<void> {
  mustMay(actor, "publish_figures");
  await inTransaction(async (tx) => {
    if (!(await withdraw(tx, year, law)))
      throw new HabeasError("conflict", "These figures are not published.");
    await audit(tx, null, actor, { kind: "figures_withdrawn", year, law });
  });
}

async function withdraw(tx: Transaction, year: number, law: string): Promise<boolean> {
  // Two who publish the same year at the same moment wait for each other here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`figures ${year} ${law}`}, 0))`);
  const rows = await tx
    .update(publishedFigures)
    .set({ withdrawnAt: sql`now()` })
    .where(
      and(
        eq(publishedFigures.year, year),
        eq(publishedFigures.law, law),
        isNull(publishedFigures.withdrawnAt),
      ),
    )
    .returning({ id: publishedFigures.id });
  return rows.length > 0;
}

/** Everything that is public now, newest year first. For everybody. */
export async function publishedTables(): Promise<PublishedTable[]> {
  const rows = await database()
    .select()
    .from(publishedFigures)
    .where(isNull(publishedFigures.withdrawnAt))
    .orderBy(desc(publishedFigures.year), publishedFigures.law);
  return rows.map(({ year, law, at, table }) => ({ year, law, at, rows: table as PublishedRow[] }));
}

/** Laws that figures can be asked for: those under which something was recorded, and those that want figures. */
export async function lawsWithFigures(actor: Actor): Promise<string[]> {
  mustMay(actor, "see_figures");
  const all = ["OWN_POLICY", ...lawIds];
  const names = sql.join(
    all.map((law) => sql`${law}`),
    sql`, `,
  );
  // One look into the index a law, however many records there are.
  const found = await database().execute<{ law: string }>(
    sql`select law from unnest(array[${names}]::text[]) as law
          where exists (select 1 from ${requestRecord} r where r.law = law.law)`,
  );
  const known = new Set(found.rows.map(({ law }) => law));
  return all.filter((law) => known.has(law) || figuresRule(law) !== null);
}
