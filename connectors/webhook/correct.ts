import type { Collection } from "#connectors/collection.ts";
import type { RowChange, RowChanged } from "#connectors/correct.ts";
import { effectValues, heldIn, jsonFor, otherSort, standingOf, weighed } from "#connectors/correctable.ts";
import { answers, readAnswer } from "./answers.ts";
import { untilDone } from "./later.ts";
import type { Sender } from "./sender.ts";
import type { AskedKey } from "./session.ts";
import { rowsThere } from "./standing.ts";

type Correcting = { collection: Collection; change: RowChange; keys: readonly AskedKey[]; once: string };

/**
 * Looks at the row, has the system change what is left to do under its own lock, and looks again. Throws `timeout` where
 * the system works on longer than a session waits; the same change may be given again at any time.
 */
export async function correctRow(
  { collection, change, keys, once }: Correcting,
  sender: Sender,
  most: number,
): Promise<RowChanged> {
  const look = async () => (await rowsThere(collection, [change.row], sender, most))[0]?.record;
  const record = await look();
  if (record === undefined) return { outcome: "gone" };
  const left = weighed(change, (one) => standingOf(heldIn(record, one.field), one));
  if ("outcome" in left) return left;
  const fields: { field: string; seen: unknown; value: unknown }[] = [];
  for (const { field, value } of left.due) {
    const json = jsonFor(value, record[field], effectValues(collection, field));
    if (json === undefined) return otherSort(field);
    fields.push({ field, seen: record[field] ?? null, value: json });
  }
  const question = {
    type: "correct" as const,
    collection: collection.name,
    row: change.row,
    keys,
    fields,
    once,
  };
  const answer = await untilDone(sender, question, (document) =>
    readAnswer(answers.correct, document, "correct"),
  );
  switch (answer.outcome) {
    case "gone":
    case "already":
      return { outcome: answer.outcome };
    case "conflict": {
      const named = fields.map((one) => one.field).filter((field) => answer.fields.includes(field));
      return { outcome: "conflict", fields: named.length > 0 ? named : fields.map((one) => one.field) };
    }
    case "refused":
      return { outcome: "refused", why: "The system does not take the new value." };
    case "changed": {
      const after = await look();
      if (after === undefined) return { outcome: "gone" };
      const open = weighed(change, (one) => standingOf(heldIn(after, one.field), one));
      if ("outcome" in open && open.outcome === "already") return { outcome: "changed" };
      return { outcome: "refused", why: "The system took the new value, but it does not show it." };
    }
  }
}
