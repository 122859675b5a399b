import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { constants, deflateRaw, deflateRawSync } from "node:zlib";

const deflateBlock = promisify(deflateRaw) as (block: Buffer, options: object) => Promise<Buffer>;

/** Blocks are cut by content only, so that the same bytes compress alike however they arrive. */
const blockBytes = 1024 * 1024;
/** Up to here a whole file is packed at once, without the way through the thread pool. */
const smallBytes = 64 * 1024;
const inFlight = Math.max(2, Math.min(4, availableParallelism()));

/**
 * One raw deflate stream made of independent 1 MiB blocks, several of them compressed at a time in the thread
 * pool and joined in order (each but the last ends in a sync flush, which stands at a byte boundary).
 * Holds at most `inFlight + 1` blocks, whatever the size of the source.
 */
export async function* deflateInBlocks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const running: Promise<Buffer>[] = [];
  try {
    let last: Buffer | null = null;
    for await (const block of inBlocks(source)) {
      if (last !== null) {
        const packed = deflated(last, constants.Z_SYNC_FLUSH);
        // Seen here so that a failure is not "unhandled" while an earlier block is awaited; thrown below.
        packed.catch(() => undefined);
        running.push(packed);
      }
      last = block;
      while (running.length >= inFlight) yield await (running.shift() ?? Buffer.alloc(0));
    }
    if (running.length === 0 && (last?.length ?? 0) <= smallBytes) {
      yield deflateRawSync(last ?? Buffer.alloc(0), { level: 1 });
      return;
    }
    running.push(deflated(last ?? Buffer.alloc(0), constants.Z_FINISH));
    for (let next = running.shift(); next !== undefined; next = running.shift()) yield await next;
  } finally {
    // After a failure elsewhere nobody waits for these any more; their outcome no longer matters.
    await Promise.allSettled(running);
  }
}

function deflated(block: Buffer, finishFlush: number): Promise<Buffer> {
  return deflateBlock(block, { level: 1, finishFlush, chunkSize: 256 * 1024 });
}

/**
 * Blocks from a ring of buffers. A buffer comes round again only when its block is packed: besides the one being
 * filled, at most `inFlight` are being packed and one waits to learn whether it is the last.
 */
async function* inBlocks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const ring: Buffer[] = [];
  let turn = 0;
  let filled = 0;
  for await (const chunk of source) {
    for (let from = 0; from < chunk.length; ) {
      const block = roomIn(ring, turn, filled);
      const copied = chunk.copy(block, filled, from);
      from += copied;
      filled += copied;
      if (filled === blockBytes) {
        yield block;
        turn = (turn + 1) % (inFlight + 2);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield roomIn(ring, turn, filled - 1).subarray(0, filled);
}

/** A slot's buffer with room in it: small at first, because most files are. */
function roomIn(ring: Buffer[], turn: number, filled: number): Buffer {
  const old = ring[turn];
  if (old !== undefined && filled < old.length) return old;
  const grown = Buffer.allocUnsafe(old === undefined && ring.length === 0 ? smallBytes : blockBytes);
  old?.copy(grown, 0, 0, filled);
  ring[turn] = grown;
  return grown;
}
