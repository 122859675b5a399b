import { and, eq, inArray } from "drizzle-orm";
import { bundleStep } from "#drizzle/schema/package.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { database } from "#lib/db/database.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { packageFolder } from "./ledger.ts";

/** Removes what was written for bundles that were overtaken or taken back before they were whole. Returns how many. */
export async function dropGivenUp(): Promise<number> {
  const rows = await database()
    .selectDistinct({ id: bundle.id, requestId: bundle.requestId, number: bundle.number })
    .from(bundle)
    .innerJoin(bundleStep, eq(bundleStep.bundleId, bundle.id))
    .where(eq(bundle.state, "failed"))
    .limit(100);
  for (const { requestId, number } of rows) await removeSpool(packageFolder(requestId, number));
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) {
    const failed = database().select({ id: bundle.id }).from(bundle).where(eq(bundle.state, "failed"));
    await database()
      .delete(bundleStep)
      .where(and(inArray(bundleStep.bundleId, ids), inArray(bundleStep.bundleId, failed)));
  }
  return ids.length;
}
