import { randomUUID } from "node:crypto";
import { HabeasError } from "#lib/core/errors.ts";
import { writeSent } from "#lib/spool/sent-file.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { type MediaType, mediaTypeOf, mostFiles } from "./media-type.ts";
import { attachmentPlace } from "./sealed.ts";

/** A file as it was sent: its name only helps the reader, what it is is found by its bytes. */
export type SentFile = { name: string; bytes: Uint8Array };

/** A file that lies sealed in the store already. */
export type Kept = { id: string; type: MediaType; size: number; name: string; place: string };

/** What each file is by its bytes. Throws HabeasError `invalid` for too many, too large, or a kind that we do not take. */
export function typesOf(files: readonly SentFile[]): MediaType[] {
  if (files.length > mostFiles)
    throw new HabeasError("invalid", `At most ${mostFiles} files go with one message.`);
  return files.map(({ bytes }) => mediaTypeOf(bytes));
}

/**
 * Seals files into the store and hands them to `use`; where it throws, or says that they are not needed, they are removed.
 */
export async function withKeptFiles<T extends { again: boolean }>(
  key: DataKey,
  requestId: string,
  files: readonly SentFile[],
  use: (kept: Kept[]) => Promise<T>,
): Promise<T> {
  const types = typesOf(files);
  const kept: Kept[] = [];
  try {
    for (const [place, file] of files.entries()) {
      const id = randomUUID();
      const one = { id, type: types[place] ?? "text/plain", size: file.bytes.byteLength, name: file.name };
      kept.push({ ...one, place: attachmentPlace(requestId, id) });
      await writeSent(key, attachmentPlace(requestId, id), file.bytes);
    }
    const used = await use(kept);
    // The first post of this form has its own files.
    if (used.again) await removeFiles(kept);
    return used;
  } catch (error) {
    await removeFiles(kept);
    throw error;
  }
}

export async function removeFiles(kept: readonly Kept[]): Promise<void> {
  for (const { place } of kept) await removeSpool(place);
}
