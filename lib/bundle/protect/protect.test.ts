import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, it } from "vitest";
import { locked, lockOf } from "./protect.ts";

const plain = randomBytes(200_000);
const stream = () =>
  new ReadableStream<Uint8Array>({
    start(to) {
      for (let at = 0; at < plain.length; at += 30_000) to.enqueue(plain.subarray(at, at + 30_000));
      to.close();
    },
  });

async function sealed(kind: string, text: string): Promise<Buffer> {
  const lock = lockOf(kind, text);
  if (lock === null) throw new Error("it can be used");
  return buffer((await locked(lock, stream())) as never);
}

it("is opened by any age with the passphrase, and by no other words", async () => {
  const file = await sealed("passphrase", "four walrus näpfe gently");
  const right = new Decrypter();
  right.addPassphrase("four walrus näpfe gently");
  expect(Buffer.from(await right.decrypt(file)).equals(plain)).toBe(true);
  const wrong = new Decrypter();
  wrong.addPassphrase("four walrus napfe gently");
  await expect(wrong.decrypt(file)).rejects.toThrow();
});

it("is opened by the key whose public half was given", async () => {
  const identity = await generateX25519Identity();
  const file = await sealed("recipient", ` ${await identityToRecipient(identity)}\n`);
  const right = new Decrypter();
  right.addIdentity(identity);
  expect(Buffer.from(await right.decrypt(file)).equals(plain)).toBe(true);
});

it("takes no short words, and nothing that is not a public key", () => {
  for (const [kind, text] of [
    ["passphrase", "elevenchars"],
    ["passphrase", undefined],
    ["recipient", "age1nonsense"],
    ["recipient", "AGE-SECRET-KEY-1QQQ"],
    ["recipient", ""],
    ["zip", "a long enough passphrase"],
    [undefined, "a long enough passphrase"],
  ] as const)
    expect(lockOf(kind, text)).toBeNull();
});
