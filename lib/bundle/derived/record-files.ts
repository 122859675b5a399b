import { listAt, valueAt } from "#connectors/language/place.ts";
import { type DerivedGiven, recordsOf } from "./given.ts";
import type { Taken } from "./value.ts";

/** A file that belongs to a record: its path in the bundle, and what the system calls it. */
export type FileLink = { path: string; called: string | null };

/** Gives each record its files, in the order of the records, each once. */
export type FilesOf = (taken: Taken) => readonly FileLink[];

const none: FilesOf = () => [];

/**
 * Which files belong to which record. Databases write a file's name into its record. Behind an API a record lists its files,
 * which were fetched in that order; where the lists do not name as many as there are, nobody can tell, and none is linked.
 */
export async function filesByRecord(given: DerivedGiven): Promise<FilesOf> {
  const { source, attachments } = given;
  const { file_field: field, attachments: listed } = source.collection;
  if (source.files.length === 0) return none;
  if (field !== undefined) {
    const paths = new Map(source.files.map(({ fileName }, n) => [fileName, attachments[n]?.path]));
    return ({ record }) => {
      const path = paths.get(String(record[field.field]));
      return path === undefined ? [] : [{ path, called: null }];
    };
  }
  if (listed === undefined) return none;
  const listOf = ({ record }: Taken) => listAt(record, listed.items) ?? [];
  let all = 0;
  for await (const batch of recordsOf(given)) for (const taken of batch) all += listOf(taken).length;
  if (all !== source.files.length) return none;
  let next = 0;
  return (taken) =>
    listOf(taken).flatMap((one) => {
      const path = attachments[next]?.path;
      next += 1;
      const called = listed.name === undefined ? null : valueAt(one, listed.name);
      return path === undefined ? [] : [{ path, called: typeof called === "string" ? called : null }];
    });
}
