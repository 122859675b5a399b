import type { attachment, message } from "#drizzle/schema/dealing.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";

export type MessageRow = typeof message.$inferSelect;
export type AttachmentRow = typeof attachment.$inferSelect;

const words = (id: string) => `message/${id}/sealed`;
const subject = (id: string) => `message/${id}/sealed_subject`;
const name = (id: string) => `attachment/${id}/sealed_name`;

export const sealWords = (key: DataKey, id: string, text: string) => seal(key, words(id), text);
export const openWords = (key: DataKey, row: MessageRow) => open(key, words(row.id), row.sealed);
export const sealSubject = (key: DataKey, id: string, text: string) => seal(key, subject(id), text);
export const openSubject = (key: DataKey, row: MessageRow) =>
  row.sealedSubject === null ? "" : open(key, subject(row.id), row.sealedSubject);
export const sealName = (key: DataKey, id: string, text: string) => seal(key, name(id), text);
export const openName = (key: DataKey, row: AttachmentRow) => open(key, name(row.id), row.sealedName);

/** Where a file of a message lies sealed. Everything of one request lies below one place. */
export const attachmentPlace = (requestId: string, id: string) => `message/${requestId}/${id}`;
