import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { linesOf } from "#connectors/http/stream.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import { isLeft } from "#connectors/left.ts";
import { recordIn, wholeAnswer } from "./records.ts";
import type { Sender } from "./sender.ts";

export type There = { row: RowKey; record: JsonObject };

/** Throws `misconfigured` for what is no key of this collection. */
export function checkRows(collection: Collection, rows: readonly RowKey[]): void {
  const isKey = (row: RowKey) =>
    row.length === collection.key.length && row.every((part) => typeof part === "string" && part !== "");
  if (!rows.every(isKey))
    throw new ConnectorError("misconfigured", `A row of ${collection.name} is not named by its key.`);
}

/** Those of these rows that are there, as they are. Throws `wrong_person` for a row that was not asked for. */
export async function rowsThere(
  collection: Collection,
  rows: readonly RowKey[],
  sender: Sender,
  most: number,
): Promise<There[]> {
  checkRows(collection, rows);
  const asked = new Map(rows.map((row) => [JSON.stringify(row), row]));
  const there = new Map<string, There>();
  const { bytes } = await sender.stream({
    type: "standing",
    collection: collection.name,
    rows: [...asked.values()],
  });
  for await (const line of wholeAnswer(linesOf(bytes, most, collection.name), collection)) {
    const record = recordIn(line, collection);
    const mark = JSON.stringify(collection.key.map((field) => textOf(record[field])));
    const row = asked.get(mark);
    if (row === undefined || there.has(mark))
      throw new ConnectorError(
        "wrong_person",
        `The system answered for ${collection.name} with a record that was not asked for.`,
      );
    there.set(mark, { row, record });
  }
  return [...there.values()];
}

/** How many of these rows are not as the step leaves them, from what the system says of them now. */
export async function standingRows(
  { of, act, rule, edge }: PlannedStep,
  rows: readonly RowKey[],
  sender: Sender,
  most: number,
): Promise<number> {
  const fields = Object.entries(strategiesOf(rule, edge) ?? {});
  if (act === "keep" && fields.length === 0) return 0;
  const there = await rowsThere(of, rows, sender, most);
  const stands = ({ row, record }: There) =>
    act === "delete" ||
    fields.some(([field, strategy]) => !isLeft(record, field, strategy, `${of.name} ${JSON.stringify(row)}`));
  return there.filter(stands).length;
}
