import generator from "../../package.json" with { type: "json" };
import type { BundleFacts } from "./contents.ts";
import { countsOf } from "./summary.ts";
import type { Words } from "./words/words.ts";
import type { WrittenFile, WrittenSystem } from "./written.ts";

/** Semantic version of the bundle's own format: a changed key is a new major (docs/bundle-format.md). */
const formatVersion = "1.1.0";

/** manifest.json: what the bundle is, and the SHA-256 of every other file in it. */
export function manifest(
  facts: BundleFacts,
  systems: readonly WrittenSystem[],
  files: readonly WrittenFile[],
  words: Words,
): string {
  const content = {
    schema: "habeas-bundle",
    schema_version: formatVersion,
    reference: facts.reference,
    right: facts.right,
    law: facts.regime,
    language: words.language,
    controller: facts.company.legal_name,
    received_day: facts.receivedDay,
    answered_at: facts.answeredAt.toISOString(),
    generator: { name: "Habeas", version: generator.version },
    csv_guard: "apostrophe",
    hash: "sha256",
    systems: systems.map(({ source, folder, collections }) => ({
      id: source.system.id,
      title: source.system.title,
      outcome: source.outcome,
      folder: source.outcome === "found" ? folder : null,
      ...countsOf(source),
      unexplained_fields: Object.fromEntries(
        collections
          .filter((c) => c.unexplained.length > 0)
          .map((c) => [c.source.collection.name, c.unexplained]),
      ),
      not_portable: Object.fromEntries(
        source.collections
          .filter((c) => c.notPortable !== undefined)
          .map((c) => [c.collection.name, c.notPortable]),
      ),
    })),
    files: files.map(({ path, bytes, sha256, rows, kind }) => ({
      path,
      bytes,
      sha256,
      rows: rows ?? null,
      kind,
    })),
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}
