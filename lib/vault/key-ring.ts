import { hkdfSync } from "node:crypto";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type DataKey, keyIdOf } from "./cipher.ts";

/** What comes from the first root key for good: tokens and signatures must stay the same when keys are rotated. */
const rootPurposes = [
  "token",
  "erased",
  "receipt",
  "bundle",
  "checkpoint",
  "effort",
  "preference",
  /** Papers of lists from before each had a key of its own. */
  "behalf",
] as const;
export type RootPurpose = (typeof rootPurposes)[number];

export const isRootPurpose = (purpose: string): purpose is RootPurpose =>
  (rootPurposes as readonly string[]).includes(purpose);

/** What seals: each rotation brings another key, and all that is stored is sealed again under it (`places.ts`). */
export type SealPurpose =
  | "wrap"
  | "draft"
  | "account"
  | "notice"
  | "secret"
  | "hold"
  | "undo"
  | "kept_form"
  | "bulk";

/** A root key, or what is left of the first one once nothing may be opened with it any more. */
type Material = { secret: Buffer } | { seed: Buffer; keys: ReadonlyMap<string, Buffer> };

/** One root key of the house. `id` stands in every ciphertext that is sealed with a key derived from it. */
export type RootKey = { id: string; number: number; material: Material };

/** The root keys that this process knows. `current` seals; `first` is the one for tokens and signatures. */
export type KeyRing = { keys: ReadonlyMap<string, RootKey>; current: RootKey; first: RootKey };

type Held = {
  state: "untouched" | "pending" | "open";
  /** Why the keys could not be opened yet. */
  why?: unknown;
  ring?: KeyRing;
  derived: Map<string, DataKey>;
  /** Asks for the keys to be read anew, because one is met that is not known here. */
  lookAgain?: () => void;
  fromEnvironment?: { text: string; ring: KeyRing };
};

// The portal's bundler loads this module once for each entry; the keys are opened once in the process.
const place = Symbol.for("habeas.vault");
const shared = globalThis as { [place]?: Held };

export function held(): Held {
  shared[place] ??= { state: "untouched", derived: new Map() };
  return shared[place];
}

/** The root key of 32 secret bytes. */
export const rootKeyOf = (number: number, secret: Buffer): RootKey => ({
  id: keyIdOf(secret),
  number,
  material: { secret },
});

/**
 * The keys of this process. Throws HabeasError `unavailable` while they are not open: a process that was told to open
 * them works with none until it has; one that was not, a test of a single function say, has that of HABEAS_MASTER_KEY.
 */
export function keyRing(): KeyRing {
  const here = held();
  if (here.ring) return here.ring;
  const text = here.state === "untouched" ? environment().HABEAS_MASTER_KEY : undefined;
  if (text === undefined && here.why instanceof HabeasError) throw here.why;
  if (text === undefined)
    throw new HabeasError("unavailable", "The keys of this house are not open yet. Please try again soon.");
  if (here.fromEnvironment?.text === text) return here.fromEnvironment.ring;
  const only = rootKeyOf(0, Buffer.from(text, "base64"));
  const ring = { keys: new Map([[only.id, only]]), current: only, first: only };
  here.fromEnvironment = { text, ring };
  return ring;
}

/**
 * The key for one purpose, derived from a root key (HKDF-SHA-256, RFC 5869). Throws HabeasError `gone` for what was sealed
 * under the first root key after that was retired.
 */
export function keyFrom(root: RootKey, purpose: RootPurpose | SealPurpose): DataKey {
  const here = held();
  const name = `${"secret" in root.material} ${root.id} ${purpose}`;
  const known = here.derived.get(name);
  if (known) return known;
  const key = derive(root.material, purpose);
  here.derived.set(name, key);
  return key;
}

function derive(material: Material, purpose: RootPurpose | SealPurpose): DataKey {
  if ("secret" in material) return expand(material.secret, purpose);
  const kept = material.keys.get(purpose);
  if (kept) return kept;
  if (!isRootPurpose(purpose))
    throw new HabeasError("gone", "The key under which this was sealed has been retired.");
  return expand(material.seed, purpose);
}

const expand = (secret: Buffer, purpose: string) =>
  Buffer.from(hkdfSync("sha256", secret, "", `habeas/${purpose}`, 32));

/** A root key as it is given to its keeper to be wrapped. */
export function rootText({ material }: RootKey): string {
  if ("secret" in material) return JSON.stringify({ secret: material.secret.toString("base64") });
  const keys = [...material.keys].map(([purpose, key]) => [purpose, key.toString("base64")]);
  return JSON.stringify({ seed: material.seed.toString("base64"), keys: Object.fromEntries(keys) });
}

/** A root key read again from what its keeper unwrapped. Throws where it is not the key of that id. */
export function rootKeyFrom(id: string, number: number, text: string): RootKey {
  const read = JSON.parse(text) as { secret: string } | { seed: string; keys: Record<string, string> };
  if ("secret" in read) {
    const root = rootKeyOf(number, Buffer.from(read.secret, "base64"));
    if (root.id !== id) throw new Error("the root key is not the one that it was");
    return root;
  }
  const keys = Object.entries(read.keys).map(
    ([purpose, key]) => [purpose, Buffer.from(key, "base64")] as const,
  );
  return { id, number, material: { seed: Buffer.from(read.seed, "base64"), keys: new Map(keys) } };
}

/** What stays of the first root key when it is retired: its tokens and signatures, and nothing that opens. */
export function withoutSeals(root: RootKey): RootKey {
  if (!("secret" in root.material)) return root;
  const { secret } = root.material;
  const keys = rootPurposes.map((purpose) => [purpose, expand(secret, purpose)] as const);
  return { ...root, material: { seed: expand(secret, "after-retirement"), keys: new Map(keys) } };
}
