import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type DrizzleSnapshotJSON, generateDrizzleJson, generateMigration } from "drizzle-kit/api";

const folder = join(import.meta.dirname, "../drizzle");

/** Everything that the files of drizzle/schema export. */
export async function schemaExports(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const file of readdirSync(join(folder, "schema")).filter((name) => name.endsWith(".ts"))) {
    Object.assign(all, await import(join(folder, "schema", file)));
  }
  return all;
}

/**
 * The statements that a new migration would hold: none where the migrations say all that the schema says.
 * @param schema tables and enums, as exported by drizzle/schema
 */
export async function missingMigration(schema: Record<string, unknown>): Promise<string[]> {
  const latest = readdirSync(join(folder, "migrations/meta"))
    .filter((name) => name.endsWith("_snapshot.json"))
    .sort()
    .at(-1);
  if (!latest) throw new Error("drizzle/migrations/meta holds no snapshot: run npm run db:generate.");
  const before = JSON.parse(
    readFileSync(join(folder, "migrations/meta", latest), "utf8"),
  ) as DrizzleSnapshotJSON;
  return generateMigration(before, generateDrizzleJson(schema, before.id));
}
