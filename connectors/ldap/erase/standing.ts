import type { Entry } from "ldapts";
import type { Collection } from "#connectors/collection.ts";
import type { Mention, RowKey } from "#connectors/erase.ts";
import { type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { isLeft } from "#connectors/left.ts";
import { wholeIn } from "#connectors/whole-words.ts";
import { compact, rawValues, valuesOf } from "../entry.ts";
import { equal } from "../filter.ts";
import { isName, type Schema } from "../schema.ts";
import { type Asking, entriesOf } from "../walk.ts";
import { attributeNamed } from "./find.ts";
import { tieOf } from "./plan.ts";

/** How many of these rows are not as the step leaves them. Goes through all entries that may be meant, one by one. */
export async function standingIn(
  asking: Asking,
  step: PlannedStep,
  rows: readonly RowKey[],
): Promise<number> {
  const { of: collection, act } = step;
  const fields = Object.entries(strategiesOf(step.rule, step.edge) ?? {});
  if (act === "keep" && fields.length === 0) return 0;
  const tie = tieOf(step);
  const names = fields.map(([field]) => field);
  let standing = 0;
  for (const row of rows) {
    let stands = false;
    for await (const entry of entriesNamed(asking, collection, row, names)) {
      const seed = `${collection.name} ${JSON.stringify(row.slice(0, collection.key.length))}`;
      stands ||=
        act === "delete" ||
        fields.some(([name, strategy]) => {
          const type = attributeNamed(name, collection, asking);
          const values = valuesOf(entry, type, asking.schema);
          if (name === tie) return holdsName(values, row.at(-1) ?? "", type, asking.schema);
          return values.length > 0 && !isLeft({ [name]: compact(values) }, name, strategy, seed);
        });
    }
    if (stands) standing += 1;
  }
  return standing;
}

/** The entries that have a row's key, with these fields; asked by code that nothing but proofs uses. */
export async function* entriesNamed(
  asking: Asking,
  collection: Collection,
  row: RowKey,
  fields: readonly string[],
): AsyncGenerator<Entry> {
  // Every attribute that is judged must come along.
  const judged = fields.map((field) => [field, { label: field, disclose: "yes" as const }]);
  const wide = { ...collection, fields: { ...collection.fields, ...Object.fromEntries(judged) } };
  const [first = "", text = ""] = [collection.key[0], row[0]];
  const attribute = attributeNamed(first, collection, asking);
  const entries =
    attribute === "dn"
      ? entriesOf(asking, wide, null, text)
      : entriesOf(asking, wide, equal(attribute, text));
  for await (const entry of entries) {
    const isNamed = collection.key.every((field, at) => {
      const part = attributeNamed(field, collection, asking);
      return part === "dn" || valuesOf(entry, part, asking.schema).includes(row[at] ?? "");
    });
    if (isNamed) yield entry;
  }
}

function holdsName(values: readonly string[], value: string, attribute: string, schema: Schema): boolean {
  const type = schema.attribute(attribute);
  if (type === undefined || !isName(type)) return values.includes(value);
  return values.some((one) => one.toLowerCase() === value.toLowerCase());
}

/** Where these values stand in any entry below the base, its name with it, as far as this account may read. */
export async function mentionsIn(
  { client, schema, settings }: Asking,
  values: readonly string[],
): Promise<Mention[]> {
  const holds = wholeIn(values);
  const found = new Map<string, Mention>();
  if (holds === null) return [];
  const pages = client.searchPaginated(settings.base, {
    scope: "sub",
    attributes: ["*"],
    paged: { pageSize: settings.page_size },
  });
  for await (const page of pages) {
    for (const entry of page.searchEntries) {
      const classes = rawValues(entry, "objectClass")
        .map(String)
        .filter((name) => schema.isStructural(name));
      // An entry names the classes above its own too: its own allows it most.
      const table =
        classes.sort((a, b) => schema.attributesOf(b).length - schema.attributesOf(a).length)[0] ?? "";
      for (const column of Object.keys(entry)) {
        if (!valuesOf(entry, column, schema).some(holds)) continue;
        const mention = found.get(`${table} ${column}`) ?? { table, column, rows: 0 };
        found.set(`${table} ${column}`, { ...mention, rows: mention.rows + 1 });
      }
    }
  }
  return [...found.values()];
}
