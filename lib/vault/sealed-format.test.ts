import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { headOf } from "./cipher.ts";
import { keyRing } from "./key-ring.ts";
import { derivedKey, open, type SealKey, seal } from "./seal.ts";

const master = randomBytes(32);

beforeAll(() => {
  Object.assign(process.env, {
    HABEAS_DATABASE_URL: "postgres://localhost/none",
    HABEAS_MASTER_KEY: master.toString("base64"),
    HABEAS_MAP: "none.yaml",
    HABEAS_STORE: "none",
    HABEAS_ORIGIN: "http://localhost:4000",
  });
});

/** What the first format was: one byte, nonce, tag, ciphertext, and the place alone bound in. */
function sealedAtFirst(key: Buffer, context: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body]);
}
const derivedAtFirst = (purpose: string) =>
  Buffer.from(hkdfSync("sha256", master, "", `habeas/${purpose}`, 32));

const at = "request/7f0e/sealed";
const request = randomBytes(32);
const other = randomBytes(32);
const sealed = (key: SealKey = request, place = at) => seal(key, place, "text");
const changed = (bytes: Buffer, where: number) => {
  const copy = Buffer.from(bytes);
  copy[where] = (copy[where] ?? 0) ^ 1;
  return copy;
};

describe("a ciphertext that is not where it belongs, or not what it was, does not open (TM-35)", () => {
  const cases: [string, () => Buffer, SealKey?, string?][] = [
    ["of another row", () => sealed(request, "request/8a1b/sealed")],
    ["of another column", () => sealed(request, "request/7f0e/sealed_note")],
    ["of another table", () => sealed(request, "dossier/7f0e/sealed")],
    ["of another request's key", () => sealed(other)],
    [
      "that says it is of this key",
      () => Buffer.concat([Buffer.of(2), sealed().subarray(1, 9), sealed(other).subarray(9)]),
    ],
    ["put back to the first format", () => Buffer.concat([Buffer.of(1), sealed().subarray(9)])],
    [
      "raised to the second format",
      () => Buffer.concat([sealed().subarray(0, 9), sealedAtFirst(request, at, "text").subarray(1)]),
    ],
    ["of a format that there is not", () => Buffer.concat([Buffer.of(3), sealed().subarray(1)])],
    ["with another key id", () => changed(sealed(), 3)],
    ["with another nonce", () => changed(sealed(), 12)],
    ["with another tag", () => changed(sealed(), 24)],
    ["with another byte", () => changed(sealed(), 38)],
    ["cut by a byte", () => sealed().subarray(0, -1)],
    ["cut to its head", () => sealed().subarray(0, 37)],
    ["cut to its key id", () => sealed().subarray(0, 9)],
    ["that is empty", () => Buffer.alloc(0)],
    ["of the house for another purpose", () => sealed(derivedKey("hold")), derivedKey("secret")],
    ["of the house, opened as a request's", () => sealed(derivedKey("wrap"))],
    ["of a request, opened as the house's", () => sealed(), derivedKey("wrap")],
    [
      "of the house, under a root key that there is not",
      () => changed(sealed(derivedKey("wrap")), 3),
      derivedKey("wrap"),
    ],
    [
      "of the house, put back to the first format",
      () => Buffer.concat([Buffer.of(1), sealed(derivedKey("wrap")).subarray(9)]),
      derivedKey("wrap"),
    ],
  ];

  it.each(cases)("%s", (_name, bytes, key = request, place = at) => {
    expect(() => open(key, place, bytes())).toThrow();
  });
});

describe("what was sealed in the first format", () => {
  it("opens, under a request's key and under the house's", () => {
    expect(open(request, at, sealedAtFirst(request, at, "text"))).toBe("text");
    expect(open(derivedKey("wrap"), at, sealedAtFirst(derivedAtFirst("wrap"), at, "text"))).toBe("text");
  });

  it("opens in its place only, as it did", () => {
    expect(() => open(request, "elsewhere", sealedAtFirst(request, at, "text"))).toThrow();
    expect(() => open(derivedKey("wrap"), at, sealedAtFirst(derivedAtFirst("secret"), at, "text"))).toThrow();
  });

  it("has the context it had then, where that was another, and what is sealed now has not", () => {
    const before = { context: "account/mailbox" };
    expect(open(request, at, sealedAtFirst(request, before.context, "text"), before)).toBe("text");
    expect(() => open(request, at, sealed(request, before.context), before)).toThrow();
  });
});

describe("the head of a ciphertext", () => {
  it("names the key: a request's by a hash of it, the house's by its root key", () => {
    expect(headOf(sealed()).keyId).not.toBe(headOf(sealed(other)).keyId);
    expect(headOf(sealed(derivedKey("wrap"))).keyId).toBe(keyRing().current.id);
    expect(headOf(sealed(derivedKey("hold"))).keyId).toBe(keyRing().current.id);
  });

  it("keeps tokens and signatures of a house that had only its master key as they were", () => {
    for (const purpose of ["token", "erased", "receipt", "bundle", "effort"] as const)
      expect(derivedKey(purpose).equals(derivedAtFirst(purpose))).toBe(true);
  });
});
