import type { Text } from "#app/_text/text.ts";
import type { BatchTrouble } from "#lib/behalf/batch.ts";
import { listColumns, listMost, listRights } from "#lib/behalf/list.ts";

/** What is wrong with a list, in the reader's words: each line by its number, never by what stands in it. */
export function batchErrors(
  troubles: readonly BatchTrouble[],
  { t }: Text,
): { field: string; message: string }[] {
  const given = {
    columns: listColumns.join(", "),
    rights: listRights.join(", "),
    most: listMost.lines,
  };
  return troubles.map(({ field, key, line = 0 }) => ({
    field,
    message: t(`others.batch.errors.${key as "name"}`, { ...given, line } as never),
  }));
}
