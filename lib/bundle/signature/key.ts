import { hkdfSync, type KeyObject } from "node:crypto";
import { environment } from "#lib/config/environment.ts";
import { derivedKey } from "#lib/vault/seal.ts";
import { ed25519Key } from "#lib/vault/sign.ts";
import { minisign, type PublicKey, publicKeyOf, readPublicKey } from "./minisign.ts";

/** Signs bundles, and names the key that their readers check with. */
export type Signer = { publicKey: PublicKey; sign(bytes: Uint8Array, comment: string): string };

/** A key with the days between which it signed; null where nobody wrote the day down, or where it still signs. */
export type PublishedKey = PublicKey & { from: string | null; until: string | null };

/** The key that signs now: the last of those that were begun. */
export function bundleSigner(): Signer {
  const key = numbered(Math.max(1, environment().HABEAS_BUNDLE_KEY_DAYS.length));
  return { publicKey: publicKeyOf(key), sign: (bytes, comment) => minisign(bytes, key, comment) };
}

/** Every key that ever signed here, the newest first: a copy of ten years ago can still be checked. */
export function publishedKeys(): PublishedKey[] {
  const { HABEAS_BUNDLE_KEY_DAYS: days, HABEAS_BUNDLE_OLD_KEYS: old } = environment();
  const own = Array.from({ length: Math.max(1, days.length) }, (_, i) => ({
    ...publicKeyOf(numbered(i + 1)),
    from: days[i] ?? null,
    until: days[i + 1] ?? null,
  }));
  const before = old.flatMap(({ line, from, until }) => {
    const key = readPublicKey(line);
    return key === null ? [] : [{ ...key, from, until }];
  });
  return [...own.reverse(), ...before];
}

/** The house's n-th signing key (from 1), derived from the master key, so that every process has the same. */
function numbered(n: number): KeyObject {
  return ed25519Key(Buffer.from(hkdfSync("sha256", derivedKey("bundle"), "", `bundle/${n}`, 32)));
}
