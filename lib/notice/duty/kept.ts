import type { Transaction } from "#lib/db/database.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import type { LetterContent } from "../letter/content.ts";

const textContext = (id: string) => `notice/${id}/text`;
const pdfContext = (id: string) => `notice/${id}/pdf`;

/** What was written to the person: its words, and the PDF that went with it. */
export type Kept = { letter: LetterContent; attachment: { content: Buffer } | null };

/** Seals a notice as it was written, under its request's key, so that the person finds it again. */
export async function sealWritten(
  tx: Transaction,
  { id, requestId }: { id: string; requestId: string },
  { letter, attachment }: Kept,
): Promise<{ sealedText: Buffer; sealedPdf: Buffer | null }> {
  const key = await keyOf(tx, requestId);
  return {
    sealedText: seal(key, textContext(id), JSON.stringify(letter)),
    sealedPdf: attachment && seal(key, pdfContext(id), attachment.content.toString("base64")),
  };
}

export const openText = (key: DataKey, id: string, sealed: Buffer): LetterContent =>
  JSON.parse(open(key, textContext(id), sealed)) as LetterContent;

export const openPdf = (key: DataKey, id: string, sealed: Buffer): Buffer =>
  Buffer.from(open(key, pdfContext(id), sealed), "base64");
