import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { edgeOf, type Lineage, plainFields, rootOf } from "#connectors/lineage.ts";
import type { Catalogue, ColumnType } from "./catalogue.ts";
import { joinsSql, keySql, matchesSql, searchable } from "./compare.ts";

export type Statement = { text: string; values: unknown[] };

/** One row of the walk's answer: a hit of asked identifier `no`, or an identifier that became known. */
export type WalkRow = {
  what: "hit" | "yield";
  no: number | null;
  key: string;
  people: number | null;
  kind: string | null;
  value: string | null;
};

/** No more keys of a shared identifier than this are listed. */
const listed = 100;

export const typeOf = (catalogue: Catalogue, collection: Collection, field: string): ColumnType => {
  catalogue.column(collection, field);
  return catalogue.tableOf(collection).columns.get(field) as ColumnType;
};

/**
 * The whole walk for one root collection as one statement: from each asked identifier, in the root itself or in a
 * collection below it, up to the subject keys; an identifier with several keys stops there; from the rest, down
 * again to what the map says they yield. Null where nothing in the map can match what is known.
 */
export function walkOf(
  root: Collection,
  lineage: Lineage,
  collections: readonly Collection[],
  catalogue: Catalogue,
  identifiers: readonly KnownIdentifier[],
): Statement | null {
  const values: unknown[] = [];
  const hits: string[] = [];
  const yields: string[] = [];
  for (const collection of collections) {
    const chain = lineage.chainOf(collection);
    const { root: ownRoot, subjectKey } = rootOf(chain);
    if (ownRoot !== root) continue;
    const from = chainSql(chain, catalogue);
    const subject = `c${chain.length - 1}.${catalogue.column(root, subjectKey)}`;
    const key = keySql(subject, typeOf(catalogue, root, subjectKey));
    for (const [kind, field] of plainFields(collection.match)) {
      const type = typeOf(catalogue, collection, field);
      const asked = identifiers
        .map((one, no) => ({ no, text: one.kind === kind ? searchable(type, one.value, kind) : null }))
        .filter((one) => one.text !== null && one.text !== "");
      if (asked.length === 0) continue;
      values.push(
        asked.map((one) => one.no),
        asked.map((one) => one.text),
      );
      const column = `c0.${catalogue.column(collection, field)}`;
      hits.push(
        `select a.no, ${key} as key from unnest($${values.length - 1}::int[], $${values.length}::text[]) a(no, value)
           join ${from} on ${matchesSql(column, type, "a.value", kind)} where ${subject} is not null`,
      );
    }
    for (const [kind, field] of plainFields(collection.yields)) {
      const column = `c0.${catalogue.column(collection, field)}`;
      values.push(kind);
      yields.push(
        `select distinct $${values.length}::text as kind, ${column}::text as value, m.key
           from mine m join ${from} on ${key} = m.key where ${column} is not null and ${column}::text <> ''`,
      );
    }
  }
  if (hits.length === 0) return null;
  const text = `
    with hit as (${hits.join("\n union ")}),
    counted as (select no, key, count(*) over (partition by no) as people,
                       row_number() over (partition by no order by key) as place from hit),
    mine as materialized (select distinct key from counted where people = 1)
    select 'hit' as what, no, key::text as key, people::int as people, null::text as kind, null::text as value
      from counted where place <= ${listed}
    ${yields.map((one) => `union all select 'yield', null, y.key::text, null, y.kind, y.value from (${one}) y`).join("\n")}`;
  return { text, values };
}

/** `(child c0 join parent c1 on … join root c2 on …)`. */
function chainSql(chain: readonly Collection[], catalogue: Catalogue): string {
  const [first, ...above] = chain;
  if (first === undefined) return "";
  let sql = `${catalogue.tableOf(first).sql} c0`;
  above.forEach((parent, index) => {
    const child = chain[index] ?? first;
    sql += ` join ${catalogue.tableOf(parent).sql} c${index + 1} on ${onSql(child, parent, index, catalogue)}`;
  });
  return above.length === 0 ? sql : `(${sql})`;
}

function onSql(child: Collection, parent: Collection, index: number, catalogue: Catalogue): string {
  return (edgeOf(child)?.on ?? [])
    .map(({ own: { column: own }, theirs: { column: theirs } }) =>
      joinsSql(
        `c${index}.${catalogue.column(child, own)}`,
        typeOf(catalogue, child, own),
        `c${index + 1}.${catalogue.column(parent, theirs)}`,
        typeOf(catalogue, parent, theirs),
      ),
    )
    .join(" and ");
}
