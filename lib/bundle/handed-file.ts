import { and, eq } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { rowNumber } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { ByteSpan } from "./byte-range.ts";
import { readChain } from "./steps/chain.ts";
import { chainOf } from "./steps/ledger.ts";
import type { StoredPiece } from "./steps/piece.ts";
import type { RandomAccess } from "./verify/temporary.ts";
import { bytesOf, type PartWish, volumeName, volumesIn } from "./volumes.ts";

/** What somebody gets of a bundle: all of it, or one of its parts. */
export type HandedFile = {
  fileName: string;
  bytes: number;
  etag: string;
  open(span: ByteSpan): AsyncIterable<Uint8Array>;
};

type Whole = { fileName: string; bytes: number; sha256: string };

/** The file of a wish. Throws HabeasError `not_found` for a part that there is not. */
export async function handedFile(
  key: DataKey,
  chain: readonly StoredPiece[],
  { fileName, bytes, sha256 }: Whole,
  wish: PartWish | undefined,
): Promise<HandedFile> {
  const zip = stored(key, chain, bytes);
  if (wish === undefined)
    return { fileName, bytes, etag: `"${sha256}"`, open: ({ from, to }) => zip.part(from, to) };
  const volumes = await volumesIn(zip, wish.most);
  const volume = volumes[wish.part - 1] ?? notFound();
  return {
    fileName: volumeName(fileName, wish.part, volumes.length),
    bytes: volume.bytes,
    etag: `"${sha256}-${wish.most}-${wish.part}"`,
    open: (span) => bytesOf(zip, volume, span),
  };
}

const stored = (key: DataKey, chain: readonly StoredPiece[], bytes: number): RandomAccess => ({
  bytes,
  async *part(from, to) {
    for await (const { buffer, byteOffset, byteLength } of readChain(key, chain, from, to))
      yield Buffer.from(buffer, byteOffset, byteLength);
  },
});

/**
 * The parts of at most `most` bytes in which the person of a request can get its bundle. Counts nothing: no file of it is
 * read. Throws HabeasError `not_found`.
 */
export async function readParts(
  actor: Actor,
  reference: string,
  number: number,
  most: number,
): Promise<{ bytes: number; files: number }[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
    const [found] = await tx
      .select()
      .from(bundle)
      .where(
        and(eq(bundle.requestId, row.id), eq(bundle.number, rowNumber(number)), eq(bundle.state, "settled")),
      );
    if (!found || found.bytes === null) return notFound();
    const zip = stored(await keyOf(tx, row.id), await chainOf(tx, found.id), found.bytes);
    return (await volumesIn(zip, most)).map(({ bytes, files }) => ({ bytes, files }));
  });
}
