import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { erasure, erasureReceipt, erasureSystem } from "#drizzle/schema/erasure.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { companyAs } from "#lib/map/brand/brands.ts";
import { requestFor } from "#lib/request/access.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { isSigned, receiptKey, signText } from "#lib/vault/sign.ts";
import { putBackTexts } from "./undo/view.ts";

const format = "habeas-erasure-certificate/1";

/** A signed text as it stands in a file: the exact text, and the Ed25519 signature over its UTF-8 bytes, base64. */
const signed = z.object({ body: z.string(), signature: z.string(), key_id: z.string() });
const envelope = signed.extend({ format: z.literal(format), public_key: z.string() });
const certificateBody = z.object({ receipts: z.array(signed), put_back: z.array(signed).default([]) });

/**
 * The certificate of a request whose erasure is done: every receipt, signed, in one signed text that anybody can check
 * without us. Throws HabeasError `conflict` before it is done.
 */
export async function erasureCertificate(actor: Actor, reference: string): Promise<string> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    const rows = await tx
      .select({ erasure, receipt: erasureReceipt })
      .from(erasureReceipt)
      .innerJoin(erasureSystem, eq(erasureReceipt.systemRow, erasureSystem.id))
      .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
      .where(eq(erasureSystem.requestId, row.id))
      .orderBy(asc(erasure.number), asc(erasureSystem.position));
    const done = rows.findLast((one) => one.erasure.state === "done")?.erasure;
    if (!done) throw new HabeasError("conflict", "The erasure is not done, so there is nothing to certify.");
    const back = await putBackTexts(tx, row.id);
    const body = canonical({
      format,
      controller: companyAs(row.brandId).legal_name,
      reference: row.reference,
      received: row.receivedDay,
      done: done.endedAt?.toISOString() ?? "",
      receipts: rows.map(({ receipt }) => asText(receipt)),
      // What we put back on purpose is not erased any more, and the certificate says so.
      ...(back.length === 0 ? {} : { put_back: back.map(asText) }),
    });
    const { signature, keyId } = signText(body);
    const file = {
      ...{ format, body, signature: signature.toString("base64"), key_id: keyId },
      public_key: receiptKey().publicKey,
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  });
}

const asText = (one: { body: string; signature: Buffer; keyId: string }) => ({
  body: one.body,
  signature: one.signature.toString("base64"),
  key_id: one.keyId,
});

/** What the company publishes so that anybody can check its certificates: the public key, as PEM, and its name. */
export function publishedKey(): { keyId: string; publicKey: string } {
  return receiptKey();
}

export type CertificateVerdict = { valid: boolean; why: string; receipts: number };

/**
 * Checks a certificate with nothing but a public key: the company's, or the one in it where none is given, which then
 * only shows that it was not changed. Every receipt in it is checked as well.
 */
export function verifyCertificate(text: string, publicKey?: string): CertificateVerdict {
  const bad = (why: string): CertificateVerdict => ({ valid: false, why, receipts: 0 });
  const file = envelope.safeParse(parsed(text));
  if (!file.success) return bad("This is not a certificate of an erasure.");
  const key = publicKey ?? file.data.public_key;
  const holds = (one: z.output<typeof signed>) =>
    isSigned(one.body, Buffer.from(one.signature, "base64"), key);
  if (!holds(file.data)) return bad("The signature is not by this key, or the text was changed.");
  const body = certificateBody.safeParse(parsed(file.data.body));
  if (!body.success) return bad("What was signed is not a certificate.");
  const { receipts, put_back: back } = body.data;
  if (![...receipts, ...back].every(holds)) return bad("A receipt in it was changed.");
  if (back.length > 0) {
    const why = `Signed by this key, and not changed. But in ${back.length} systems records were put back afterwards.`;
    return { valid: true, why, receipts: receipts.length };
  }
  return { valid: true, why: "Signed by this key, and not changed.", receipts: receipts.length };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
