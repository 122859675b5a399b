import { setTimeout as pause } from "node:timers/promises";
import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { RowChange, RowChanged } from "#connectors/correct.ts";
import {
  type Due,
  effectValues,
  heldIn,
  jsonFor,
  otherSort,
  type Standing,
  weighed,
} from "#connectors/correctable.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { valuesOf } from "#connectors/http/field.ts";
import { isObject, type JsonObject } from "#connectors/json.ts";
import { withValue } from "#connectors/language/place.ts";
import { rewritten, type Shop } from "../erase/rewritten.ts";
import { markOf, rowKeyOf } from "../erase/row-key.ts";
import { Unwritable } from "../erase/unwritable.ts";
import type { Judge } from "../erase/verdict.ts";
import type { Read } from "../owned.ts";
import { formatOf } from "../reader.ts";
import { passes, subjectOf, tiesOf } from "../row.ts";

const [tries, waitMs, longestWait] = [20, 250, 15];
const refused = (why: string): RowChanged => ({ outcome: "refused", why });

/** Looks, compares with what was seen, and writes the files that hold the row anew, unless they change meanwhile. */
export async function changed(
  shop: Shop,
  collection: Collection,
  change: RowChange,
  read: Read,
): Promise<RowChanged> {
  const isCsv = formatOf(collection, shop.settings) === "csv";
  if (isCsv && change.fields.some(({ value }) => value === null || !value.isWellFormed()))
    return refused("A CSV file has no way to write this value.");
  const mark = markOf(change.row);
  const isMeant = (record: JsonObject) =>
    markOf(rowKeyOf(record, collection) ?? []) === mark && passes(record, collection.where);
  for (let attempt = 1; ; attempt += 1) {
    const copies: JsonObject[] = [];
    const columns = change.fields.map(({ field }) => pathOf(field).column);
    const texts = change.row.length === 1 ? [...change.row] : null;
    const wanted = { columns: [...collection.key, ...columns], proofs: collection.key, texts, keep: isMeant };
    for await (const record of read(collection, wanted)) copies.push(record);
    if (copies.length === 0) return { outcome: "gone" };
    const left = weighed(change, (one) => standingIn(copies, one));
    if ("outcome" in left) return left;
    const wrong = left.due.find((one) =>
      copies.some((copy) => writtenIn(copy, collection, one, isCsv) === undefined),
    );
    if (wrong !== undefined) return otherSort(wrong.field);
    const judge: Judge = (record) => {
      if (!isMeant(record)) return "stays";
      if (left.due.some((one) => standingIn([record], one) === "unseen"))
        throw new ConnectorError(
          "bad_answer",
          `A file of ${collection.name} was changed while it was looked at.`,
        );
      return left.due.reduce((whole, one) => writtenIn(whole, collection, one, isCsv) ?? whole, record);
    };
    try {
      const wantedRows = new Map([[mark, change.row]]);
      await rewritten(shop, {
        collection,
        wanted: wantedRows,
        judge,
        ownerOf: (record) => ownerIn(record, collection),
      });
      return { outcome: "changed" };
    } catch (error) {
      if (error instanceof Unwritable)
        return refused("The file cannot be written with the new value and be the same in all else.");
      if (!mayPass(error) || attempt >= tries || shop.signal.aborted) throw error;
      await pause(waitMs);
    }
  }
}

/** What all copies of a row say of a field, one after the other. `seen` is their list where they differed. */
function standingIn(copies: readonly JsonObject[], { field, seen, value }: Due): Standing {
  const open = new Set(copies.map((copy) => heldIn(copy, field)).filter((text) => text !== value));
  const known = new Set([seen, ...listIn(seen)]);
  return open.size === 0 ? "done" : [...open].every((text) => known.has(text)) ? "open" : "unseen";
}

function listIn(text: string | null): unknown[] {
  if (!text?.startsWith("[")) return [];
  try {
    return JSON.parse(text) as unknown[];
  } catch {
    return [];
  }
}

/** A record with a new value; undefined where it is of another sort than what stands there. */
function writtenIn(
  record: JsonObject,
  collection: Collection,
  { field, value }: Due,
  isCsv: boolean,
): JsonObject | undefined {
  const path = pathOf(field);
  const json = isCsv ? value : jsonFor(value, valuesOf(record, path)[0], effectValues(collection, field));
  const steps = [path.column, ...path.steps.flatMap((step) => (step.kind === "member" ? [step.name] : []))];
  const whole = json === undefined ? undefined : withValue(record, steps, json);
  return isObject(whole) ? whole : undefined;
}

/** By what a record is somebody's: one key must not name the records of several people. */
function ownerIn(record: JsonObject, { belongs, subject_key: key }: Collection): string {
  if (belongs.length === 0) return subjectOf(record, key) ?? "";
  return JSON.stringify(
    belongs.map((edge) =>
      tiesOf(
        record,
        edge.on.map((tie) => tie.own),
      ).sort(),
    ),
  );
}

/** Another process writes the same file anew, or the file was changed meanwhile: worth another look in a moment. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return false;
  if (error.code === "bad_answer") return true;
  return error.code === "rate_limited" && (error.retryAfterSeconds ?? 0) <= longestWait;
}
