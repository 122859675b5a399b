import { is } from "drizzle-orm";
import { getTableConfig, integer, PgTable, pgTable } from "drizzle-orm/pg-core";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "../database.ts";
import { missingMigration, schemaExports } from "../migrations.ts";

let fresh: TestDatabase;
let client: Client;
let schema: Record<string, unknown>;
beforeAll(async () => {
  fresh = await freshDatabase();
  client = new Client({ connectionString: fresh.url });
  await client.connect();
  schema = await schemaExports();
});
afterAll(async () => {
  await client.end();
  await fresh.drop();
});

/** One line for each column that the code believes in. */
function columnsOfSchema(): string[] {
  const tables = Object.values(schema).filter((value) => is(value, PgTable));
  return tables
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns.map(
        (column) =>
          `${name}.${column.name} ${column.getSQLType().replace(" (", "(").replace("serial", "int")}${column.notNull ? " not null" : ""}`,
      );
    })
    .sort();
}

/** One line for each column that the migrated database has. */
async function columnsOfDatabase(): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || case when a.attnotnull then ' not null' else '' end as line
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
  );
  return rows.map((row) => row.line).sort();
}

describe("the migrations are the schema", () => {
  test("no migration is missing", async () => {
    expect(await missingMigration(schema)).toEqual([]);
    const extra = pgTable("extra", { n: integer() });
    expect((await missingMigration({ ...schema, extra })).join()).toMatch(/CREATE TABLE "extra"/);
  });

  test("a migrated database has the columns of the schema and no others", async () => {
    expect(columnsOfSchema().length).toBeGreaterThan(20);
    expect(await columnsOfDatabase()).toEqual(columnsOfSchema());
  });
});
