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
import { countSql, rowsOf } from "#connectors/sql/rows.ts";
import { literals, parameters, placeholders } from "./binding.ts";
import { candidatesIn, likeness } from "./candidates.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import { checkDatabase } from "./check.ts";
import { copiedLines, copyFileRows } from "./copy.ts";
import { postgresStore, type Transactions } from "./erase.ts";
import { failureOf } from "./failure.ts";
import { inspectAll, sampleRows } from "./inspect.ts";
import { beginReading, beginWriting, connect, hung, type Link, stopped } from "./link.ts";
import { pen } from "./pen.ts";
import { copyFiles, copyLines, lineFields } from "./rows.ts";
import type { PostgresSettings } from "./settings.ts";

type Context = SessionContext<PostgresSettings>;
type Located = Extract<LocateAnswer, { kind: "located" }>;

/** Opens a session; the connection itself is made when first needed, so that `check` can report it. */
export function openPostgres(context: Context): Session {
  const { collections, settings, signal } = context;
  demandReachable(collections);
  let idle: Link | undefined;
  const open = new Set<Link>();

  const failed = (link: Link, error: unknown) =>
    signal.aborted ? stopped() : link.late() ? hung() : failureOf(error);
  const begin = async (seconds: number, start = beginReading): Promise<Link> => {
    if (signal.aborted) throw stopped();
    const link = idle ?? (await connect(settings, signal));
    idle = undefined;
    open.add(link);
    link.deadline(seconds);
    try {
      await start(link.client, seconds);
    } catch (error) {
      drop(link);
      throw failed(link, error);
    }
    return link;
  };
  const finish = async (link: Link): Promise<void> => {
    await link.client.query("commit");
    link.deadline(null);
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
      throw failed(link, error);
    }
  };
  const writing: Transactions["writing"] = async (work, failure) => {
    const link = await begin(settings.statement_seconds, beginWriting);
    try {
      const result = await work(link.client);
      await finish(link);
      return result;
    } catch (error) {
      drop(link);
      throw signal.aborted ? stopped() : link.late() ? hung() : failure(error);
    }
  };
  const catalogueOf = (link: Link): Promise<Catalogue> =>
    readCatalogue(link.client, collections, settings.schema);

  const store = postgresStore(
    { reading: (seconds, work) => reading(seconds, (link) => work(link.client)), flowing, writing },
    collections,
    settings,
  );

  return {
    eraser: eraserOf(store, collections),
    identifiers: () => heldIn(store, collections),
    corrector: correctorOf(store, pen, collections),
    check: () => checkDatabase(context),
    inspect: () => reading(settings.statement_seconds, (link) => inspectAll(link.client, settings.schema)),
    sample: (collection, columns, rows) =>
      reading(settings.statement_seconds, (link) =>
        sampleRows(link.client, settings.schema, collection, columns, rows),
      ),
    explain: () =>
      reading(settings.statement_seconds, async (link) => {
        const live = await catalogueOf(link);
        const making = { dialect: live.dialect, live, bind: placeholders };
        return explainWalk(making, collections, copyLines, likeness);
      }),
    locate: (identifiers) =>
      reading(settings.statement_seconds, async (link): Promise<Located> => {
        const live = await catalogueOf(link);
        return locateAlone(
          async (asked, searched) => {
            const known = asked.filter(isSearchable);
            const bind = parameters();
            const text = locateSql({ dialect: live.dialect, live, bind }, searched, known);
            if (text === null) return readLocated(searched, known, []);
            const { rows } = await link.client.query<LocateRow>(text, bind.values);
            return readLocated(searched, known, rows);
          },
          collections,
          identifiers,
          { searchYields: true },
        );
      }),
    count: (keys) =>
      reading(settings.collect_seconds, async (link) => {
        const live = await catalogueOf(link);
        const bind = parameters();
        const making = { dialect: live.dialect, live, bind };
        const text = countSql(making, collections, rootKeys(making, collections, keys));
        const { rows } = await link.client.query<Record<string, string>>(text, bind.values);
        return new Map(collections.map((one, no) => [one.name, Number(rows[0]?.[`n${no}`] ?? 0)]));
      }),
    collect: (keys) => collectFrom(keys),
    candidates: (blocks, names) =>
      reading(settings.statement_seconds, async (link) =>
        candidatesIn(link.client, await catalogueOf(link), collections, blocks, names),
      ),
    close: async () => {
      for (const link of open) drop(link);
      const last = idle;
      idle = undefined;
      await last?.close();
    },
  };

  async function* flowing<R>(
    seconds: number,
    work: (client: Link["client"]) => Promise<AsyncIterable<R>>,
  ): AsyncGenerator<R> {
    const link = await begin(seconds);
    let whole = false;
    try {
      for await (const one of await work(link.client)) yield one;
      await finish(link);
      whole = true;
    } catch (error) {
      throw failed(link, error);
    } finally {
      if (!whole) drop(link);
    }
  }

  async function* collectFrom(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const link = await begin(settings.collect_seconds);
    let whole = false;
    try {
      const live = await catalogueOf(link);
      const making = { dialect: live.dialect, live, bind: literals };
      const found = rootKeys(making, collections, keys);
      for (const one of collections) {
        const rows = rowsOf(making, one, collections, found);
        const lines = rows === null ? nothing() : copiedLines(link.client, copyLines(rows), lineFields(rows));
        link.deadline(settings.collect_seconds);
        yield { kind: "records", collection: one.name, lines: guarded(link, lines) };
        const mediaType = one.file_field?.media_type;
        if (rows?.file === undefined || mediaType === undefined) continue;
        for await (const row of copyFileRows(link.client, copyFiles(rows, rows.file))) {
          const { via, name: fileName } = row;
          const bytes = guarded(link, row.bytes);
          yield { kind: "file", collection: one.name, via, fileName, mediaType, bytes };
        }
      }
      await finish(link);
      whole = true;
    } catch (error) {
      throw failed(link, error);
    } finally {
      if (!whole) drop(link);
    }
  }

  async function* guarded(link: Link, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      throw failed(link, error);
    }
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
