import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { FoundKey, KnownIdentifier } from "#connectors/contract.ts";
import { readSpool, writeSpool } from "#lib/spool/spool.ts";
import { type DataKey, tokenOf } from "#lib/vault/seal.ts";
import type { Person } from "./people.ts";

/** Somebody of a batch as kept: their place in it, tokens of what the list calls them, keys by system, all they are called. */
export type KeptPerson = {
  place: number;
  tokens: string[];
  keys: readonly KeptKey[];
  identifiers: readonly [kind: string, value: string][];
};
type Line = [number, string[], KeptKey[], [string, string][]];
type KeptKey = [system: string, collection: string, key: string, viaKind: string, viaValue: string];

/** Writes the list as it was given, sealed. */
export async function writeList(
  key: DataKey,
  storageKey: string,
  identifiers: readonly KnownIdentifier[],
): Promise<void> {
  await writeLines(
    key,
    storageKey,
    identifiers.map(({ kind, value }) => [kind, value]),
  );
}

export async function readKeptList(key: DataKey, storageKey: string): Promise<KnownIdentifier[]> {
  const found: KnownIdentifier[] = [];
  for await (const [kind, value] of readLines<[string, string]>(key, storageKey)) found.push({ kind, value });
  return found;
}

/** Writes everybody who is erased, in the order of their places, sealed. */
export async function writePeople(
  key: DataKey,
  storageKey: string,
  people: readonly Person[],
): Promise<void> {
  const kept = people.map(
    ({ listed, keys, identifiers }, place): Line => [
      place,
      listed.map((one) => tokenOf(one.kind, one.value).toString("hex")),
      keys.map((one) => [one.system, one.collection, one.key, one.via.kind, one.via.value]),
      identifiers.map((one) => [one.kind, one.value]),
    ],
  );
  await writeLines(key, storageKey, kept);
}

export async function* readPeople(key: DataKey, storageKey: string): AsyncGenerator<KeptPerson> {
  for await (const [place, tokens, keys, identifiers] of readLines<Line>(key, storageKey))
    yield { place, tokens, keys, identifiers };
}

/** The keys of everybody in one system but those who are known by one of these tokens. */
export async function keysIn(
  key: DataKey,
  storageKey: string,
  system: string,
  but: ReadonlySet<string> = new Set(),
): Promise<FoundKey[]> {
  const found: FoundKey[] = [];
  for await (const { keys, identifiers } of readPeople(key, storageKey)) {
    const isOut = ([kind, value]: readonly [string, string]) => but.has(tokenOf(kind, value).toString("hex"));
    if (but.size > 0 && identifiers.some(isOut)) continue;
    for (const [of, collection, text, kind, value] of keys) {
      if (of === system) found.push({ collection, key: text, via: { kind, value } });
    }
  }
  return found;
}

/** Small values, one a line, sealed. */
export async function writeLines(key: DataKey, storageKey: string, values: Iterable<unknown>): Promise<void> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let held = "";
    for (const value of values) {
      held += `${JSON.stringify(value)}\n`;
      if (held.length < 64 * 1024) continue;
      yield Buffer.from(held);
      held = "";
    }
    if (held !== "") yield Buffer.from(held);
  }
  await writeSpool(key, storageKey, pieces());
}

export async function* readLines<T>(key: DataKey, storageKey: string): AsyncGenerator<T> {
  const input = Readable.from(readSpool(key, storageKey), { objectMode: false });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    yield JSON.parse(line) as T;
}
