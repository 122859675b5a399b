import { createHmac } from "node:crypto";
import { anonymousRecord } from "#connectors/anonymous.ts";
import type { Erased, RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { answers, readAnswer } from "./answers.ts";
import { untilDone } from "./later.ts";
import type { Sender } from "./sender.ts";
import { checkRows, rowsThere } from "./standing.ts";

/** A row as it is sent: its key, and for one that stays the new values of its fields. */
type SentRow = { row: RowKey; set?: Record<string, unknown> };

/**
 * Does a step to these rows: looks at each, then has the system do it to those that need it, all in one. Throws
 * `timeout` where the system works on longer than a session waits; the same rows may be given again at any time.
 */
export async function eraseRows(
  step: PlannedStep,
  rows: readonly RowKey[],
  secret: Uint8Array,
  sender: Sender,
  most: number,
): Promise<Erased> {
  checkRows(step.of, rows);
  const strategies = strategiesOf(step.rule, step.edge);
  if (step.act === "keep" && strategies === null) return { changed: 0, gone: 0 };
  const there = await rowsThere(step.of, rows, sender, most);
  const due = there.flatMap(({ row, record }): SentRow[] => {
    if (step.act === "delete") return [{ row }];
    const spot = { seed: `${step.of.name} ${JSON.stringify(row)}`, secret };
    const done = anonymousRecord(record, strategies ?? {}, spot);
    if (!done.changed) return [];
    return [
      {
        row,
        set: Object.fromEntries(Object.keys(strategies ?? {}).map((field) => [field, done.record[field]])),
      },
    ];
  });
  const gone = new Set(rows.map((row) => JSON.stringify(row))).size - there.length;
  if (due.length === 0) return { changed: 0, gone };
  // The same for the same rows, and for nobody without the secret to be told from chance.
  const name = JSON.stringify([step.collection, step.no, step.act, due.map((one) => one.row)]);
  const question = {
    type: "erase" as const,
    collection: step.collection,
    act: step.act === "delete" ? "delete" : "change",
    once: createHmac("sha256", secret).update(name).digest("base64url"),
    rows: due,
  };
  const answer = await untilDone(sender, question, (document) =>
    readAnswer(answers.erase, document, "erase"),
  );
  if (answer.changed + answer.gone !== due.length)
    throw new ConnectorError(
      "bad_answer",
      `The system counts other rows of ${step.collection} than it was given.`,
    );
  return { changed: answer.changed, gone: gone + answer.gone };
}
