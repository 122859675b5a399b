import { createHmac } from "node:crypto";
import { anonymousRecord, pathOf } from "#connectors/anonymous.ts";
import type { Erased, RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import type { HttpChange } from "#connectors/language/http-erase.ts";
import type { Caller, JsonAnswer } from "../caller.ts";
import { valuesOf } from "../field.ts";
import { inOrder } from "../in-order.ts";
import { fillRequest } from "../request.ts";
import type { Filling } from "../template.ts";
import { finished } from "./job.ts";
import { keyFillings, lookAt, sendable } from "./look.ts";
import { changeFor, eraseOf, usesTie } from "./reach.ts";

export type Shop = { base: string; caller: Caller; atOnce: number };
/** A row that is to be changed, with its record as it is and the placeholders of its request. */
type Due = { row: RowKey; fillings: Map<string, Filling> };

/**
 * Does a step to these rows, each after a look at it. Throws where one of them failed: those before it are done, and
 * doing it all again does the rest.
 */
export async function actOver(
  shop: Shop,
  step: PlannedStep,
  rows: readonly RowKey[],
  secret: Uint8Array,
): Promise<Erased> {
  const strategies = strategiesOf(step.rule, step.edge);
  if (step.act === "keep" && strategies === null) return { changed: 0, gone: 0 };
  const erase = eraseOf(step.of);
  const change = changeFor(erase, step.act);
  if (change === undefined)
    throw new ConnectorError(
      "misconfigured",
      `The data map does not say how ${step.of.name} is changed over http.`,
    );
  const length = step.of.key.length + (step.act === "unlink" && usesTie(change) ? 1 : 0);
  if (rows.some((row) => row.length !== length))
    throw new ConnectorError("misconfigured", `A row of ${step.of.name} is not named by its key.`);
  const done: Erased = { changed: 0, gone: 0 };
  const send = async (due: readonly Due[]): Promise<void> => {
    const gone = await sent(shop, step, change, erase.once_header, due, secret);
    done.changed += gone ? 0 : due.length;
    done.gone += gone ? due.length : 0;
  };
  let held: Due[] = [];
  const looked = inOrder(rows, shop.atOnce, async function* (row) {
    const record = await lookAt(step.of, row, shop.base, shop.caller);
    const due = record && dueFor(step, change, row, record, secret);
    if (due && change.most === 1) await send([due]);
    yield { record, due };
  });
  for await (const { record, due } of looked) {
    if (record === undefined) done.gone += 1;
    if (!due || change.most === 1) continue;
    held.push(due);
    if (held.length < change.most) continue;
    await send(held);
    held = [];
  }
  if (held.length > 0) await send(held);
  return done;
}

/** What is sent for a row; undefined where it is already as the step leaves it. */
function dueFor(
  step: PlannedStep,
  change: HttpChange,
  row: RowKey,
  record: JsonObject,
  secret: Uint8Array,
): Due | undefined {
  const fillings = keyFillings(step.of, row, record);
  if (step.act === "delete") return { row, fillings };
  if (step.act === "unlink" && usesTie(change)) {
    const tie = row.at(-1) ?? "";
    fillings.set("tie", { text: tie, json: tie });
    return tiesIn(step, record).includes(tie) ? { row, fillings } : undefined;
  }
  const spot = { seed: `${step.of.name} ${JSON.stringify(row)}`, secret };
  const strategies = strategiesOf(step.rule, step.edge) ?? {};
  const done = anonymousRecord(record, strategies, spot);
  if (!done.changed) return undefined;
  for (const field of new Set([...Object.keys(step.of.fields), ...Object.keys(strategies)])) {
    const [json] = valuesOf(done.record, pathOf(field));
    if (json !== undefined) fillings.set(`new.${field}`, { text: textOf(json) ?? "", json });
  }
  return { row, fillings };
}

function tiesIn({ edge }: PlannedStep, record: JsonObject): (string | undefined)[] {
  return (edge?.on ?? []).flatMap((tie) => valuesOf(record, tie.own).map(textOf));
}

/** Sends one request; true where there is nothing to change any more. Waits for what the system does by and by. */
async function sent(
  { base, caller }: Shop,
  step: PlannedStep,
  change: HttpChange,
  onceHeader: string,
  due: readonly Due[],
  secret: Uint8Array,
): Promise<boolean> {
  const [first] = due;
  if (first === undefined) return false;
  const rows = JSON.stringify([step.collection, step.act, step.no, due.map((one) => one.row)]);
  const once = createHmac("sha256", secret).update(rows).digest("base64url");
  const fillings = new Map(first.fillings);
  fillings.set("once", { text: once, json: once });
  if (change.most > 1) {
    const keys = due.map((one) => one.fillings.get("key"));
    fillings.set("keys", {
      text: keys.map((one) => one?.text).join(","),
      json: keys.map((one) => one?.json),
    });
  }
  const request = sendable(fillRequest(change, base, fillings), step.of);
  request.headers[onceHeader.toLowerCase()] ??= once;
  const answer: JsonAnswer & { gone: boolean } = await caller.attempt(request, change.gone);
  if (answer.gone) return true;
  if (answer.status === 202) await finished({ base, caller }, step.of, change, answer);
  return false;
}
