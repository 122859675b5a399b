import type pg from "pg";
import type { Collection } from "#connectors/collection.ts";
import type { ConnectorError } from "#connectors/errors.ts";
import type { Doing, Question, Reader, Store } from "#connectors/sql/erase/store.ts";
import { literals, parameters } from "./binding.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import { copiedCells } from "./copy-cells.ts";
import { liveTables } from "./erase-tables.ts";
import { lookAt } from "./look.ts";
import { mentionsIn, wholesIn } from "./mentions.ts";
import { refusalOf } from "./refusal.ts";
import type { PostgresSettings } from "./settings.ts";
import { speech } from "./speech.ts";
import type { ColumnType } from "./types.ts";

/** How a session lets work run inside its transactions. */
export type Transactions = {
  reading<R>(seconds: number, work: (client: pg.Client) => Promise<R>): Promise<R>;
  flowing<R>(seconds: number, work: (client: pg.Client) => Promise<AsyncIterable<R>>): AsyncIterable<R>;
  /** Errors are read by `failure`, so that a refusal can say what it is about. */
  writing<R>(
    work: (client: pg.Client) => Promise<R>,
    failure: (error: unknown) => ConnectorError,
  ): Promise<R>;
};

type Known = { catalogue: Catalogue; live: Reader<ColumnType>["live"]; at: number };
const freshMs = 5000;

/** A Postgres database as the eraser works with it. */
export function postgresStore(
  transactions: Transactions,
  collections: readonly Collection[],
  settings: PostgresSettings,
): Store<ColumnType> {
  let known: Known | undefined;
  const readerOf = async (client: pg.Client, writes = false): Promise<Reader<ColumnType>> => {
    if (known === undefined || performance.now() - known.at > freshMs) {
      // Types are named as a reading names them; triggers find their tables where the database's own programs do.
      if (writes) await client.query("set local search_path to pg_catalog");
      const catalogue = await readCatalogue(client, collections, settings.schema);
      known = { catalogue, live: await liveTables(client, settings.schema), at: performance.now() };
      if (writes) await client.query("set local search_path to default");
    }
    const { catalogue, live } = known;
    const { dialect } = catalogue;
    const ask = (): Question<ColumnType> => {
      const bind = parameters();
      return {
        making: { dialect, live: catalogue, bind },
        rows: async (text) =>
          (await client.query<string[]>({ text, values: bind.values, rowMode: "array" })).rows,
        again: ask,
      };
    };
    return {
      live,
      ask,
      flow: {
        making: { dialect, live: catalogue, bind: literals },
        rows: (sql) => copiedCells(client, sql),
      },
    };
  };

  return {
    speech,
    reading: (work) =>
      transactions.reading(settings.statement_seconds, async (client) => work(await readerOf(client))),
    flowing: (work) =>
      transactions.flowing(settings.collect_seconds, async (client) => work(await readerOf(client))),
    writing: (doing: Doing, work) =>
      transactions.writing(
        async (client) => work(await readerOf(client, true)),
        (error) => refusalOf(error, doing),
      ),
    look: (table, key, columns, rows) =>
      transactions.reading(settings.statement_seconds, (client) => lookAt(client, table, key, columns, rows)),
    mentions: (values) =>
      transactions.reading(settings.collect_seconds, (client) => mentionsIn(client, settings.schema, values)),
    wholes: (values) =>
      transactions.reading(settings.collect_seconds, (client) => wholesIn(client, settings.schema, values)),
  };
}
