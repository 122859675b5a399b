import { sql } from "drizzle-orm";
import { redactionScan } from "#drizzle/schema/redaction.ts";
import type { Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";

/**
 * Everything is collected: what was found is looked through for what is another's, so that staff see it before the
 * release. A look that is under way at what was found before loses its lease.
 */
export async function orderScan(tx: Transaction, requestId: string): Promise<void> {
  const again = { state: "ready", notBefore: sql`now()`, attempts: 0 };
  const [row] = await tx
    .insert(redactionScan)
    .values({ requestId })
    .onConflictDoUpdate({ target: redactionScan.requestId, set: again })
    .returning({ id: redactionScan.id });
  if (row) await ring(tx, "redaction.scan", row.id);
}
