import type {
  CollectedPart,
  FoundKey,
  KnownIdentifier,
  LocateAnswer,
  Session,
  SessionContext,
} from "#connectors/contract.ts";
import { isSearchable, keysOf, lineageOf, rootOf, sealKey } from "#connectors/lineage.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { inspectAll, readCatalogue } from "./catalogue.ts";
import { checkDatabase } from "./check.ts";
import { copyBytes, copyFileRows } from "./copy.ts";
import { failureOf } from "./failure.ts";
import { beginReading, connect, type Link, stopped } from "./link.ts";
import { copyFiles, copyLines, rowsFrom } from "./rows.ts";
import type { PostgresSettings } from "./settings.ts";
import { type WalkRow, walkOf } from "./walk.ts";

type Context = SessionContext<PostgresSettings>;

/** Opens a session; the connection itself is made when first needed, so that `check` can report it. */
export function openPostgres(context: Context): Session {
  const { collections, settings, signal } = context;
  const lineage = lineageOf(collections);
  for (const one of collections) rootOf(lineage.chainOf(one));
  let idle: Link | undefined;
  const open = new Set<Link>();

  const begin = async (seconds: number): Promise<Link> => {
    if (signal.aborted) throw stopped();
    const link = idle ?? (await connect(settings, signal));
    idle = undefined;
    open.add(link);
    try {
      await beginReading(link.client, seconds);
    } catch (error) {
      drop(link);
      throw signal.aborted ? stopped() : failureOf(error);
    }
    return link;
  };
  const finish = async (link: Link): Promise<void> => {
    await link.client.query("commit");
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

  return {
    check: () => checkDatabase(context),
    inspect: () => reading(settings.statement_seconds, (link) => inspectAll(link.client, settings.schema)),
    explain: async () => [],
    locate: (identifiers) =>
      reading(settings.statement_seconds, (link) =>
        locateAlone(
          (asked, searched) => locateIn(link, { ...context, collections: searched }, asked),
          collections,
          identifiers,
          {
            searchYields: true,
          },
        ),
      ),
    count: (keys) =>
      reading(settings.collect_seconds, async ({ client }) => {
        const catalogue = await readCatalogue(client, collections, settings.schema);
        const counts = new Map<string, number>();
        for (const one of collections) {
          const chain = lineage.chainOf(one);
          const from = rowsFrom(chain, keysOf(rootOf(chain).root, keys), catalogue);
          const answer =
            from && (await client.query<{ rows: string }>(`select count(*) as rows from ${from}`));
          counts.set(one.name, Number(answer ? (answer.rows[0]?.rows ?? 0) : 0));
        }
        return counts;
      }),
    collect: (keys) => collectFrom(keys),
    close: async () => {
      for (const link of open) drop(link);
      const last = idle;
      idle = undefined;
      await last?.close();
    },
  };

  async function* collectFrom(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const link = await begin(settings.collect_seconds);
    let whole = false;
    try {
      const catalogue = await readCatalogue(link.client, collections, settings.schema);
      for (const one of collections) {
        const chain = lineage.chainOf(one);
        const from = rowsFrom(chain, keysOf(rootOf(chain).root, keys), catalogue);
        yield {
          kind: "records",
          collection: one.name,
          lines: guarded(from === null ? nothing() : copyBytes(link.client, copyLines(one, from, catalogue))),
        };
        const file = one.file_field;
        if (from === null || file === undefined || one.fields[file.field]?.disclose === "never") continue;
        for await (const row of copyFileRows(link.client, copyFiles(one, from, catalogue))) {
          yield {
            kind: "file",
            collection: one.name,
            via: row.via,
            fileName: row.name,
            mediaType: file.media_type,
            bytes: guarded(row.bytes),
          };
        }
      }
      await finish(link);
      whole = true;
    } catch (error) {
      throw signal.aborted ? stopped() : failureOf(error);
    } finally {
      if (!whole) drop(link);
    }
  }

  async function* guarded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      throw signal.aborted ? stopped() : failureOf(error);
    }
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function locateIn(
  link: Link,
  context: Context,
  asked: readonly KnownIdentifier[],
): Promise<Extract<LocateAnswer, { kind: "located" }>> {
  const { collections, settings } = context;
  const identifiers = asked.filter(isSearchable);
  const lineage = lineageOf(collections);
  const catalogue = await readCatalogue(link.client, collections, settings.schema);
  const answer: Extract<LocateAnswer, { kind: "located" }> = {
    kind: "located",
    keys: [],
    identifiers: [],
    shared: [],
  };
  for (const root of lineage.roots) {
    const walk = walkOf(root, lineage, collections, catalogue, identifiers);
    if (walk === null) continue;
    const { rows } = await link.client.query<WalkRow>(walk);
    for (const row of rows) {
      const key = sealKey(row.key);
      if (row.what === "yield") {
        const known = { kind: row.kind ?? "", value: row.value ?? "" };
        answer.identifiers.push({ ...known, collection: root.name, key });
        continue;
      }
      const via = identifiers[row.no ?? -1];
      if (via === undefined) continue;
      if ((row.people ?? 0) === 1) answer.keys.push({ collection: root.name, key, via });
      else {
        const known = answer.shared.find(
          (one) => one.kind === via.kind && one.value === via.value && one.collection === root.name,
        );
        if (known) known.keys.push(key);
        else answer.shared.push({ ...via, collection: root.name, keys: [key] });
      }
    }
  }
  const isAsked = (one: KnownIdentifier) => asked.some((a) => a.kind === one.kind && a.value === one.value);
  answer.identifiers = answer.identifiers.filter((one) => !isAsked(one));
  return answer;
}
