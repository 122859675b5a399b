import type { Client } from "pg";
import type { Collection } from "#connectors/collection.ts";
import { connectorOf } from "#connectors/registry.ts";
import type { TruePerson } from "./product.ts";

/**
 * For each table: rows of the truth that a map does not give a person, rows that it gives beyond the truth, and
 * columns that it gives although nobody may see them.
 */
export type Gained = { missing: string[]; foreign: string[]; secrets: string[] };

const tableOf = (one: Collection) => one.table ?? one.name;

/** Rows a person gets by a map, by table and key, as the connector delivers them. */
async function given(url: string, collections: readonly Collection[], email: string) {
  const connector = await connectorOf("postgres");
  const session = await connector.open({
    settings: connector.settings.parse({ url }),
    collections,
    signal: AbortSignal.timeout(60_000),
    internalHosts: [],
  });
  const rows = new Map<string, Set<string>>();
  const columns = new Map<string, Set<string>>();
  try {
    const answer = await session.locate([{ kind: "email", value: email }]);
    if (answer.kind !== "located") throw new Error(`located nobody: ${answer.kind}`);
    for await (const part of session.collect(answer.keys)) {
      if (part.kind !== "records") continue;
      const one = collections.find((each) => each.name === part.collection);
      if (!one) continue;
      const chunks: Uint8Array[] = [];
      for await (const chunk of part.lines) chunks.push(chunk);
      const known = rows.get(tableOf(one)) ?? new Set();
      rows.set(tableOf(one), known);
      for (const line of Buffer.concat(chunks).toString("utf8").split("\n").filter(Boolean)) {
        const record = JSON.parse(line.slice(line.indexOf("\t") + 1)) as Record<string, unknown>;
        const seen = columns.get(tableOf(one)) ?? new Set();
        columns.set(tableOf(one), seen);
        for (const column of Object.keys(record)) seen.add(column);
        known.add(keyText(one.key.length > 0 ? one.key : Object.keys(record), record));
      }
    }
  } finally {
    await session.close();
  }
  return { rows, columns };
}

const keyText = (key: readonly string[], row: Record<string, unknown>) =>
  JSON.stringify(key.map((column) => String(row[column])));

/** Compares what a map gives a person with the truth written by hand, row by row, over all collections of a table. */
export async function gained(
  url: string,
  client: Client,
  collections: readonly Collection[],
  person: TruePerson,
): Promise<Gained> {
  const { rows: mine, columns } = await given(url, collections, person.email);
  const keys = new Map(collections.map((one) => [tableOf(one), one.key]));
  const truth = new Map<string, Set<string>>();
  for (const one of Object.values(person.collections)) {
    const { rows } = await client.query<Record<string, unknown>>(one.sql);
    const table =
      [...keys.keys()].find((name) => name.toLowerCase() === one.table.toLowerCase()) ?? one.table;
    const known = truth.get(table) ?? new Set();
    truth.set(table, known);
    const key = keys.get(table) ?? one.key;
    for (const row of rows) known.add(keyText(key.length > 0 ? key : one.key, row));
  }
  const secrets = Object.values(person.collections).flatMap((one) =>
    (one.never ?? [])
      .filter((column) => columns.get(one.table)?.has(column))
      .map((column) => `${one.table}.${column}`),
  );
  const count = (table: string, rows: Set<string>, other: Map<string, Set<string>>) => {
    const missing = [...rows].filter((row) => !other.get(table)?.has(row)).length;
    return missing === 0 ? [] : [`${table}: ${missing}`];
  };
  return {
    missing: [...truth].flatMap(([table, rows]) => count(table, rows, mine)),
    foreign: [...mine].flatMap(([table, rows]) => count(table, rows, truth)),
    secrets: [...new Set(secrets)],
  };
}
