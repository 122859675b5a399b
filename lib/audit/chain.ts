import { hashOfValue } from "#lib/vault/canonical.ts";

/** An entry of evidence: numbered from one, with the hash of the one before it and its own. */
type Linked = { number: number; previous: Buffer; hash: Buffer };

/** SHA-256 over an entry, by its canonical text, with the hash of the one before it. */
export function hashOfEntry(entry: Readonly<Record<string, unknown>> & { previous: Buffer }): Buffer {
  return hashOfValue({ ...entry, previous: entry.previous.toString("hex") });
}

/**
 * The last hash of a chain, computed anew; 32 zero bytes of an empty one. Throws where an entry is missing or is not as
 * it was written. `hashOf`: the hash of an entry by what it says.
 */
export function headOfChain<E extends Linked>(entries: readonly E[], hashOf: (entry: E) => Buffer): Buffer {
  let head: Buffer = Buffer.alloc(32);
  for (const [index, entry] of entries.entries()) {
    const hash = hashOf(entry);
    if (entry.number !== index + 1 || !entry.previous.equals(head) || !entry.hash.equals(hash)) {
      throw new Error("the evidence is not whole");
    }
    head = entry.hash;
  }
  return head;
}
