import { createCipheriv, randomBytes, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { Encrypter, type Recipient, Stanza } from "age-encryption";

/** What locks a file: words that its owner thought of, or the public half of a key of theirs (`age1…`). */
export type Lock = { kind: "passphrase" | "recipient"; text: string };

/** Fewer signs than this are guessed by a machine; many short words are better than few odd signs. */
const shortestPassphrase = 12;

const derived = promisify(
  scrypt as (
    p: string,
    s: Buffer,
    n: number,
    o: ScryptOptions,
    done: (e: Error | null, k: Buffer) => void,
  ) => void,
);

/** Two to the power of it are the rounds of scrypt: an eighth of a gigabyte of memory for under a second. */
const workFactor = 17;
let deriving: Promise<unknown> = Promise.resolve();

/**
 * age's passphrase lock (C2SP age, "scrypt recipient stanza"). The library's own takes a second of the only thread;
 * this one runs beside it, one at a time, so that many who ask at once do not use up the memory.
 */
class PassphraseRecipient implements Recipient {
  readonly #passphrase: string;

  constructor(passphrase: string) {
    this.#passphrase = passphrase;
  }

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(16);
    const salted = Buffer.concat([Buffer.from("age-encryption.org/v1/scrypt"), salt]);
    const cost: ScryptOptions = { N: 2 ** workFactor, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
    const turn = deriving.then(() => derived(this.#passphrase, salted, 32, cost));
    deriving = turn.catch(() => undefined);
    const cipher = createCipheriv("chacha20-poly1305", await turn, Buffer.alloc(12), { authTagLength: 16 });
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
    const inText = salt.toString("base64").replaceAll("=", "");
    return [new Stanza(["scrypt", inText, String(workFactor)], new Uint8Array(body))];
  }
}

/** What locks a file made of these words; null where they are no such thing. */
export function lockOf(kind: string | undefined, text: string | undefined): Lock | null {
  const given = text ?? "";
  if (kind === "passphrase") return given.length >= shortestPassphrase ? { kind, text: given } : null;
  if (kind !== "recipient") return null;
  const recipient = given.trim();
  try {
    new Encrypter().addRecipient(recipient);
    return { kind, text: recipient };
  } catch {
    return null;
  }
}

/**
 * The bytes as an age file (age-encryption.org/v1), at the reader's pace. The lock is kept nowhere: who forgets it has to
 * fetch the file again.
 */
export async function locked(
  lock: Lock,
  plain: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(lock.kind === "passphrase" ? new PassphraseRecipient(lock.text) : lock.text);
  return encrypter.encrypt(plain);
}
