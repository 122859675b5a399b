import type { Collection } from "#connectors/collection.ts";
import type { Live } from "#connectors/sql/dialect.ts";
import type { Cells, LiveTables, Question, Reader, Store } from "#connectors/sql/erase/store.ts";
import { readLive } from "./catalogue.ts";
import { mariadbDialect } from "./dialect.ts";
import { liveTables } from "./erase-tables.ts";
import { failureOf } from "./failure.ts";
import type { Link } from "./link.ts";
import { literals } from "./literal.ts";
import { lookAt } from "./look.ts";
import { mentionsIn, wholesIn } from "./mentions.ts";
import { refusalOf } from "./refusal.ts";
import type { MariadbSettings } from "./settings.ts";
import { speech } from "./speech.ts";
import { rowStream } from "./stream.ts";
import type { ColumnType } from "./type.ts";

/** How a session lets work run inside its transactions. */
export type Transactions = {
  reading<R>(seconds: number, work: (link: Link) => Promise<R>): Promise<R>;
  flowing<R>(seconds: number, work: (link: Link) => Promise<AsyncIterable<R>>): AsyncIterable<R>;
  writing<R>(work: (link: Link) => Promise<R>): Promise<R>;
};

const freshMs = 5000;

async function* cellsOf(link: Link, sql: string): AsyncGenerator<Cells[]> {
  for await (const row of rowStream(link, sql)) yield [row.map((cell) => cell?.toString("utf8") ?? null)];
}

/** A MariaDB database as the eraser works with it. */
export function mariadbStore(
  transactions: Transactions,
  collections: readonly Collection[],
  settings: MariadbSettings,
): Store<ColumnType> {
  let known: { places: Live<ColumnType>; live: LiveTables; at: number } | undefined;
  const readerOf = async (link: Link, failure = failureOf): Promise<Reader<ColumnType>> => {
    if (known === undefined || performance.now() - known.at > freshMs) {
      const places = await readLive(link, collections);
      known = { places, live: await liveTables(link), at: performance.now() };
    }
    const { places, live } = known;
    const making = { dialect: mariadbDialect, live: places, bind: literals };
    const ask = (): Question<ColumnType> => ({ making, rows: (sql) => link.rows(sql, failure), again: ask });
    return {
      live,
      ask,
      flow: { making, rows: (sql) => cellsOf(link, sql) },
    };
  };

  return {
    speech,
    reading: (work) =>
      transactions.reading(settings.statement_seconds, async (link) => work(await readerOf(link))),
    flowing: (work) =>
      transactions.flowing(settings.collect_seconds, async (link) => work(await readerOf(link))),
    writing: (doing, work) =>
      transactions.writing(async (link) => work(await readerOf(link, (error) => refusalOf(error, doing)))),
    look: (table, key, columns, rows) =>
      transactions.reading(settings.statement_seconds, (link) => lookAt(link, table, key, columns, rows)),
    mentions: (values) => transactions.reading(settings.collect_seconds, (link) => mentionsIn(link, values)),
    wholes: (values) => transactions.reading(settings.collect_seconds, (link) => wholesIn(link, values)),
  };
}
