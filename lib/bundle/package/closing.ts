import type { BundleFacts } from "../contents.ts";
import { signatureText } from "../signature/explained.ts";
import type { Words } from "../words/words.ts";
import type { WrittenFile } from "../written.ts";
import { bagDeclaration, bagInfo, hashLines, isPayload } from "./bag.ts";
import { dataPackage } from "./datapackage.ts";
import { indexFile } from "./index-file.ts";
import { type Contents, manifest } from "./manifest.ts";
import { provenance } from "./provenance.ts";

/** Where the text files of a package are written to. */
export type TextsInto = { text(path: string, kind: "tag", text: string): Promise<WrittenFile> };

/** The files that come after the manifest, so that it cannot name them. */
export const afterManifest = ["manifest.json", "manifest.sig", "tagmanifest-sha256.txt"] as const;

/**
 * The last files of a package, made when all others are written: index, data package, provenance, the bag's tag files, the
 * manifest of everything and the signature over it.
 */
export async function writeClosing(
  to: TextsInto,
  facts: BundleFacts,
  contents: Contents,
  words: Words,
): Promise<void> {
  const files = [...contents.files];
  const now = (): Contents => ({ ...contents, files });
  const tag = async (path: string, text: string) => files.push(await to.text(path, "tag", text));
  await tag("data.json", indexFile(facts, now(), words));
  await tag("datapackage.json", dataPackage(facts, now(), words));
  await tag("provenance.jsonld", provenance(facts, now()));
  await tag("bagit.txt", bagDeclaration);
  await tag("bag-info.txt", bagInfo(facts, files));
  await tag("manifest-sha256.txt", hashLines(files.filter(isPayload)));
  await tag("SIGNATURE.txt", signatureText(facts, words));
  const signed = manifest(facts, now(), words);
  await tag("manifest.json", signed);
  const comment = `timestamp:${Math.floor(facts.answeredAt.getTime() / 1000)}\tfile:manifest.json\thashed`;
  await tag("manifest.sig", facts.signer.sign(Buffer.from(signed), comment));
  await tag("tagmanifest-sha256.txt", hashLines(files.filter((file) => !isPayload(file))));
}
