import { describe, expect, it } from "vitest";
import { ed25519Key } from "#lib/vault/sign.ts";
import { isSignedBy, minisign, publicKeyOf, readPublicKey, readSignature } from "./minisign.ts";

const key = ed25519Key(Buffer.alloc(32, 7));
const bytes = Buffer.from('{"schema":"habeas-bundle"}\n');
const text = minisign(bytes, key, "timestamp:1773307800\tfile:manifest.json\thashed");

/** Made by the program minisign 0.11 itself, for the two lines "one" and "two" of a file. */
const byMinisign = {
  publicKey: "RWSfgJwDRdamrVyJKt7xddGKOrPvW0OiEyKYz8JSkv9+AER3tHQ1G6i6",
  bytes: Buffer.from("one\ntwo\n"),
  signature:
    "untrusted comment: signature from minisign secret key\nRUSfgJwDRdamrXA2uoFJe9Eiz/2noVY7/A0EK3Zr3+KQ0LZqh8bg0wTNPDARUmsksWjx2GBWDxOYYjAUkPVZzkkOHlb5T4V+sQU=\ntrusted comment: timestamp:1773307800\tfile:f.txt\thashed\nvIbFBfLiqTA6Nlg5yADfjZFPm0evWsJGZSLDEO03ZsWTp9N6F+c+WJLSDdfi9DXQw9cuy3vgr4mwXsZNF7NCBA==\n",
};

function read(signature: string) {
  const parts = readSignature(signature);
  if (parts === null) throw new Error("no signature");
  return parts;
}

describe("a signature in minisign's form", () => {
  it("is checked with the public key, and with no other", () => {
    const parts = read(text);
    expect(parts.keyId).toBe(publicKeyOf(key).id);
    expect(parts.comment).toBe("timestamp:1773307800\tfile:manifest.json\thashed");
    expect(isSignedBy(bytes, parts, publicKeyOf(key))).toBe(true);
    expect(isSignedBy(bytes, parts, publicKeyOf(ed25519Key(Buffer.alloc(32, 8))))).toBe(false);
  });

  it("fails for one changed byte, and for a changed comment", () => {
    const parts = read(text);
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(isSignedBy(changed, parts, publicKeyOf(key))).toBe(false);
    }
    expect(isSignedBy(bytes, { ...parts, comment: "timestamp:1" }, publicKeyOf(key))).toBe(false);
  });

  it("reads what the program minisign wrote", () => {
    const publicKey = readPublicKey(byMinisign.publicKey);
    if (publicKey === null) throw new Error("no key");
    expect(isSignedBy(byMinisign.bytes, read(byMinisign.signature), publicKey)).toBe(true);
    expect(read(byMinisign.signature).keyId).toBe(publicKey.id);
  });

  it.each([
    "",
    "hello",
    text.replace("trusted", "x"),
    `${text}more`,
    text.replace("\nRU", "\nRW"),
    text + "\n".repeat(4096),
  ])("is refused where it is none: %j", (wrong) => {
    expect(readSignature(wrong)).toBeNull();
  });

  it.each(["", "RWQ", "x".repeat(56), `${publicKeyOf(key).line}AA`])(
    "refuses a key that is none: %j",
    (line) => {
      expect(readPublicKey(line)).toBeNull();
    },
  );
});
