import { z } from "zod";
import type { PublishedKey } from "../signature/key.ts";
import { isSignedBy, readSignature } from "../signature/minisign.ts";

const listed = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() });
const manifest = z.object({
  schema: z.literal("habeas-bundle"),
  reference: z.string(),
  answered_at: z.iso.datetime(),
  files: z.array(listed),
});

/** What a list says that one of our keys signed. */
export type SignedList = z.output<typeof manifest> & { key: PublishedKey };

/**
 * signed: the list is ours · unsigned: there is no signature that can be read · unknown_key: signed, but by none of our
 * keys · changed: one of our keys signed another list than this.
 */
export type ListCheck =
  | { kind: "signed"; list: SignedList }
  | { kind: "unsigned" }
  | { kind: "unknown_key"; keyId: string }
  | { kind: "changed" };

/** Checks a list of files (manifest.json) against its signature (manifest.sig) and the keys that signed here. */
export function checkList(bytes: Buffer, signature: string, keys: readonly PublishedKey[]): ListCheck {
  const read = readSignature(signature);
  if (read === null) return { kind: "unsigned" };
  const key = keys.find(({ id }) => id === read.keyId);
  if (key === undefined) return { kind: "unknown_key", keyId: read.keyId };
  if (!isSignedBy(bytes, read, key)) return { kind: "changed" };
  const parsed = manifest.safeParse(JSON.parse(bytes.toString("utf8")));
  // Signed by us and not a list of ours: another file that this key signed.
  if (!parsed.success) return { kind: "changed" };
  return { kind: "signed", list: { ...parsed.data, key } };
}
