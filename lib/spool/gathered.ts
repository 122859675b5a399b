const gatheredBytes = 128 * 1024;

/** Small pieces as fewer larger ones, copied; large ones as they are. Each is a way through the thread pool and back. */
export async function* gathered(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let filled = 0;
  let room = Buffer.allocUnsafeSlow(0);
  for await (const piece of source) {
    if (filled + piece.byteLength > room.length) {
      if (filled > 0) yield room.subarray(0, filled);
      filled = 0;
      // Never the same again: what was handed on may still be read.
      room = Buffer.allocUnsafeSlow(piece.byteLength < gatheredBytes ? gatheredBytes : 0);
      if (room.length === 0) {
        yield piece;
        continue;
      }
    }
    room.set(piece, filled);
    filled += piece.byteLength;
  }
  if (filled > 0) yield room.subarray(0, filled);
}
