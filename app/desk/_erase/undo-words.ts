import type { SystemView } from "#lib/erasure/read.ts";

type Why = NonNullable<NonNullable<SystemView["undo"]>["result"]>["not"][number]["why"];

/** Why a record is not back, in the middle of a sentence. */
export const notBackWords: Record<Why, string> = {
  key_taken: "another record has its number, or what must be unique",
  parent_gone: "what it belongs to is not back",
  changed: "somebody has changed it since",
  row_gone: "somebody has deleted it since",
  column_gone: "a column that it had is gone",
  table_gone: "its table is gone",
  in_use: "other records refer to it by now",
  refused: "the system does not take it",
};
