import { Attribute, Change, type Entry, PresenceFilter, ResultCodeError } from "ldapts";
import { anonymousRecord } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { Erased, RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { textOf } from "#connectors/json.ts";
import { rawValues, valuesOf } from "../entry.ts";
import { reachOf } from "../filter.ts";
import { isName } from "../schema.ts";
import type { Asking } from "../walk.ts";
import { attributeNamed, checkRow, entryAt, isBelow, recordOf } from "./find.ts";
import { tieOf } from "./plan.ts";

/** Result codes with which a directory's schema refuses a change. */
export const schemaRules = new Set([17, 18, 19, 21, 64, 65, 67, 69]);

/** A refused write in our own words; what the directory says may hold names. */
export function refusal(error: unknown, { name }: Collection): unknown {
  if (!(error instanceof ResultCodeError)) return error;
  if (error.code === 50 || error.code === 53)
    return new ConnectorError("forbidden", "This account may not change or delete what the data map says.");
  if (error.code === 66)
    return new ConnectorError("bad_answer", `Something was added below an entry of ${name} meanwhile.`);
  if (schemaRules.has(error.code))
    return new ConnectorError(
      "misconfigured",
      `The directory's rules do not let an entry of ${name} be as the data map wants to leave it.`,
    );
  return error;
}

/** Whether an error is the directory's, with a result code. */
export const isCode = (error: unknown, code: number) =>
  error instanceof ResultCodeError && error.code === code;

/**
 * Does a step to these rows, entry by entry: a directory knows no transaction over several. What is done stays done where
 * one of them fails; doing it again does the rest.
 */
export async function actIn(
  asking: Asking,
  step: PlannedStep,
  rows: readonly RowKey[],
  secret: Uint8Array,
): Promise<Erased> {
  const { of: collection } = step;
  const strategies = strategiesOf(step.rule, step.edge) ?? {};
  const tie = tieOf(step);
  for (const row of rows) checkRow(row, collection, tie === undefined ? 0 : 1);
  const done: Erased = { changed: 0, gone: 0 };
  if (step.act === "keep" && Object.keys(strategies).length === 0) return done;
  for (const row of rows) {
    if (asking.signal.aborted)
      throw new ConnectorError("timeout", "The work was stopped before the directory had answered.");
    const entry = await entryAt(asking, collection, row, Object.keys(strategies));
    if (entry === undefined) {
      done.gone += 1;
      continue;
    }
    try {
      if (step.act === "delete") {
        await removed(asking, collection, entry);
        done.changed += 1;
        continue;
      }
      const changes = changesFor(asking, step, row, entry, secret);
      if (changes.length === 0) continue;
      await asking.client.modify(entry.dn, changes);
      done.changed += 1;
    } catch (error) {
      if (isCode(error, 32)) done.gone += 1;
      // Somebody else has taken the value out meanwhile.
      else if (!isCode(error, 16)) throw refusal(error, collection);
    }
  }
  return done;
}

/** Takes an entry away with what is below it, deepest first. Throws where that is something which the map describes. */
async function removed(asking: Asking, collection: Collection, entry: Entry): Promise<void> {
  const { client, settings } = asking;
  const names: string[] = [];
  const pages = client.searchPaginated(entry.dn, {
    scope: "sub",
    filter: new PresenceFilter({ attribute: "objectClass" }),
    attributes: ["1.1"],
    paged: { pageSize: settings.page_size },
  });
  for await (const page of pages) for (const { dn } of page.searchEntries) names.push(dn);
  const inner = names.filter((dn) => dn !== entry.dn);
  for (const dn of inner) {
    if (!(await isDescribed(asking, dn))) continue;
    throw new ConnectorError(
      "bad_answer",
      `Below an entry of ${collection.name} hang entries which the data map describes. They must be erased before it.`,
    );
  }
  const depth = (dn: string) => dn.replace(/\\./g, "").split(",").length;
  for (const dn of inner.sort((a, b) => depth(b) - depth(a)))
    await client.del(dn).catch((error: unknown) => {
      if (!isCode(error, 32)) throw error;
    });
  await client.del(entry.dn);
}

/** Whether an entry is one of any collection of the map. */
async function isDescribed({ client, schema, settings, collections }: Asking, dn: string): Promise<boolean> {
  for (const one of collections) {
    const { base, only } = reachOf(one, settings.base, schema);
    if (!isBelow(`,${dn}`, base)) continue;
    const { searchEntries } = await client.search(dn, { scope: "base", filter: only, attributes: ["1.1"] });
    if (searchEntries.length > 0) return true;
  }
  return false;
}

/** What must be changed in an entry; nothing where it is as the step leaves it. */
function changesFor(
  asking: Asking,
  step: PlannedStep,
  row: RowKey,
  entry: Entry,
  secret: Uint8Array,
): Change[] {
  const { of: collection } = step;
  const strategies = strategiesOf(step.rule, step.edge) ?? {};
  const tie = tieOf(step);
  const own = row.slice(0, collection.key.length);
  const spot = { seed: `${collection.name} ${JSON.stringify(own)}`, secret };
  const before = recordOf(entry, collection, asking, Object.keys(strategies));
  const after = anonymousRecord(before, strategies, spot).record;
  return Object.entries(strategies).flatMap(([field, strategy]): Change[] => {
    const type = attributeNamed(field, collection, asking);
    if (field === tie) return takenOut(asking, entry, type, row.at(-1) ?? "");
    if (strategy === "null") return rawValues(entry, type).length === 0 ? [] : [replacing(type, [])];
    if (JSON.stringify(after[field]) === JSON.stringify(before[field])) return [];
    const values = [after[field]].flat().flatMap((value) => textOf(value) ?? String(value));
    return [replacing(type, [...new Set(values)])];
  });
}

const replacing = (type: string, values: string[]): Change =>
  new Change({ operation: "replace", modification: new Attribute({ type, values }) });

/** One value of a list goes, every other stays. */
function takenOut({ schema }: Asking, entry: Entry, type: string, value: string): Change[] {
  const known = schema.attribute(type);
  const plain = (text: string) => (known !== undefined && isName(known) ? text.toLowerCase() : text);
  const there = valuesOf(entry, type, schema).find((one) => plain(one) === plain(value));
  if (there === undefined) return [];
  return [new Change({ operation: "delete", modification: new Attribute({ type, values: [there] }) })];
}
