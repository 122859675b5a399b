import { and, eq, gt } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { detailsForStaff } from "#lib/request/details-for-staff.ts";
import { isRevealReason } from "#lib/request/reveal-words.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { openIdentifier } from "./known.ts";

/** Milliseconds for which a page without scripts goes on showing what was revealed. */
const shownFor = 60_000;

/** Whether the house wants a reason before a masked value is shown. */
export const revealWantsReason = (): boolean => currentMap().company.desk?.reveal_reason === true;

/**
 * One masked value of a request in full, for staff who may see what was found: `email`, `others`, `details` or
 * `identifier/12`. That it was shown, to whom and why, is written in the same transaction. `why`: a code of the closed
 * list, or empty. Throws `not_found`, `forbidden`, `invalid` where the house wants a reason and none was chosen.
 */
export async function revealValue(
  actor: Actor,
  reference: string,
  field: string,
  why: string,
): Promise<string> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    if (why !== "" && !isRevealReason(why)) throw new HabeasError("invalid", "Choose a reason of the list.");
    if (why === "" && revealWantsReason())
      throw new HabeasError("invalid", "Choose why you look at it. The reason is kept with your name.");
    const value = await openedValue(tx, row, field);
    await audit(tx, row.id, actor, { kind: "revealed", field, why: why === "" ? null : why });
    return value;
  });
}

async function openedValue(tx: Transaction, row: RequestRow, field: string): Promise<string> {
  const [, number] = /^identifier\/(\d{1,15})$/.exec(field) ?? [];
  if (number !== undefined) {
    const [known] = await tx
      .select()
      .from(identifier)
      .where(and(eq(identifier.requestId, row.id), eq(identifier.id, Number(number))));
    return known ? openIdentifier(await keyOf(tx, row.id), known).value : notFound();
  }
  const asked = (await answersIfKept(tx, row)) ?? notFound();
  if (field === "email") return asked.email;
  if (field === "others") return asked.otherEmails;
  return field === "details" ? detailsForStaff(asked) : notFound();
}

/** The fields of a request that this member of staff had shown to them a moment ago: the page shows them once more. */
export async function shownNow(tx: Queryable, actor: Actor, requestId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ data: auditEvent.data })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.chain, requestId),
        eq(auditEvent.kind, "revealed"),
        eq(auditEvent.actor, actorName(actor)),
        gt(auditEvent.at, new Date(Date.now() - shownFor)),
      ),
    );
  return new Set(rows.map(({ data }) => String(data.field)));
}
