import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import { keysOf, openKey } from "#connectors/lineage.ts";
import type { KeySource } from "./arms.ts";
import { columnOf, type Making } from "./values.ts";

/** The text of a subject key: of one field its text, of several the JSON array of their texts. */
export function keyOf(parts: readonly string[]): string {
  const [only = "", ...more] = parts;
  return more.length === 0 ? only : JSON.stringify(parts);
}

/** The parts of a key, or null where it is not the key of so many fields. */
export function partsOf(text: string, count: number): string[] | null {
  if (count === 1) return [text];
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(read) || read.length !== count) return null;
  return read.every((one): one is string => typeof one === "string") ? read : null;
}

/** The keys that can exist in a root at all, ready to be bound: `via` and the parts that its columns are compared with. */
export type RootKeys = ReadonlyMap<Collection, readonly { via: string; parts: string[] }[]>;

/** Sorts keys by root and leaves out what no column there could hold. Throws `misconfigured` for what is no key. */
export function rootKeys<T>(
  { dialect, live }: Making<T>,
  collections: readonly Collection[],
  keys: readonly FoundKey[],
): RootKeys {
  const roots = collections.filter((one) => one.subject_key.length > 0);
  return new Map(
    roots.map((root) => {
      const place = live.placeOf(root);
      const types = root.subject_key.map((name) => columnOf(place, name, "c").type);
      const found = keysOf(root, keys).flatMap((via) => {
        const parts = partsOf(openKey(via), types.length)?.map((part, no) => {
          const type = types[no];
          return type === undefined ? null : dialect.searchable(type, part);
        });
        return parts?.every((part) => part !== null) ? [{ via, parts }] : [];
      });
      return [root, found];
    }),
  );
}

/** The keys of a root as rows of constants. */
export function keySource<T>(making: Making<T>, keys: RootKeys): KeySource {
  return (root, alias) => {
    const found = keys.get(root) ?? [];
    const parts = root.subject_key.map((_, no) => ({
      name: `p${no}`,
      values: found.map((one) => one.parts[no] ?? ""),
    }));
    const columns = [{ name: "via", values: found.map((one) => one.via) }, ...parts];
    return making.dialect.source(alias, columns, making.bind);
  };
}
