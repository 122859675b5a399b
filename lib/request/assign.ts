import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "./access.ts";

/** Gives a request to a member of staff, or to nobody. */
export async function assignRequest(actor: Actor, reference: string, staffId: string | null): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "assign" });
    if (staffId !== null) {
      const [person] = await tx
        .select({ id: staff.id })
        .from(staff)
        .where(eq(staff.id, rowId(staffId)));
      if (!person) notFound();
    }
    await tx.update(request).set({ ownerId: staffId }).where(eq(request.id, row.id));
    await audit(tx, row.id, actor, { kind: "assigned", to: staffId });
  });
}
