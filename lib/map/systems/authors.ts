import { inArray } from "drizzle-orm";
import { staff } from "#drizzle/schema/staff.ts";
import { database } from "#lib/db/database.ts";

/** Who changed something, as the desk shows it, by how it is stored: `staff/<id>` has a name. */
export async function authorNames(stored: readonly string[]): Promise<Map<string, string>> {
  const ids = stored.flatMap((one) => (one.startsWith("staff/") ? one.slice("staff/".length) : []));
  if (ids.length === 0) return new Map();
  const rows = await database()
    .select()
    .from(staff)
    .where(inArray(staff.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [`staff/${row.id}`, row.name]));
}
