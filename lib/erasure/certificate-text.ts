import { and, asc, eq, sql } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { erasure, erasureReceipt, erasureSystem } from "#drizzle/schema/erasure.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { companyAs } from "#lib/map/brand/brands.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { hashOfText } from "#lib/vault/sign.ts";
import { putBackTexts } from "./undo/view.ts";

export const certificateFormat = "habeas-erasure-certificate/1";

type Asked = Pick<RequestRow, "id" | "reference" | "brandId" | "receivedDay">;

/**
 * The text of a request's certificate as it is signed, written into the log by its hash where exactly this text is not in
 * it yet. Null before the erasure is done.
 */
export async function commitCertificate(tx: Transaction, row: Asked, actor: Actor): Promise<string | null> {
  const body = await certificateText(tx, row);
  if (body === null) return null;
  const sha256 = hashOfText(body);
  const [known] = await tx
    .select({ position: auditEvent.position })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.chain, row.id),
        eq(auditEvent.kind, "certificate_issued"),
        sql`${auditEvent.data} ->> 'sha256' = ${sha256}`,
      ),
    );
  if (!known) await audit(tx, row.id, actor, { kind: "certificate_issued", sha256 });
  return body;
}

async function certificateText(tx: Queryable, row: Asked): Promise<string | null> {
  const rows = await tx
    .select({ erasure, receipt: erasureReceipt })
    .from(erasureReceipt)
    .innerJoin(erasureSystem, eq(erasureReceipt.systemRow, erasureSystem.id))
    .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
    .where(eq(erasureSystem.requestId, row.id))
    .orderBy(asc(erasure.number), asc(erasureSystem.position));
  const done = rows.findLast((one) => one.erasure.state === "done")?.erasure;
  if (!done) return null;
  const back = await putBackTexts(tx, row.id);
  return canonical({
    format: certificateFormat,
    controller: companyAs(row.brandId).legal_name,
    reference: row.reference,
    received: row.receivedDay,
    done: done.endedAt?.toISOString() ?? "",
    receipts: rows.map(({ receipt }) => asText(receipt)),
    // What we put back on purpose is not erased any more, and the certificate says so.
    ...(back.length === 0 ? {} : { put_back: back.map(asText) }),
  });
}

const asText = (one: { body: string; signature: Buffer; keyId: string }) => ({
  body: one.body,
  signature: one.signature.toString("base64"),
  key_id: one.keyId,
});
