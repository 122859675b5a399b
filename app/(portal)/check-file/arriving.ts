import { HabeasError } from "#lib/core/errors.ts";

/** Thrown for a body that is larger than whoever reads it takes. */
export class TooLarge extends Error {}

const longestSilence = 30_000;
const graceMilliseconds = 30_000;
const slowestBytesPerSecond = 16 * 1024;

/**
 * The bytes of an upload as they come, for as long as they come at a pace: whoever keeps us waiting keeps others from
 * bringing theirs. Throws TooLarge beyond `most` bytes, and HabeasError `invalid` after 30 seconds without a byte or, from
 * 30 seconds on, below 16 kB in a second on average.
 */
export async function* arriving(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  const begun = performance.now();
  let bytes = 0;
  for (;;) {
    const { done, value } = await beforeSilence(pieces.next());
    if (done) return;
    bytes += value.byteLength;
    if (bytes > most) throw new TooLarge();
    const taken = performance.now() - begun;
    if (taken > graceMilliseconds && (bytes * 1000) / taken < slowestBytesPerSecond) throw tooSlow();
    yield value;
  }
}

/** No more than `most` bytes of a field. Throws TooLarge. */
export async function* upTo(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const piece of bytes) {
    sum += piece.length;
    if (sum > most) throw new TooLarge();
    yield piece;
  }
}

async function beforeSilence<T>(next: Promise<T>): Promise<T> {
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(() => silence.reject(tooSlow()), longestSilence);
  try {
    return await Promise.race([next, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const tooSlow = () => new HabeasError("invalid", "The form came too slowly. Send it again.");
