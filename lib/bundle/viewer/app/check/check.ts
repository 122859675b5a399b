import { judge, type Verdict } from "./minisign.ts";
import { Sha256 } from "./sha256.ts";
import { contentOf, type Entry, entriesOf } from "./zip.ts";

export type Fault = { path: string; what: "Changed" | "Missing" | "Added" | "Twice" | "Broken" };
export type Checked =
  | { is: "not_zip" }
  | { is: "not_ours" }
  | { is: "checked"; files: number; faults: Fault[]; verdict: Verdict };

type Listed = { path: string; bytes: number; sha256: string };

/** What is written after the list, so that it cannot stand in it. */
const afterList = new Set(["manifest.json", "manifest.sig", "tagmanifest-sha256.txt"]);
const largestText = 256_000_000;

/**
 * Checks a bundle's zip: every file against the list in manifest.json, and the list against its signature.
 * @param keyLine the public key that this copy names, in minisign's form
 */
export async function checkZip(
  zip: Blob,
  keyLine: string | null,
  progress: (done: number, all: number) => void,
): Promise<Checked> {
  let entries: Entry[];
  try {
    entries = await entriesOf(zip);
  } catch {
    return { is: "not_zip" };
  }
  const top = /^(?:[^/]+\/)?(?=manifest\.json$)/;
  const list = entries.find((entry) => top.test(entry.name));
  if (!list) return { is: "not_ours" };
  const [folder = ""] = top.exec(list.name) ?? [];
  const manifest = await bytesOf(zip, list).catch(() => null);
  const listed = manifest === null ? null : filesOf(manifest);
  if (manifest === null || listed === null) return { is: "not_ours" };

  const faults: Fault[] = [];
  const inZip = new Map<string, Entry>();
  for (const entry of entries) {
    const path = entry.name.startsWith(folder) ? entry.name.slice(folder.length) : entry.name;
    if (inZip.has(path)) faults.push({ path, what: "Twice" });
    inZip.set(path, entry);
  }
  const named = new Set(listed.map((file) => file.path));
  for (const path of inZip.keys()) {
    if (!named.has(path) && !afterList.has(path)) faults.push({ path, what: "Added" });
  }
  let done = 0;
  for (const file of listed) {
    const entry = inZip.get(file.path);
    const what = entry === undefined ? "Missing" : await judged(zip, entry, file);
    if (what !== null) faults.push({ path: file.path, what });
    done += 1;
    progress(done, listed.length);
  }
  const signature = inZip.get("manifest.sig");
  const text = signature && (await bytesOf(zip, signature).then(asText, () => ""));
  const verdict: Verdict =
    text === undefined || keyLine === null ? { is: "unsigned" } : await judge(manifest, text, keyLine);
  return { is: "checked", files: listed.length, faults, verdict };
}

async function judged(zip: Blob, entry: Entry, file: Listed): Promise<Fault["what"] | null> {
  try {
    const hash = new Sha256();
    for await (const piece of contentOf(zip, entry)) hash.update(piece);
    return hash.end() === file.sha256 && entry.bytes === file.bytes ? null : "Changed";
  } catch {
    return "Broken";
  }
}

async function bytesOf(zip: Blob, entry: Entry): Promise<Uint8Array> {
  if (entry.bytes > largestText) throw new Error("too large");
  const bytes = new Uint8Array(entry.bytes);
  let at = 0;
  for await (const piece of contentOf(zip, entry)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function asText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The files that the list names; null where it is not one of ours. */
function filesOf(manifest: Uint8Array): Listed[] | null {
  try {
    const read: unknown = JSON.parse(asText(manifest));
    const { schema, files } = read as { schema?: unknown; files?: unknown };
    if (schema !== "habeas-bundle" || !Array.isArray(files)) return null;
    return files.every(isListed) ? files : null;
  } catch {
    return null;
  }
}

function isListed(file: unknown): file is Listed {
  if (typeof file !== "object" || file === null) return false;
  const { path, bytes, sha256 } = file as Partial<Listed>;
  return typeof path === "string" && typeof bytes === "number" && typeof sha256 === "string";
}
