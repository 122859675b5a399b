import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { System } from "#lib/map/schema.ts";

/** A file of an owner's answer, and the collections of which it may be one. */
export type OwnerFile = { bytes: AsyncIterable<Uint8Array>; of: readonly Collection[] };

/**
 * Reads the files of one answer, each about one collection; a collection that none of them is about is answered
 * without rows. Throws HabeasError `invalid` where two are about the same, and `ConnectorError` for a bad file.
 */
export async function* ownerParts(
  system: System,
  files: readonly OwnerFile[],
): AsyncGenerator<CollectedPart> {
  const { read } = await connectorOf(system.connector);
  if (read === undefined) throw new HabeasError("invalid", "This system does not take files.");
  const seen = new Set<string>();
  for (const { bytes, of } of files) {
    for await (const part of read(bytes, of)) {
      if (seen.has(part.collection)) {
        throw new HabeasError(
          "invalid",
          "Two of the files have the same headings. Put their rows into one file and send that.",
        );
      }
      seen.add(part.collection);
      yield part;
      // What follows says only that the other collections are not in this file.
      break;
    }
  }
  for (const { name } of system.collections) {
    if (!seen.has(name)) yield { kind: "records", collection: name, lines: none() };
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}
