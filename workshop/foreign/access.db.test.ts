import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { connectorOf } from "#connectors/registry.ts";
import { freshEmptyDatabase, type TestDatabase } from "../database.ts";
import { loadPostgres } from "./load.ts";
import { PackageUnavailable } from "./packages.ts";
import type { Product, TruePerson } from "./product.ts";
import { products } from "./products.ts";
import { referenceMap } from "./reference.ts";

const crowd = 200;

/** Everything a map's collections lead to for an e-mail address, as text of sorted JSON, by collection. */
async function accessed(url: string, collections: readonly Collection[], email: string) {
  const connector = await connectorOf("postgres");
  const session = await connector.open({
    settings: connector.settings.parse({ url }),
    collections,
    signal: AbortSignal.timeout(60_000),
    internalHosts: [],
  });
  try {
    const answer = await session.locate([{ kind: "email", value: email }]);
    if (answer.kind !== "located") throw new Error(`located nobody: ${answer.kind}`);
    const rows = new Map<string, string[]>();
    for await (const part of session.collect(answer.keys)) {
      if (part.kind !== "records") continue;
      const chunks: Uint8Array[] = [];
      for await (const chunk of part.lines) chunks.push(chunk);
      const lines = Buffer.concat(chunks).toString("utf8").split("\n").filter(Boolean);
      rows.set(
        part.collection,
        lines.map((line) => line.slice(line.indexOf("\t") + 1)),
      );
    }
    return { rows };
  } finally {
    await session.close();
  }
}

/** A row as text that is equal where the row is: only these columns, in order of name. */
function sorted(row: Record<string, unknown>, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => [column, row[column]]));
}

const disclosed = (one: Collection) =>
  Object.entries(one.fields)
    .filter(([, field]) => field.disclose === "yes")
    .map(([column]) => column)
    .sort();

describe.each(products)("access to $title by its reference map", (product: Product) => {
  const { collections } = referenceMap(product);
  let fresh: TestDatabase | undefined;
  let client: Client | undefined;
  let missing = "";
  beforeAll(async () => {
    fresh = await freshEmptyDatabase();
    try {
      await loadPostgres(fresh.url, product, crowd);
    } catch (error) {
      if (!(error instanceof PackageUnavailable)) throw error;
      missing = error.message;
    }
    client = new Client({ connectionString: fresh.url });
    await client.connect();
  }, 300_000);
  beforeEach(({ skip }) => skip(missing !== "", missing));
  afterAll(async () => {
    await client?.end();
    await fresh?.drop();
  });

  test.each(product.people)("equals the truth, row for row: $name ($trap)", async (person: TruePerson) => {
    const { rows } = await accessed(fresh?.url ?? "", collections, person.email);
    expect([...rows.values()].flat().length).toBeGreaterThan(0);
    for (const one of collections) {
      const truth = person.collections[one.name];
      const columns = disclosed(one);
      // As Postgres itself writes the row in JSON.
      const wanted = await client?.query<{ row: Record<string, unknown> }>(
        `select to_json(truth) as row from (${truth?.sql}) truth`,
      );
      const expected = wanted?.rows.map(({ row }) => sorted(row, columns)).sort();
      const got = rows
        .get(one.name)
        ?.map((line) => sorted(JSON.parse(line) as Record<string, unknown>, columns));
      expect(got?.sort(), `${person.name}: ${one.name}`).toEqual(expected);
    }
  });
});
