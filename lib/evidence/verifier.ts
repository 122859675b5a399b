/**
 * verify.mjs of a pack: recomputes its hashes, its signature, the chains of the log and the receipts with nothing but
 * Node.js (20 or newer). Whoever does not trust us takes the key from elsewhere and gives it as --key.
 */
export const verifier = `#!/usr/bin/env node
// Checks an evidence pack without us. Run it in the unpacked folder: node verify.mjs [--key RW...]
// 1 every file has the SHA-256 that manifest.json says   2 manifest.json is signed (minisign: Ed25519 over BLAKE2b-512)
// 3 every chain of the log follows from its first entry to the head that the house keeps   4 receipts are signed
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const faults = [];
const say = (line) => process.stdout.write(line + "\\n");
const fault = (line) => { faults.push(line); say("NOT WHOLE  " + line); };
const spki = Buffer.from("302a300506032b6570032100", "hex");
const ed25519 = (raw) => createPublicKey({ key: Buffer.concat([spki, raw]), format: "der", type: "spki" });
const lines = (file) => createInterface({ input: createReadStream(file), crlfDelay: Infinity });

const manifest = JSON.parse(readFileSync("manifest.json", "utf8"));
for (const { path, sha256 } of manifest.files) {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  if (hash.digest("hex") !== sha256) fault(path + " is not the file that was packed");
}
say(manifest.files.length + " files have the hashes of manifest.json");

const given = process.argv[process.argv.indexOf("--key") + 1];
const keyLine = process.argv.includes("--key") ? given : manifest.key;
const key = Buffer.from(keyLine, "base64");
const [, first = "", comment = "", last = ""] = readFileSync("manifest.sig", "utf8").split(/\\r?\\n/);
const signed = Buffer.from(first, "base64");
const trusted = comment.replace(/^trusted comment: /, "");
const digest = createHash("blake2b512").update(readFileSync("manifest.json")).digest();
const whole = signed.length === 74 && signed.subarray(2, 10).equals(key.subarray(2, 10))
  && verify(null, digest, ed25519(key.subarray(10)), signed.subarray(10))
  && verify(null, Buffer.concat([signed.subarray(10), Buffer.from(trusted)]), ed25519(key.subarray(10)), Buffer.from(last, "base64"));
if (whole) say("manifest.json is signed by the key " + keyLine);
else fault("manifest.json is not signed by the key " + keyLine);

const ends = new Map();
let entries = 0;
for await (const line of lines("log.ndjson")) {
  if (line === "") continue;
  const e = JSON.parse(line);
  const before = ends.get(e.chain) ?? { position: 0, hash: "0".repeat(64) };
  const text = [e.previous, e.chain, e.position, e.at, e.kind, e.actor, e.data].join("\\n");
  const hash = createHash("sha256").update(text).digest("hex");
  if (Number(e.position) !== before.position + 1) fault(e.reference + ": an entry is missing before " + e.position);
  else if (e.previous !== before.hash) fault(e.reference + ": entry " + e.position + " does not follow from the one before it");
  else if (hash !== e.hash) fault(e.reference + ": entry " + e.position + " was changed");
  ends.set(e.chain, { position: Number(e.position), hash: e.hash });
  entries++;
}
let chains = 0;
for await (const line of lines("heads.ndjson")) {
  if (line === "") continue;
  const head = JSON.parse(line);
  const end = ends.get(head.chain);
  if (!end || end.position !== head.length || end.hash !== head.head) fault(head.reference + ": the end of its log is missing");
  ends.delete(head.chain);
  chains++;
}
for (const chain of ends.keys()) fault("the chain " + chain + " has no head");
say(entries + " entries of the log in " + chains + " chains were computed anew");

let receipts = 0;
const receiptKey = createPublicKey(readFileSync("receipt-key.pem", "utf8"));
for await (const line of lines("receipts.ndjson")) {
  if (line === "") continue;
  const { reference, system, body, signature, keyId } = JSON.parse(line);
  if (keyId === manifest.receipt_key_id && !verify(null, Buffer.from(body), receiptKey, Buffer.from(signature, "base64")))
    fault(reference + ": the receipt of " + system + " is not as it was signed");
  if (keyId !== manifest.receipt_key_id) say(reference + ": the receipt of " + system + " was signed by an earlier key, " + keyId);
  receipts++;
}
say(receipts + " receipts were read");
say(faults.length === 0 ? "WHOLE" : faults.length + " faults");
process.exit(faults.length === 0 ? 0 : 1);
`;
