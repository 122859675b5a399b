import type { Entry } from "ldapts";
import type { Collection } from "#connectors/collection.ts";
import type { HeldIdentifier } from "#connectors/contract.ts";
import type { Identify } from "#connectors/language/identify.ts";
import { valuesOf } from "./entry.ts";
import { attributeNamed, rowOf } from "./erase/find.ts";
import { and, attributeOf, conditionFilter } from "./filter.ts";
import { type Asking, entriesOf, isRoot, subjectAttribute } from "./walk.ts";

const atOnce = 500;

/** Every identifier that any entry of a directory holds, page by page; one search for each way to be known. */
export async function* heldInDirectory(asking: Asking): AsyncGenerator<HeldIdentifier[]> {
  for (const collection of asking.collections) {
    const ways = [...(isRoot(collection) ? [null] : []), ...collection.match.keys()];
    for (const match of ways) yield* heldAs(asking, collection, match);
  }
}

async function* heldAs(
  asking: Asking,
  collection: Collection,
  match: number | null,
): AsyncGenerator<HeldIdentifier[]> {
  const { schema } = asking;
  const identify = match === null ? undefined : collection.match[match];
  const when = (identify?.when ?? []).map((one) => conditionFilter(one, collection, schema));
  const field = Object.entries(collection.fields).find(([, one]) => one.fact === "account.opened")?.[0];
  const opened = field === undefined ? undefined : attributeNamed(field, collection, asking);
  const read = identify === undefined ? ownKey(asking, collection) : identified(asking, collection, identify);
  let batch: HeldIdentifier[] = [];
  for await (const entry of entriesOf(asking, collection, when.length === 0 ? null : and(when))) {
    const values = read(entry);
    if (values.length === 0) continue;
    const about = {
      collection: collection.name,
      match,
      row: collection.key.length === 0 ? null : rowOf(entry, collection, asking),
      opened: opened === undefined ? null : dayOf(valuesOf(entry, opened, schema)[0]),
    };
    batch.push(...values.map((value) => ({ ...about, value })));
    if (batch.length < atOnce) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function ownKey({ schema }: Asking, collection: Collection): (entry: Entry) => string[] {
  const attribute = subjectAttribute(collection, schema);
  return (entry) => valuesOf(entry, attribute, schema);
}

/** A value of one attribute without its prefix, or the first values of several together. */
function identified(
  { schema }: Asking,
  collection: Collection,
  { fields, prefix }: Identify,
): (entry: Entry) => string[] {
  const attributes = fields.map((one) => attributeOf(one, collection, schema));
  const bare = (text: string) =>
    text.startsWith(prefix) && text.length > prefix.length ? [text.slice(prefix.length)] : [];
  return (entry) => {
    const [first = [], ...more] = attributes.map((name) => valuesOf(entry, name, schema));
    if (more.length === 0) return first.flatMap(bare);
    const whole = [...first.slice(0, 1).flatMap(bare), ...more.flatMap((values) => values.slice(0, 1))];
    return whole.length === attributes.length ? [JSON.stringify(whole)] : [];
  };
}

/** `20240102030405Z` as a day. */
function dayOf(text: string | undefined): string | null {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)\d{0,6}/.exec(text ?? "") ?? [];
  return year === undefined ? (text ?? null) : `${year}-${month}-${day}`;
}
