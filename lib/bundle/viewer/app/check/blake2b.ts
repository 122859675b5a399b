/** Initial value (RFC 7693, 2.6), the same as SHA-512's. */
const initial = BigUint64Array.of(
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
);

/** Which words of the block each round takes (2.7), one hexadecimal digit a word; rounds 10 and 11 begin again. */
const schedule = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
].map((digits) => [...digits].map((digit) => Number.parseInt(digit, 16)));

/** Columns and diagonals of the state that are mixed. */
const mixed = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

const blockBytes = 128;

/** BLAKE2b with 64 bytes and no key (RFC 7693): what minisign signs instead of the file. Browsers do not have it. */
export function blake2b(bytes: Uint8Array): Uint8Array {
  const state = initial.slice();
  state[0] = (state[0] ?? 0n) ^ 0x01010040n;
  const blocks = Math.max(1, Math.ceil(bytes.length / blockBytes));
  for (let n = 0; n < blocks; n += 1) {
    const piece = bytes.subarray(n * blockBytes, (n + 1) * blockBytes);
    const block = new Uint8Array(blockBytes);
    block.set(piece);
    const done = n === blocks - 1 ? bytes.length : (n + 1) * blockBytes;
    compress(state, new DataView(block.buffer), BigInt(done), n === blocks - 1);
  }
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => {
    digest.setBigUint64(i * 8, word, true);
  });
  return new Uint8Array(digest.buffer);
}

function compress(state: BigUint64Array, block: DataView, done: bigint, last: boolean): void {
  const v = new BigUint64Array(16);
  v.set(state);
  v.set(initial, 8);
  v[12] = (v[12] ?? 0n) ^ done;
  if (last) v[14] = ~(v[14] ?? 0n);
  const word = (order: readonly number[], i: number) => block.getBigUint64((order[i] ?? 0) * 8, true);
  for (let round = 0; round < 12; round += 1) {
    const order = schedule[round % 10] ?? [];
    mixed.forEach((places, i) => {
      mix(v, places, word(order, 2 * i), word(order, 2 * i + 1));
    });
  }
  for (let i = 0; i < 8; i += 1) state[i] = (state[i] ?? 0n) ^ (v[i] ?? 0n) ^ (v[i + 8] ?? 0n);
}

/** The function G (3.1). A typed array of 64-bit words cuts sums by itself. */
function mix(
  v: BigUint64Array,
  [a, b, c, d]: readonly [number, number, number, number],
  x: bigint,
  y: bigint,
) {
  const at = (i: number) => v[i] ?? 0n;
  v[a] = at(a) + at(b) + x;
  v[d] = turned(at(d) ^ at(a), 32n);
  v[c] = at(c) + at(d);
  v[b] = turned(at(b) ^ at(c), 24n);
  v[a] = at(a) + at(b) + y;
  v[d] = turned(at(d) ^ at(a), 16n);
  v[c] = at(c) + at(d);
  v[b] = turned(at(b) ^ at(c), 63n);
}

function turned(word: bigint, by: bigint): bigint {
  return (word >> by) | (word << (64n - by));
}
