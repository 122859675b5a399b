import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject, textOf } from "#connectors/json.ts";
import type { HttpLook } from "#connectors/language/http-erase.ts";
import { listAt } from "#connectors/language/place.ts";
import { isLeft } from "#connectors/left.ts";
import type { Caller } from "../caller.ts";
import { holds, valuesOf } from "../field.ts";
import { extracted } from "../pages.ts";
import { fillRequest } from "../request.ts";
import { changeFor, usesTie } from "./reach.ts";

/** How many of these rows are not as the step leaves them, each asked for anew. */
export async function standingOver(
  base: string,
  caller: Caller,
  step: PlannedStep,
  rows: readonly RowKey[],
): Promise<number> {
  const { of: collection, edge } = step;
  const erase = collection.http?.erase;
  const fields = Object.entries(strategiesOf(step.rule, edge) ?? {});
  if (erase === undefined || (step.act === "keep" && fields.length === 0)) return 0;
  const byTie = step.act === "unlink" && usesTie(changeFor(erase, step.act));
  let standing = 0;
  for (const row of rows) {
    const mine = await recordsNow(erase.look, collection, row, base, caller);
    const seed = `${collection.name} ${JSON.stringify(row)}`;
    const stands = mine.some((record) => {
      if (step.act === "delete") return true;
      if (byTie)
        return edge?.on.some((tie) => valuesOf(record, tie.own).some((one) => textOf(one) === row.at(-1)));
      return fields.some(([field, strategy]) => !isLeft(record, field, strategy, seed));
    });
    if (stands) standing += 1;
  }
  return standing;
}

/** The records that have a row's key now, none where it is gone; asked by code that nothing but proofs uses. */
export async function recordsNow(
  look: HttpLook,
  collection: Collection,
  row: RowKey,
  base: string,
  caller: Caller,
): Promise<JsonObject[]> {
  const named = collection.key.map(
    (field, at) => [`key.${field}`, { text: row[at] ?? "", json: row[at] ?? "" }] as const,
  );
  const only = named.length === 1 && named[0] ? [["key", named[0][1]] as const] : [];
  const request = fillRequest(look, base, new Map([...named, ...only]));
  if (request === null)
    throw new ConnectorError(
      "misconfigured",
      `A row of ${collection.name} has a key that cannot be asked by.`,
    );
  const answer = await caller.attempt(request, look.gone);
  if (answer.gone) return [];
  const list = listAt(answer.document, look.items);
  if (list === undefined)
    throw new ConnectorError(
      "schema_changed",
      `The look at ${collection.name} has nothing where the data map says.`,
    );
  return list
    .filter(isObject)
    .map((one) => extracted(collection, one))
    .filter(
      (one) =>
        collection.key.every((field, at) => textOf(one[field]) === row[at]) && holds(collection.where, one),
    );
}
