import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection, WalkStep } from "#connectors/contract.ts";
import { rawValues, valuesOf } from "./entry.ts";
import { failureOf } from "./failure.ts";
import { reachOf } from "./filter.ts";
import { isName, type Schema } from "./schema.ts";
import { type Asking, attributesOf, isRoot, subjectAttribute } from "./walk.ts";

/** Entries from which the classes in use are told. */
const lookedAt = 2000;
const longestText = 500;

/**
 * The object classes that are in use below the base, each a collection with the attributes that the schema allows it;
 * and each declared place, with those of its entries.
 */
export async function inspectDirectory(open: Asking): Promise<InspectedCollection[]> {
  const { schema, settings, collections } = open;
  const places = collections.flatMap((one) => (one.table?.includes("=") ? [one.table] : []));
  const found: InspectedCollection[] = [];
  for (const place of new Set(places)) {
    const classes = await classesBelow(open, place);
    found.push(
      described(
        place,
        classes.flatMap((name) => schema.attributesOf(name)),
        schema,
      ),
    );
  }
  // A place of which the map takes one class explains that class.
  const explainedElsewhere = new Set(
    collections.flatMap((one) =>
      one.where
        .filter(
          ({ field, is }) =>
            field.column.toLowerCase() === "objectclass" && is === "one_of" && one.table?.includes("="),
        )
        .flatMap(({ values }) => values.map(String)),
    ),
  );
  for (const name of await classesBelow(open, settings.base)) {
    if (schema.isStructural(name) && !explainedElsewhere.has(name))
      found.push(described(name, schema.attributesOf(name), schema));
  }
  return found;
}

async function classesBelow({ client, settings, signal }: Asking, base: string): Promise<string[]> {
  const classes = new Set<string>();
  let seen = 0;
  try {
    const pages = client.searchPaginated(base, {
      attributes: ["objectClass"],
      paged: { pageSize: settings.page_size },
    });
    for await (const page of pages) {
      for (const entry of page.searchEntries) {
        for (const name of rawValues(entry, "objectClass")) classes.add(String(name));
      }
      seen += page.searchEntries.length;
      if (seen >= lookedAt) break;
    }
  } catch (error) {
    throw failureOf(error, signal);
  }
  return [...classes].sort();
}

function described(name: string, attributes: readonly string[], schema: Schema): InspectedCollection {
  const columns = [...new Set([...attributes, "entryUUID", "createTimestamp", "modifyTimestamp"])].flatMap(
    (attribute) => {
      const type = schema.attribute(attribute);
      if (type === undefined) return [];
      const words = `${isName(type) ? "name of an entry" : type.syntax}${type.isSingle ? "" : ", several"}`;
      return [{ name: type.name, type: words, nullable: true }];
    },
  );
  return {
    name,
    kind: "table",
    columns: [{ name: "dn", type: "name of an entry", nullable: false }, ...columns],
    keys: [["dn"], ...(columns.some((column) => column.name === "entryUUID") ? [["entryUUID"]] : [])],
    references: [],
    rows: null,
  };
}

/** Values of one class or place, for the drafter and for masked examples. */
export async function sampleOf(
  open: Asking,
  collection: string,
  columns: readonly string[],
  rows: number,
): Promise<(string | null)[][]> {
  const { client, schema, settings, signal } = open;
  const { base, only } = reachOf(
    { name: collection, table: collection, where: [] } as unknown as Collection,
    settings.base,
    schema,
  );
  const found: (string | null)[][] = [];
  try {
    const attributes = columns.filter((one) => one !== "dn");
    const pages = client.searchPaginated(base, {
      filter: only,
      attributes,
      paged: { pageSize: Math.min(rows, settings.page_size) },
    });
    for await (const page of pages) {
      for (const entry of page.searchEntries) {
        if (found.length >= rows) return found;
        found.push(
          columns.map((column) => valuesOf(entry, column, schema)[0]?.slice(0, longestText) ?? null),
        );
      }
    }
  } catch (error) {
    throw failureOf(error, signal);
  }
  return found;
}

/** What would be asked, with a mark where a value would stand. */
export function explained(open: Asking): WalkStep[] {
  const { schema, settings, collections } = open;
  return collections.map((one): WalkStep => {
    const { base, only } = reachOf(one, settings.base, schema);
    const by = isRoot(one)
      ? `${subjectAttribute(one, schema)} is the person's`
      : one.belongs
          .map((edge) =>
            edge.on.map((tie) => `${tie.own.text} is ${tie.theirs.text} of theirs in ${edge.to}`),
          )
          .join(" or ");
    return {
      purpose: "collect",
      collection: one.name,
      text: `search ${base} (whole subtree) for ${only.toString()} where ${by}; read ${attributesOf(one, open).join(", ")}`,
    };
  });
}
