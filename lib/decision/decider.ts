import { and, eq, or } from "drizzle-orm";
import { decision } from "#drizzle/schema/decision.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { RequestRow } from "#lib/request/sealed.ts";

/**
 * True where somebody may decide this request: an appeal is never decided by who decided what it is about, agreed to it,
 * or released the answer of which the person says that it is not enough.
 */
export async function mayDecide(
  tx: Queryable,
  row: Pick<RequestRow, "right" | "aboutId">,
  name: string,
): Promise<boolean> {
  if (row.right !== "appeal" || row.aboutId === null) return true;
  const [before] = await tx
    .select({ id: decision.id })
    .from(decision)
    .where(
      and(
        eq(decision.requestId, row.aboutId),
        eq(decision.state, "sent"),
        or(eq(decision.by, name), eq(decision.approvedBy, name)),
      ),
    )
    .limit(1);
  if (before !== undefined) return false;
  const [released] = await tx
    .select({ id: bundle.id })
    .from(bundle)
    .where(and(eq(bundle.requestId, row.aboutId), eq(bundle.releasedBy, name)))
    .limit(1);
  return released === undefined;
}

/** Throws HabeasError `forbidden` where somebody decided what this appeal is about. */
export async function mustMayDecide(
  tx: Queryable,
  row: Pick<RequestRow, "right" | "aboutId">,
  actor: Actor,
): Promise<void> {
  if (await mayDecide(tx, row, actorName(actor))) return;
  throw new HabeasError(
    "forbidden",
    "You decided what this appeal is about. Somebody else must decide the appeal.",
  );
}
