import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart, KnownIdentifier } from "#connectors/contract.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";

/**
 * Passes on what an owner sent, notes the keys of its lines in `vias`, and refuses a line that names somebody
 * else: one with identifiers in it of which none is among those that the owner was asked about.
 * Throws HabeasError `invalid` naming the row, never its content.
 */
export async function* ownersLines(
  parts: AsyncIterable<CollectedPart>,
  collections: readonly Collection[],
  about: readonly KnownIdentifier[],
  vias: Set<string>,
): AsyncGenerator<CollectedPart> {
  const known = new Set(about.map(({ kind, value }) => `${kind}\u0000${value}`));
  for await (const part of parts) {
    if (part.kind !== "records") {
      yield part;
      continue;
    }
    const match = collections.find((one) => one.name === part.collection)?.match ?? [];
    const isTheirs = (record: Record<string, unknown>): boolean => {
      const named = match.flatMap(({ kind, fields: [field] }) => {
        const value = record[field.column];
        return value === null || value === undefined || value === "" ? [] : [[kind, String(value)] as const];
      });
      return (
        named.length === 0 ||
        named.some(([kind, value]) => known.has(`${kind}\u0000${canonicalIdentifier(kind, value) ?? ""}`))
      );
    };
    yield { ...part, lines: noting(part.lines, vias, isTheirs) };
  }
}

async function* noting(
  lines: AsyncIterable<Uint8Array>,
  vias: Set<string>,
  isTheirs: (record: Record<string, unknown>) => boolean,
): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  let row = 0;
  for await (const chunk of lines) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(10, start); end !== -1; end = rest.indexOf(10, start)) {
      const tab = rest.indexOf(9, start);
      row++;
      if (!isTheirs(JSON.parse(rest.subarray(tab + 1, end).toString("utf8")) as Record<string, unknown>)) {
        throw new HabeasError(
          "invalid",
          `Row ${row} under the headings is about somebody else. Send only the rows of the person asked about.`,
        );
      }
      vias.add(rest.subarray(start, tab).toString("utf8"));
      start = end + 1;
    }
    rest = rest.subarray(start);
    yield chunk;
  }
}
