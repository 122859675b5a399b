import { createHmac } from "node:crypto";
import type { DataKey } from "#lib/vault/seal.ts";
import generator from "../../../package.json" with { type: "json" };
import type { BundleFacts } from "../contents.ts";
import { systemFolder } from "../names.ts";
import { formatVersion } from "../package/version.ts";

/**
 * Keyed hash of everything that a bundle is made from: its facts, the stored pieces of what was found, what decides which
 * parts of them are hidden, and which version of ours writes it. Where it differs, what an earlier attempt wrote is of
 * something else.
 */
export function madeFromHash(
  key: DataKey,
  facts: BundleFacts,
  { pieces, hiding }: { pieces: readonly string[]; hiding: readonly string[] },
): Buffer {
  const plain = (_name: string, value: unknown) => (value instanceof Set ? [...value].sort() : value);
  const from = [generator.version, formatVersion, [...pieces].sort(), hiding, facts];
  return createHmac("sha256", key).update(JSON.stringify(from, plain)).digest();
}

/** The system whose records a step packed, and how many. */
export type StepLoad = { systemId: string; records: number };

/** What a step of this name packs; null for the letter and all else that is not a collection's. */
export function loadOf(facts: BundleFacts, stepName: string): StepLoad | null {
  for (const [i, { system, collections }] of facts.systems.entries()) {
    const folder = systemFolder(i + 1, system.id).slice("data/".length);
    for (const { collection, rows } of collections)
      if (stepName === `${folder}/${collection.name}`) return { systemId: system.id, records: rows };
  }
  return null;
}
