import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { freshEmptyDatabase } from "../database.ts";
import { PackageUnavailable } from "./packages.ts";
import { products } from "./products.ts";
import { referenceMap } from "./reference.ts";

describe.each(products)("the reference map of $title", (product) => {
  const { collections, ignored } = referenceMap(product);
  const held = (name: string) => (product.folded ? name.toLowerCase() : name);

  test("has the collections of the truth, with the same rows, keys and secrets", () => {
    for (const person of product.people) {
      const truths = Object.entries(person.collections);
      expect(truths.map(([name]) => name).sort()).toEqual(collections.map((one) => one.name).sort());
      for (const [name, truth] of truths) {
        const mapped = collections.find((one) => one.name === name);
        const secret = Object.entries(mapped?.fields ?? {}).filter(([, field]) => field.disclose === "never");
        expect({
          table: mapped?.table ?? name,
          key: [...(mapped?.key ?? [])],
          never: secret.map(([column]) => column).sort(),
        }).toEqual({
          table: held(truth.table),
          key: truth.key.map(held),
          never: (truth.never ?? []).map(held).sort(),
        });
        if (truth.only) expect(Object.keys(mapped?.fields ?? {}).sort()).toEqual(truth.only.map(held).sort());
      }
    }
  });

  test("every collection says what erasing a person does", () => {
    expect(collections.filter((one) => one.erasure === undefined)).toEqual([]);
  });

  test("explains every column that the published schema has, and no others", async ({ skip }) => {
    const statements = await product.schema("postgres").catch((error: unknown) => {
      if (error instanceof PackageUnavailable) return skip(error.message);
      throw error;
    });
    const fresh = await freshEmptyDatabase();
    const client = new Client({ connectionString: fresh.url });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
      const { rows } = await client.query<{ table: string; column: string }>(
        `select table_name as "table", column_name as "column" from information_schema.columns
         where table_schema = 'public'`,
      );
      const live = rows.map(({ table, column }) => `${table}.${column}`);
      const explained = new Set([
        ...collections.flatMap((one) =>
          Object.keys(one.fields).map((column) => `${one.table ?? one.name}.${column}`),
        ),
        ...ignored.flatMap((one) =>
          live.filter((place) =>
            one.columns
              ? one.columns.some((column) => place === `${one.table}.${column}`)
              : place.startsWith(`${one.table}.`),
          ),
        ),
      ]);
      expect([...explained].sort()).toEqual([...live].sort());
    } finally {
      await client.end();
      await fresh.drop();
    }
  });
});
