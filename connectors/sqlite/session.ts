import { accessSync, constants, existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type {
  CheckStep,
  CollectedPart,
  FoundKey,
  LocateAnswer,
  Session,
  SessionContext,
} from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isSearchable } from "#connectors/lineage.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { timedSteps } from "#connectors/sql/checking.ts";
import { correctorOf } from "#connectors/sql/correct/corrector.ts";
import { eraserOf } from "#connectors/sql/erase/eraser.ts";
import { heldIn } from "#connectors/sql/erase/held.ts";
import { explainWalk } from "#connectors/sql/explain.ts";
import { demandReachable } from "#connectors/sql/graph.ts";
import { rootKeys } from "#connectors/sql/keys.ts";
import { type LocateRow, locateSql } from "#connectors/sql/locate.ts";
import { readLocated } from "#connectors/sql/located.ts";
import { countSql, rowsOf } from "#connectors/sql/rows.ts";
import type { Making } from "#connectors/sql/values.ts";
import { candidatesIn, likeness } from "./candidates.ts";
import { inspectAll, readLive, sampleOf } from "./catalogue.ts";
import {
  type ColumnType,
  foldedFunction,
  literals,
  placeholders,
  sqliteDialect,
  strippedFunction,
} from "./dialect.ts";
import { sqliteStore } from "./erase.ts";
import { failureOf } from "./failure.ts";
import { pen } from "./pen.ts";
import { linesSql, partsOf } from "./records.ts";
import type { SqliteSettings } from "./settings.ts";

type Located = Extract<LocateAnswer, { kind: "located" }>;

/** The file is not waited for longer before a change: whoever works on it goes first. */
const lockMs = 100;

/** Opens a session; the file is opened for each question and closed after it. */
export function openSqlite(context: SessionContext<SqliteSettings>): Session {
  const { collections, settings, signal } = context;
  demandReachable(collections);
  const held = new Set<DatabaseSync>();

  const opened = (readOnly: boolean, timeout: number, first: string): DatabaseSync => {
    if (signal.aborted) throw stopped();
    const database = new DatabaseSync(settings.file, {
      readOnly,
      readBigInts: true,
      timeout,
      enableDoubleQuotedStringLiterals: false,
    });
    held.add(database);
    try {
      // What a hostile file may hold in its schema must not run with our rights.
      database.exec(`pragma trusted_schema = off; ${first}`);
      return database;
    } catch (error) {
      shut(database);
      throw error;
    }
  };
  const open = (): DatabaseSync => {
    try {
      const database = opened(true, settings.busy_seconds * 1000, "pragma query_only = on; begin");
      database.function(strippedFunction, { deterministic: true, directOnly: true }, (text, form) =>
        typeof text === "string" ? text.replace(form === "phone" ? /[^0-9+]/g : /[^0-9]/g, "") : null,
      );
      database.function(foldedFunction, { deterministic: true, directOnly: true }, (text) =>
        typeof text === "string" ? text.toLowerCase() : null,
      );
      return database;
    } catch (error) {
      throw failureOf(error);
    }
  };
  const shut = (database: DatabaseSync): void => {
    held.delete(database);
    if (database.isOpen) database.close();
  };
  const reading = async <T>(work: (database: DatabaseSync) => T | Promise<T>): Promise<T> => {
    const database = open();
    try {
      return await work(database);
    } catch (error) {
      throw failureOf(error);
    } finally {
      shut(database);
    }
  };
  const writing = (): DatabaseSync => {
    // A file that is not there would be made.
    if (!existsSync(settings.file))
      throw new ConnectorError("unreachable", "The database file cannot be opened.");
    return opened(false, lockMs, "pragma foreign_keys = on; begin immediate");
  };
  const makingOn = (database: DatabaseSync): Making<ColumnType> => ({
    dialect: sqliteDialect,
    live: readLive(database, collections),
    bind: literals,
  });

  const store = sqliteStore({ reading: open, writing, shut }, collections);

  return {
    eraser: eraserOf(store, collections),
    identifiers: () => heldIn(store, collections),
    corrector: correctorOf(store, pen, collections),
    check,
    inspect: () => reading(inspectAll),
    sample: (collection, columns, rows) =>
      reading((database) => sampleOf(database, collection, columns, rows)),
    explain: () =>
      reading((database) =>
        explainWalk({ ...makingOn(database), bind: placeholders }, collections, linesSql, likeness),
      ),
    locate: (identifiers) =>
      reading((database): Promise<Located> => {
        const making = makingOn(database);
        return locateAlone(
          async (asked, searched) => {
            if (signal.aborted) throw stopped();
            const known = asked.filter(isSearchable);
            const sql = locateSql(making, searched, known);
            const rows = sql === null ? [] : database.prepare(sql).all();
            return readLocated(searched, known, rows as unknown as LocateRow[]);
          },
          collections,
          identifiers,
          { searchYields: true },
        );
      }),
    count: (keys) =>
      reading((database) => {
        const making = makingOn(database);
        const sql = countSql(making, collections, rootKeys(making, collections, keys));
        const row = database.prepare(sql).get();
        return new Map(collections.map((one, no) => [one.name, Number(row?.[`n${no}`] ?? 0)]));
      }),
    collect,
    candidates: (blocks, names) =>
      reading((database) => candidatesIn(database, makingOn(database), collections, blocks, names)),
    close: async () => {
      for (const database of held) shut(database);
    },
  };

  async function* collect(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const database = open();
    try {
      const making = makingOn(database);
      const found = rootKeys(making, collections, keys);
      for (const one of collections) {
        yield* partsOf(database, one, rowsOf(making, one, collections, found), signal);
      }
    } catch (error) {
      throw failureOf(error);
    } finally {
      shut(database);
    }
  }

  async function check(): Promise<CheckStep[]> {
    const { steps, step } = timedSteps(failureOf);
    await step("read", async () => {
      await reading((database) => void readLive(database, collections));
      return "Every declared column can be read.";
    });
    await step("least_privilege", async () => {
      if (writable(settings.file)) {
        throw new ConnectorError(
          "misconfigured",
          "This account could write the file; we open it for reading only.",
        );
      }
      return "The file cannot be written by this account.";
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
