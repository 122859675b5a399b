import { dayOf } from "#lib/core/day.ts";
import generator from "../../../package.json" with { type: "json" };
import type { BundleFacts } from "../contents.ts";
import type { WrittenFile } from "../written.ts";

/** bagit.txt of RFC 8493, 2.1.1. */
export const bagDeclaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/** What a bag calls its payload: all that lies in data/. All else are tag files. */
export const isPayload = ({ path }: { path: string }): boolean => path.startsWith("data/");

/** bag-info.txt (RFC 8493, 2.2.2): who made the bag, when, for which request, and how much is in it. */
export function bagInfo(facts: BundleFacts, files: readonly WrittenFile[]): string {
  const { company } = facts;
  const payload = files.filter(isPayload);
  const octets = payload.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = [
    ["Source-Organization", company.legal_name],
    ["Contact-Email", company.contact.email],
    ["External-Identifier", facts.reference],
    ["Bagging-Date", dayOf(facts.answeredAt, company.timezone)],
    ["Payload-Oxum", `${octets}.${payload.length}`],
    ["Bag-Software-Agent", `Habeas ${generator.version}`],
  ];
  return lines.map(([label, value]) => `${label}: ${onOneLine(value ?? "")}\n`).join("");
}

/** A manifest of RFC 8493, 2.1.3: hash and path of each file. Our paths hold nothing that had to be encoded. */
export function hashLines(files: readonly Pick<WrittenFile, "path" | "sha256">[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
