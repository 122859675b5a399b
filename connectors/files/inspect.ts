import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection, InspectedColumn } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { isObject } from "#connectors/json.ts";
import { csvRows, usualCsv } from "./csv.ts";
import { failureOf } from "./folder.ts";
import { parquetColumns } from "./parquet.ts";
import { guessedPattern, patternOf } from "./pattern.ts";
import type { Place, StoredFile } from "./place.ts";
import { filesOf, formatByName, formatOf, patternIn, recordsOf } from "./reader.ts";
import type { FilesSettings } from "./settings.ts";
import type { Source } from "./source.ts";

/** Records of the newest file from which the columns of a format without a schema are told. */
const lookedAt = 1000;
const mostNames = 20_000;
const longestText = 500;

type Files = Pick<Collection, "name" | "files">;

/** The declared collections, and files that no collection declares, grouped by a pattern guessed from their names. */
export async function inspectPlace(
  place: Place,
  settings: FilesSettings,
  collections: readonly Collection[],
  signal: AbortSignal,
): Promise<InspectedCollection[]> {
  const found: InspectedCollection[] = [];
  for (const one of [...collections, ...(await undeclared(place, collections))]) {
    found.push(await inspected(place, settings, one as Collection, signal));
  }
  return found;
}

async function undeclared(place: Place, collections: readonly Collection[]): Promise<Files[]> {
  const declared = collections.flatMap((one) =>
    patternIn(one) === undefined ? [] : [patternOf(patternIn(one) ?? "", one.name)],
  );
  const names = (await place.names(mostNames)).filter((name) => !declared.some((one) => one.fits(name)));
  const patterns = new Set(names.filter((name) => formatByName(name) !== undefined).map(guessedPattern));
  return [...patterns].sort().map((pattern) => ({ name: pattern, files: { pattern } }));
}

async function inspected(
  place: Place,
  settings: FilesSettings,
  one: Collection,
  signal: AbortSignal,
): Promise<InspectedCollection> {
  const common: Omit<InspectedCollection, "columns" | "rows"> = {
    name: one.table ?? one.name,
    kind: "files",
    keys: [],
    references: [],
  };
  const format = formatOf(one, settings);
  if (format === "parquet") {
    const types = new Map<string, string>();
    let rows = 0;
    for (const stored of await filesOf(place, one)) {
      const table = await reading(stored, signal, parquetColumns);
      for (const [name, type] of table.types) types.set(name, type);
      rows += Number(table.rows);
    }
    return { ...common, rows, columns: [...types].map(([name, type]) => ({ name, type, nullable: true })) };
  }
  if (format === "csv") {
    const newest = (await filesOf(place, one)).at(-1);
    const layout = one.files?.csv ?? usualCsv;
    const header =
      layout.columns ??
      (newest === undefined
        ? []
        : await reading(
            newest,
            signal,
            async (source) => (await csvRows(source, layout).next()).value ?? [],
          ));
    return {
      ...common,
      rows: null,
      columns: header.map((name) => ({ name, type: "text", nullable: false })),
    };
  }
  const columns = new Map<string, Set<string>>();
  let records = 0;
  for await (const record of some(place, settings, one, signal, lookedAt)) {
    records += 1;
    for (const [name, value] of Object.entries(record)) {
      const types = columns.get(name) ?? new Set(records > 1 ? ["null"] : []);
      columns.set(name, types.add(typeOf(value)));
    }
    for (const [name, types] of columns) if (!Object.hasOwn(record, name)) types.add("null");
  }
  const described = ([name, types]: [string, Set<string>]): InspectedColumn => ({
    name,
    type:
      [...types]
        .filter((type) => type !== "null")
        .sort()
        .join(" | ") || "null",
    nullable: types.has("null") || records === 0,
  });
  return { ...common, rows: null, columns: [...columns].map(described) };
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  return typeof value === "string" || typeof value === "boolean" ? typeof value : "number";
}

/** Values of the newest records' columns, for the drafter and for masked examples. */
export async function sampleOf(
  place: Place,
  settings: FilesSettings,
  collections: readonly Collection[],
  signal: AbortSignal,
  wanted: { collection: string; columns: readonly string[]; rows: number },
): Promise<(string | null)[][]> {
  const one =
    collections.find((each) => (each.table ?? each.name) === wanted.collection) ??
    ({ name: wanted.collection, files: { pattern: wanted.collection } } as Collection);
  const found: (string | null)[][] = [];
  for await (const record of some(place, settings, one, signal, wanted.rows)) {
    found.push(wanted.columns.map((column) => shown(record[column])));
  }
  return found;
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, longestText);
}

/** The first records of the newest file, whoever's they are. */
async function* some(
  place: Place,
  settings: FilesSettings,
  one: Collection,
  signal: AbortSignal,
  most: number,
): AsyncGenerator<JsonObject> {
  const files = await filesOf(place, one);
  const newest: Place = { ...place, list: async () => files.slice(-1) };
  const columns =
    formatOf(one, settings) === "parquet" && files.length > 0
      ? [...(await reading(files.at(-1), signal, parquetColumns)).types.keys()]
      : [];
  let records = 0;
  if (most <= 0) return;
  for await (const record of recordsOf(
    newest,
    settings,
    one,
    { columns, proofs: [], texts: null, keep: () => true },
    signal,
  )) {
    yield record;
    records += 1;
    if (records >= most) return;
  }
}

async function reading<T>(
  stored: StoredFile | undefined,
  signal: AbortSignal,
  read: (source: Source) => Promise<T>,
): Promise<T> {
  if (stored === undefined) throw new ConnectorError("misconfigured", "There is no file to look into.");
  const file = await stored.open();
  try {
    return await read({ name: stored.name, newest: true, file, signal });
  } catch (error) {
    throw failureOf(error);
  } finally {
    await file.close();
  }
}
