import { accessSync, constants, statSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as breathe } from "node:timers/promises";
import type { Collection } from "#connectors/collection.ts";
import type {
  CheckStep,
  CollectedPart,
  FoundKey,
  KnownIdentifier,
  LocateAnswer,
  Session,
  SessionContext,
} from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isSearchable, keysOf, lineageOf, plainFields, rootOf, sealKey } from "#connectors/lineage.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { type Catalogue, inspectAll, readCatalogue } from "./catalogue.ts";
import { failureOf } from "./failure.ts";
import { type Held, partsOf } from "./records.ts";
import type { SqliteSettings } from "./settings.ts";
import { countSql, keysSql, yieldsSql } from "./walk.ts";

/** Opens a session; the file is opened for each question and closed after it. */
export function openSqlite(context: SessionContext<SqliteSettings>): Session {
  const { collections, settings, signal } = context;
  const lineage = lineageOf(collections);
  for (const one of collections) rootOf(lineage.chainOf(one));
  const held = new Set<DatabaseSync>();

  const open = (): DatabaseSync => {
    if (signal.aborted) throw stopped();
    try {
      const database = new DatabaseSync(settings.file, {
        readOnly: true,
        readBigInts: true,
        timeout: settings.busy_seconds * 1000,
        enableDoubleQuotedStringLiterals: false,
      });
      held.add(database);
      // What a hostile file may hold in its schema must not run with our rights.
      database.exec("pragma trusted_schema = off; pragma query_only = on; begin");
      return database;
    } catch (error) {
      throw failureOf(error);
    }
  };
  const shut = (database: DatabaseSync): void => {
    held.delete(database);
    if (database.isOpen) database.close();
  };
  const reading = async <T>(
    work: (database: DatabaseSync, catalogue: Catalogue) => T | Promise<T>,
  ): Promise<T> => {
    const database = open();
    try {
      return await work(database, readCatalogue(database, collections));
    } catch (error) {
      throw failureOf(error);
    } finally {
      shut(database);
    }
  };

  async function* collect(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const database = open();
    try {
      const catalogue = readCatalogue(database, collections);
      for (const one of collections) {
        const chain = lineage.chainOf(one);
        const state: Held = { database, catalogue, chain, signal, keys: keysOf(rootOf(chain).root, keys) };
        yield* partsOf(one, state);
      }
    } catch (error) {
      throw failureOf(error);
    } finally {
      shut(database);
    }
  }

  return {
    check,
    inspect: () => reading((database) => inspectAll(database)),
    explain: async () => [],
    locate: (identifiers) =>
      reading((database, catalogue) =>
        locateAlone(
          (asked, searched) => locateIn(database, catalogue, asked, searched),
          collections,
          identifiers,
          {
            searchYields: true,
          },
        ),
      ),
    count: (keys) =>
      reading(async (database, catalogue) => {
        const counts = new Map<string, number>();
        for (const one of collections) {
          const chain = lineage.chainOf(one);
          let rows = 0;
          for (const via of keysOf(rootOf(chain).root, keys)) {
            const statement = countSql(chain, catalogue, via);
            rows += Number(database.prepare(statement.text).get(...statement.values)?.rows ?? 0);
            await breathe();
          }
          counts.set(one.name, rows);
        }
        return counts;
      }),
    collect,
    close: async () => {
      for (const database of held) shut(database);
    },
  };

  async function locateIn(
    database: DatabaseSync,
    catalogue: Catalogue,
    asked: readonly KnownIdentifier[],
    searched: readonly Collection[],
  ): Promise<Extract<LocateAnswer, { kind: "located" }>> {
    const answer: Extract<LocateAnswer, { kind: "located" }> = {
      kind: "located",
      keys: [],
      identifiers: [],
      shared: [],
    };
    const below = (root: Collection) => searched.filter((one) => rootOf(lineage.chainOf(one)).root === root);
    for (const root of lineage.roots) {
      const mine = new Set<string>();
      for (const via of asked.filter(isSearchable)) {
        const keys = new Set<string>();
        for (const one of below(root)) {
          const statement = keysSql(one, lineage.chainOf(one), catalogue, via);
          if (statement === null) continue;
          await breathe();
          if (signal.aborted) throw stopped();
          for (const row of database.prepare(statement.text).all(...statement.values))
            keys.add(sealKey(String(row.key)));
        }
        if (keys.size > 1) answer.shared.push({ ...via, collection: root.name, keys: [...keys] });
        else
          for (const key of keys) answer.keys.push({ collection: root.name, key: mine.add(key) && key, via });
      }
      for (const one of below(root)) {
        for (const [kind, field] of plainFields(one.yields)) {
          for (const key of mine) {
            const statement = yieldsSql(one, lineage.chainOf(one), catalogue, field, key);
            for (const row of database.prepare(statement.text).all(...statement.values)) {
              const known = { kind, value: String(row.value) };
              if ([...asked, ...answer.identifiers].some((k) => k.kind === kind && k.value === known.value))
                continue;
              answer.identifiers.push({ ...known, collection: root.name, key });
            }
          }
        }
      }
    }
    return answer;
  }

  async function check(): Promise<CheckStep[]> {
    const steps: CheckStep[] = [];
    const step = async (name: CheckStep["name"], good: string, work: () => unknown): Promise<void> => {
      const start = performance.now();
      let failure: ConnectorError | undefined;
      try {
        await work();
      } catch (error) {
        failure = failureOf(error);
      }
      steps.push({
        name,
        ok: failure === undefined,
        ms: Math.round(performance.now() - start),
        note: failure?.message ?? good,
      });
    };
    await step("read", "Every declared column can be read.", () => reading(() => undefined));
    await step("least_privilege", "The file cannot be written by this account.", () => {
      if (writable(settings.file)) {
        throw new ConnectorError(
          "misconfigured",
          "This account could write the file; we open it for reading only.",
        );
      }
    });
    return steps;
  }
}

function writable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What an aborted session answers. */
function stopped(): ConnectorError {
  return new ConnectorError("timeout", "The work was stopped before the system had answered.");
}
