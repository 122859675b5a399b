import type { HiddenCounts } from "../contents.ts";
import type { WrittenCollection, WrittenFile, WrittenSystem } from "../written.ts";

/** How many values of one field a rule hid. */
export type HiddenLine = { system: string; collection: string; field: string; rule: string; count: number };

/** Every file that holds a collection's records or describes them: table, lines, whole JSON, schema. */
export function recordFiles(held: WrittenCollection, files: readonly WrittenFile[]): WrittenFile[] {
  const stem = held.csv?.path.replace(/csv$/, "");
  if (stem === undefined) return [];
  const further = new Set(held.moreTables?.map(({ path }) => path));
  return files.filter(({ path }) => path.startsWith(stem) || further.has(path));
}

/** What was hidden in the whole package, one line for each field and rule; never what it was. */
export function hiddenLines(systems: readonly WrittenSystem[]): HiddenLine[] {
  return systems.flatMap(({ source, collections }) =>
    collections.flatMap((held) =>
      countsIn(held.hidden).map((line) => ({
        system: source.system.id,
        collection: held.source.collection.name,
        ...line,
      })),
    ),
  );
}

function countsIn(hidden: HiddenCounts): { field: string; rule: string; count: number }[] {
  return Object.entries(hidden).flatMap(([field, rules]) =>
    Object.entries(rules).map(([rule, count]) => ({ field, rule, count })),
  );
}

/** Fields that are never shown to anybody, such as what is left of a password, by what they are called. */
export function neverShown(held: WrittenCollection): { field: string; label: string }[] {
  return Object.entries(held.source.collection.fields).flatMap(([field, { disclose, label }]) =>
    disclose === "never" ? [{ field, label }] : [],
  );
}
