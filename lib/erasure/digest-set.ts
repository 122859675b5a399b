const words = 4;

/**
 * A set of 16-byte digests in flat memory: at most 32 bytes a member, however many there are. Two target lists are
 * compared with it without holding either.
 */
export class DigestSet {
  #slots = new Uint32Array(1024 * words);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(digest: Buffer): boolean {
    return !free(this.#slots, this.#slotOf(this.#slots, digest));
  }

  /** True where it was not in the set before. */
  add(digest: Buffer): boolean {
    const slot = this.#slotOf(this.#slots, digest);
    if (!free(this.#slots, slot)) return false;
    write(this.#slots, slot, digest);
    this.#size++;
    if (this.#size * 2 > this.#slots.length / words) this.#grow();
    return true;
  }

  /** Where a digest is, or where it would be put. */
  #slotOf(slots: Uint32Array, digest: Buffer): number {
    const count = slots.length / words;
    let at = digest.readUInt32LE(0) % count;
    for (;;) {
      const slot = at * words;
      if (free(slots, slot) || equal(slots, slot, digest)) return slot;
      at = (at + 1) % count;
    }
  }

  #grow(): void {
    const old = this.#slots;
    const bigger = new Uint32Array(old.length * 2);
    const digest = Buffer.alloc(16);
    for (let slot = 0; slot < old.length; slot += words) {
      if (free(old, slot)) continue;
      for (let word = 0; word < words; word++) digest.writeUInt32LE(old[slot + word] ?? 0, word * 4);
      write(bigger, this.#slotOf(bigger, digest), digest);
    }
    this.#slots = bigger;
  }
}

function free(slots: Uint32Array, slot: number): boolean {
  return !slots[slot] && !slots[slot + 1] && !slots[slot + 2] && !slots[slot + 3];
}

function equal(slots: Uint32Array, slot: number, digest: Buffer): boolean {
  for (let word = 0; word < words; word++) {
    if (slots[slot + word] !== digest.readUInt32LE(word * 4)) return false;
  }
  return true;
}

function write(slots: Uint32Array, slot: number, digest: Buffer): void {
  for (let word = 0; word < words; word++) slots[slot + word] = digest.readUInt32LE(word * 4);
}
