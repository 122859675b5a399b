import { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { isSigned, receiptKey, signText } from "#lib/vault/sign.ts";
import { certificateFormat, commitCertificate } from "./certificate-text.ts";

/** A signed text as it stands in a file: the exact text, and the Ed25519 signature over its UTF-8 bytes, base64. */
const signed = z.object({ body: z.string(), signature: z.string(), key_id: z.string() });
const envelope = signed.extend({ format: z.literal(certificateFormat), public_key: z.string() });
const certificateBody = z.object({ receipts: z.array(signed), put_back: z.array(signed).default([]) });

/**
 * The certificate of a request whose erasure is done: every receipt, signed, in one signed text that anybody can check
 * without us. Throws HabeasError `conflict` before it is done.
 */
export async function erasureCertificate(actor: Actor, reference: string): Promise<string> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    const body = await commitCertificate(tx, row, actor);
    if (body === null)
      throw new HabeasError("conflict", "The erasure is not done, so there is nothing to certify.");
    const { signature, keyId } = signText(body);
    const file = {
      ...{ format: certificateFormat, body, signature: signature.toString("base64"), key_id: keyId },
      public_key: receiptKey().publicKey,
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  });
}

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
