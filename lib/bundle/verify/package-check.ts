import { createHash } from "node:crypto";
import { hashLines, isPayload } from "../package/bag.ts";
import { afterManifest } from "../package/closing.ts";
import type { PublishedKey } from "../signature/key.ts";
import { type Entry, entriesOf, NotAZip } from "./directory.ts";
import { bytesOf, hashOf, NotReadable } from "./hash.ts";
import { checkList, type ListCheck, type SignedList } from "./manifest-check.ts";
import type { RandomAccess } from "./temporary.ts";

/** What of a package is as it was made, by the names of files. `changed` also names a file that is there twice. */
export type Comparison = { list: SignedList; changed: string[]; missing: string[]; extra: string[] };

/** not_a_zip: not one that we could have made · not_a_package: it holds no list, or more than one. */
export type PackageCheck =
  | ({ kind: "compared" } & Comparison)
  | { kind: "not_a_zip" }
  | { kind: "not_a_package" }
  | Exclude<ListCheck, { kind: "signed" }>;

const mostListBytes = 64 * 1024 * 1024;
const mostSignatureBytes = 4096;

/**
 * Compares a package with the list that we signed for it, file by file. Nothing but the list is unpacked before its signature
 * has been found good, and no file to more than the list says: so a stranger's zip can cost us no more than one of ours.
 */
export async function checkPackage(file: RandomAccess, keys: readonly PublishedKey[]): Promise<PackageCheck> {
  try {
    return await check(file, keys);
  } catch (error) {
    if (error instanceof NotAZip) return { kind: "not_a_zip" };
    if (error instanceof NotReadable) return { kind: "not_a_package" };
    throw error;
  }
}

async function check(file: RandomAccess, keys: readonly PublishedKey[]): Promise<PackageCheck> {
  const entries = await entriesOf(file);
  const lists = entries.filter(({ path }) => /^([^/]+\/)?manifest\.json$/.test(path));
  const [found] = lists;
  if (found === undefined || lists.length > 1) return { kind: "not_a_package" };
  const top = found.path.slice(0, -"manifest.json".length);
  const byPath = Map.groupBy(entries, ({ path }) => path);
  const signature = byPath.get(`${top}manifest.sig`)?.[0];
  if (signature === undefined) return { kind: "unsigned" };
  const listBytes = await bytesOf(file, found, mostListBytes);
  const signatureBytes = await bytesOf(file, signature, mostSignatureBytes);
  const checked = checkList(listBytes, signatureBytes.toString("utf8"), keys);
  if (checked.kind !== "signed") return checked;
  const { list } = checked;
  const expected = [...list.files, tagManifest(list, listBytes, signatureBytes)];
  return { kind: "compared", list, ...(await compare(file, byPath, top, expected)) };
}

type Expected = { path: string; bytes: number; sha256: string };

async function compare(
  file: RandomAccess,
  entries: ReadonlyMap<string, readonly Entry[]>,
  top: string,
  expected: readonly Expected[],
): Promise<Omit<Comparison, "list">> {
  const changed: string[] = [];
  const missing: string[] = [];
  for (const { path, bytes, sha256 } of expected) {
    const [entry, second] = entries.get(top + path) ?? [];
    if (entry === undefined) missing.push(path);
    else if (second !== undefined || (await hashOf(file, entry, bytes)) !== sha256) changed.push(path);
  }
  const known = new Set([...expected.map(({ path }) => path), ...afterManifest].map((path) => top + path));
  if ((entries.get(`${top}manifest.sig`)?.length ?? 0) > 1) changed.push("manifest.sig");
  const extra = [...entries.keys()].filter((path) => !known.has(path));
  return {
    changed,
    missing,
    extra: extra.map((path) => (path.startsWith(top) ? path.slice(top.length) : path)),
  };
}

/** The bag's list of hashes of tag files, which comes after the signature: it follows from all that stands before it. */
function tagManifest(list: SignedList, listBytes: Buffer, signatureBytes: Buffer): Expected {
  const after = [
    { path: "manifest.json", sha256: sha256Of(listBytes) },
    { path: "manifest.sig", sha256: sha256Of(signatureBytes) },
  ];
  const text = Buffer.from(hashLines([...list.files.filter((one) => !isPayload(one)), ...after]));
  return { path: "tagmanifest-sha256.txt", bytes: text.length, sha256: sha256Of(text) };
}

function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
