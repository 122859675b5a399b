import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart, KnownIdentifier } from "#connectors/contract.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";

type Row = Record<string, unknown>;

/**
 * Tells whether a row of a collection may be the person's: it names none of the identifiers by which people are
 * found there, or at least one of those that were asked about.
 */
export function isAbout(collection: Collection, about: readonly KnownIdentifier[]): (record: Row) => boolean {
  const known = new Set(about.map(({ kind, value }) => `${kind}\u0000${value}`));
  return (record) => {
    const named = collection.match.flatMap(({ kind, fields: [field, ...more], prefix, country }) => {
      const value = more.length > 0 ? undefined : record[field.column];
      if (value === null || value === undefined || value === "") return [];
      const text = String(value);
      const bare = text.startsWith(prefix) ? text.slice(prefix.length) : text;
      return [`${kind}\u0000${canonicalIdentifier(kind, bare, country) ?? ""}`];
    });
    return named.length === 0 || named.some((one) => known.has(one));
  };
}

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
  for await (const part of parts) {
    const collection = collections.find((one) => one.name === part.collection);
    if (part.kind !== "records" || collection === undefined) yield part;
    else yield { ...part, lines: noting(part.lines, vias, isAbout(collection, about)) };
  }
}

async function* noting(
  lines: AsyncIterable<Uint8Array>,
  vias: Set<string>,
  isTheirs: (record: Row) => boolean,
): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  let row = 0;
  for await (const chunk of lines) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(10, start); end !== -1; end = rest.indexOf(10, start)) {
      const tab = rest.indexOf(9, start);
      row++;
      if (!isTheirs(JSON.parse(rest.subarray(tab + 1, end).toString("utf8")) as Row)) {
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
