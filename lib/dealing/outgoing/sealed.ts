import type { outgoingMessage } from "#drizzle/schema/outgoing.ts";
import { hashOf } from "#lib/core/token.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import type { Kept } from "../keep-files.ts";

export type OutgoingRow = typeof outgoingMessage.$inferSelect;

/** How a message goes: on the person's page with a mail that only says so, with its words in the mail, or by post. */
export const ways = ["page", "mail", "post"] as const;
export type Way = (typeof ways)[number];

/** All that a preview shows: whoever confirms one confirms exactly this. */
export type Outgoing = {
  subject: string;
  text: string;
  language: string;
  /** Where the mail goes, and whose name a letter bears. */
  to: string;
  name: string;
  brandId: string | null;
  files: Kept[];
};

const context = (id: string) => `outgoing_message/${id}/sealed`;

export const sealOutgoing = (key: DataKey, id: string, content: Outgoing) =>
  seal(key, context(id), JSON.stringify(content));
export const openOutgoing = (key: DataKey, { id, sealed }: Pick<OutgoingRow, "id" | "sealed">) =>
  JSON.parse(open(key, context(id), sealed)) as Outgoing;

/** A hash over everything that was shown, and the way it goes. */
export function hashOfOutgoing(requestId: string, how: Way, shown: Outgoing): Buffer {
  const { subject, text, language, to, name, brandId, files } = shown;
  const ids = files.map((file) => [file.id, file.name, file.size]);
  return hashOf(JSON.stringify([requestId, how, subject, text, language, to, name, brandId, ids]));
}
