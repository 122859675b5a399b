import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { setImmediate as breathe } from "node:timers/promises";
import type { Collection } from "#connectors/collection.ts";
import type { Cells, Question, Reader, Store } from "#connectors/sql/erase/store.ts";
import { inspectAll, readLive } from "./catalogue.ts";
import { type ColumnType, literals, sqliteDialect } from "./dialect.ts";
import { liveTables } from "./erase-tables.ts";
import { failureOf } from "./failure.ts";
import { lookAt } from "./look.ts";
import { mentionsIn, wholesIn } from "./mentions.ts";
import { refusalOf } from "./refusal.ts";
import { speech } from "./speech.ts";

/** How a session opens its file. */
export type Opening = {
  reading(): DatabaseSync;
  /** With a transaction begun that nobody else can write beside. Throws what SQLite throws. */
  writing(): DatabaseSync;
  shut(database: DatabaseSync): void;
};

const cell = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

/** The rows of a statement, each value as text. */
function cellsOf(database: DatabaseSync, sql: string, ...values: SQLInputValue[]): Cells[] {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return (statement.all(...values) as unknown as unknown[][]).map((row) => row.map(cell));
}

const breath = 2000;

async function* flowing(database: DatabaseSync, sql: string): AsyncGenerator<Cells[]> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  let batch: Cells[] = [];
  for (const row of statement.iterate() as Iterable<unknown>) {
    batch.push((row as unknown[]).map(cell));
    if (batch.length < breath) continue;
    yield batch;
    batch = [];
    await breathe();
  }
  yield batch;
}

/** An SQLite database as the eraser works with it. */
export function sqliteStore(opening: Opening, collections: readonly Collection[]): Store<ColumnType> {
  const readerOf = (database: DatabaseSync): Reader<ColumnType> => {
    const making = { dialect: sqliteDialect, live: readLive(database, collections), bind: literals };
    const ask = (): Question<ColumnType> => ({
      making,
      rows: async (sql) => cellsOf(database, sql),
      again: ask,
    });
    return {
      live: liveTables(database, inspectAll(database)),
      ask,
      flow: { making, rows: (sql) => flowing(database, sql) },
    };
  };
  const reading = async <R>(work: (database: DatabaseSync) => Promise<R>): Promise<R> => {
    const database = opening.reading();
    try {
      return await work(database);
    } catch (error) {
      throw failureOf(error);
    } finally {
      opening.shut(database);
    }
  };

  return {
    speech,
    reading: (work) => reading((database) => work(readerOf(database))),
    flowing: async function* (work) {
      const database = opening.reading();
      try {
        for await (const one of await work(readerOf(database))) yield one;
      } catch (error) {
        throw failureOf(error);
      } finally {
        opening.shut(database);
      }
    },
    writing: async (doing, work) => {
      let database: DatabaseSync | undefined;
      try {
        database = opening.writing();
        const result = await work(readerOf(database));
        database.exec("commit");
        return result;
      } catch (error) {
        throw refusalOf(error, doing);
      } finally {
        // What is not committed is undone when the file is closed.
        if (database !== undefined) opening.shut(database);
      }
    },
    look: (table, key, columns, rows) =>
      reading(async (database) => lookAt(database, table, key, columns, rows)),
    mentions: (values) => reading((database) => mentionsIn(database, values)),
    wholes: (values) => reading((database) => wholesIn(database, values)),
  };
}
