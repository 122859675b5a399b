import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { onServer } from "./postgres/open.ts";
import { serverVariable } from "./postgres/serve-tests.ts";

/** A database of one test file. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/** Any number, the same in every test process: the first one builds the template, the others wait for it. */
const templateLock = 7_340_033;

/**
 * The name of a database with every migration applied, built once per run and then only copied.
 * @throws what the migration throws
 */
async function templateDatabase(): Promise<string> {
  const name = `habeas_template_${process.env[serverVariable.run] ?? "alone"}`;
  await onMaintenance(async (client) => {
    await client.query("select pg_advisory_lock($1)", [templateLock]);
    const found = await client.query("select from pg_database where datname = $1", [name]);
    if (found.rowCount) return;
    // Built under another name and renamed at the end, so that a failed migration leaves no half a template.
    const building = `${name}_building`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    const { migrate } = await import("#lib/db/migrate.ts");
    await migrate(onServer(server(), building));
    await client.query(`alter database ${building} rename to ${name}`);
  });
  return name;
}

/** A database of its own with the whole schema in it. One per test file: a copy takes well under 0.2 s. */
export async function freshDatabase(): Promise<TestDatabase> {
  return create(await templateDatabase());
}

/** An empty database, for a test that plays a system of somebody else. */
export function freshEmptyDatabase(): Promise<TestDatabase> {
  return create("template0");
}

async function create(template: string): Promise<TestDatabase> {
  const name = `habeas_test_${randomBytes(6).toString("hex")}`;
  await onMaintenance((client) => client.query(`create database ${name} template ${template}`));
  return {
    url: onServer(server(), name),
    drop: () => onMaintenance((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

async function onMaintenance(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: server() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function server(): string {
  const url = process.env[serverVariable.url];
  if (!url)
    throw new Error(
      "No test server: name the file *.db.test.ts or *.conformance.test.ts so that it gets one.",
    );
  return url;
}
