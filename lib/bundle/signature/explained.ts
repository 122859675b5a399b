import type { BundleFacts } from "../contents.ts";
import type { Words } from "../words/words.ts";

/** Where a portal publishes the keys that its copies were signed with. */
export const keysPath = "/.well-known/habeas-bundle-keys";
/** Where a portal checks a copy for whoever brings it. */
export const checkPath = "/check-file";

/** SIGNATURE.txt: in plain words what the signature proves and three ways to check it without us. */
export function signatureText({ portal, signer }: BundleFacts, words: Words): string {
  const { line, id } = signer.publicKey;
  const { say } = words;
  return [
    say("package.signature.what"),
    "",
    `${say("package.signature.key")}: ${line}`,
    `${say("package.signature.keyId")}: ${id}`,
    ...(portal === undefined
      ? []
      : [
          say("package.signature.published", { url: `${portal}${keysPath}` }),
          say("package.signature.online", { url: `${portal}${checkPath}` }),
        ]),
    "",
    `1. ${say("package.signature.whole")}`,
    "   sha256sum -c manifest-sha256.txt",
    "   sha256sum -c tagmanifest-sha256.txt",
    `2. ${say("package.signature.ours")}`,
    `   minisign -V -m manifest.json -x manifest.sig -P ${line}`,
    `3. ${say("package.signature.bag")}`,
    "   bagit.py --validate .",
    "",
  ].join("\r\n");
}
