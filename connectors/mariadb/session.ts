import type { CollectedPart, FoundKey, LocateAnswer, Session, SessionContext } from "#connectors/contract.ts";
import { isSearchable } from "#connectors/lineage.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { correctorOf } from "#connectors/sql/correct/corrector.ts";
import { eraserOf } from "#connectors/sql/erase/eraser.ts";
import { heldIn } from "#connectors/sql/erase/held.ts";
import { explainWalk } from "#connectors/sql/explain.ts";
import { demandReachable } from "#connectors/sql/graph.ts";
import { rootKeys } from "#connectors/sql/keys.ts";
import { type LocateRow, locateSql } from "#connectors/sql/locate.ts";
import { readLocated } from "#connectors/sql/located.ts";
import { countSql, type Rows, rowsOf } from "#connectors/sql/rows.ts";
import type { Making } from "#connectors/sql/values.ts";
import { candidatesIn, likeness } from "./candidates.ts";
import { readLive } from "./catalogue.ts";
import { checkDatabase } from "./check.ts";
import { mariadbDialect } from "./dialect.ts";
import { mariadbStore } from "./erase.ts";
import { failureOf } from "./failure.ts";
import { inspectAll, sampleOf } from "./inspect.ts";
import { LineWriter } from "./lines.ts";
import { beginReading, beginWriting, connect, type Link, stopped } from "./link.ts";
import { literals, placeholders } from "./literal.ts";
import { pen } from "./pen.ts";
import { fieldsOf, fileNameOf, filesSql, recordsSql } from "./rows.ts";
import type { MariadbSettings } from "./settings.ts";
import { lineStream, rowStream } from "./stream.ts";
import type { ColumnType } from "./type.ts";

type Context = SessionContext<MariadbSettings>;
type Located = Extract<LocateAnswer, { kind: "located" }>;

/** Opens a session; the connection itself is made when first needed, so that `check` can report it. */
export function openMariadb(context: Context): Session {
  const { collections, settings, signal } = context;
  demandReachable(collections);
  let idle: Link | undefined;
  const open = new Set<Link>();

  const begin = async (seconds: number, start = beginReading): Promise<Link> => {
    if (signal.aborted) throw stopped();
    const link = idle ?? (await connect(settings, signal));
    idle = undefined;
    open.add(link);
    try {
      await start(link, seconds);
    } catch (error) {
      drop(link);
      throw failureOf(error);
    }
    return link;
  };
  const finish = async (link: Link): Promise<void> => {
    await link.rows("commit");
    open.delete(link);
    if (idle === undefined) idle = link;
    else await link.close();
  };
  const drop = (link: Link): void => {
    open.delete(link);
    link.cut();
    void link.close();
  };
  const reading = async <T>(seconds: number, work: (link: Link) => Promise<T>): Promise<T> => {
    const link = await begin(seconds);
    try {
      const result = await work(link);
      await finish(link);
      return result;
    } catch (error) {
      drop(link);
      throw signal.aborted ? stopped() : failureOf(error);
    }
  };
  const makingOn = async (link: Link): Promise<Making<ColumnType>> => ({
    dialect: mariadbDialect,
    live: await readLive(link, collections),
    bind: literals,
  });

  const writing = async <T>(work: (link: Link) => Promise<T>): Promise<T> => {
    const link = await begin(settings.statement_seconds, beginWriting);
    try {
      const result = await work(link);
      await finish(link);
      return result;
    } catch (error) {
      drop(link);
      throw signal.aborted ? stopped() : failureOf(error);
    }
  };
  const store = mariadbStore({ reading, flowing, writing }, collections, settings);

  return {
    eraser: eraserOf(store, collections),
    identifiers: () => heldIn(store, collections),
    corrector: correctorOf(store, pen, collections),
    check: () => checkDatabase(context),
    inspect: () => reading(settings.statement_seconds, (link) => inspectAll(link)),
    sample: (collection, columns, rows) =>
      reading(settings.statement_seconds, (link) => sampleOf(link, collection, columns, rows)),
    explain: () =>
      reading(settings.statement_seconds, async (link) =>
        explainWalk({ ...(await makingOn(link)), bind: placeholders }, collections, recordsSql, likeness),
      ),
    locate: (identifiers) =>
      reading(settings.statement_seconds, async (link): Promise<Located> => {
        const making = await makingOn(link);
        return locateAlone(
          async (asked, searched) => {
            const known = asked.filter(isSearchable);
            const sql = locateSql(making, searched, known);
            const rows = sql === null ? [] : await link.records(sql);
            return readLocated(searched, known, rows as unknown as LocateRow[]);
          },
          collections,
          identifiers,
          { searchYields: true },
        );
      }),
    count: (keys) =>
      reading(settings.collect_seconds, async (link) => {
        const making = await makingOn(link);
        const [row] = await link.rows(countSql(making, collections, rootKeys(making, collections, keys)));
        return new Map(collections.map((one, no) => [one.name, Number(row?.[no] ?? 0)]));
      }),
    collect: (keys) => collectFrom(keys),
    candidates: (blocks, names) =>
      reading(settings.statement_seconds, async (link) =>
        candidatesIn(link, await makingOn(link), collections, blocks, names),
      ),
    close: async () => {
      for (const link of open) drop(link);
      const last = idle;
      idle = undefined;
      await last?.close();
    },
  };

  async function* flowing<T>(
    seconds: number,
    work: (link: Link) => Promise<AsyncIterable<T>>,
  ): AsyncGenerator<T> {
    const link = await begin(seconds);
    let whole = false;
    try {
      for await (const one of await work(link)) yield one;
      await finish(link);
      whole = true;
    } catch (error) {
      throw signal.aborted ? stopped() : failureOf(error);
    } finally {
      if (!whole) drop(link);
    }
  }

  async function* collectFrom(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const link = await begin(settings.collect_seconds);
    let whole = false;
    try {
      const making = await makingOn(link);
      const found = rootKeys(making, collections, keys);
      for (const one of collections) {
        const rows = rowsOf(making, one, collections, found);
        yield {
          kind: "records",
          collection: one.name,
          lines: rows === null ? nothing() : linesOf(link, rows),
        };
        if (rows !== null) yield* filesOf(link, rows);
      }
      await finish(link);
      whole = true;
    } catch (error) {
      throw signal.aborted ? stopped() : failureOf(error);
    } finally {
      if (!whole) drop(link);
    }
  }
}

function linesOf(link: Link, rows: Rows<ColumnType>): AsyncGenerator<Uint8Array> {
  const writer = new LineWriter(fieldsOf(rows), (row) => fileNameOf(rows.place.collection, row));
  return lineStream(link, recordsSql(rows), writer);
}

async function* filesOf(link: Link, rows: Rows<ColumnType>): AsyncGenerator<CollectedPart> {
  const { collection } = rows.place;
  const mediaType = collection.file_field?.media_type;
  if (rows.file === undefined || mediaType === undefined) return;
  let row = 0;
  for await (const [via, bytes] of rowStream(link, filesSql(rows, rows.file))) {
    row += 1;
    if (bytes === null || bytes === undefined) continue;
    yield {
      kind: "file",
      collection: collection.name,
      via: via?.toString("utf8") ?? "",
      fileName: fileNameOf(collection, row),
      mediaType,
      bytes: once(bytes),
    };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
