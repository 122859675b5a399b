import type { Collection } from "#connectors/collection.ts";
import { disclosedFields, edgeOf, foldAscii, openKey, plainField, rootOf } from "#connectors/lineage.ts";
import type { Catalogue } from "./catalogue.ts";

export type Statement = { text: string; values: string[] };

/**
 * SQL that is true where a column holds exactly this text. The plain comparison lets an index serve; the second one
 * refuses what the column's collation or number type would also have taken for equal.
 */
const holds = (column: string, value: string) =>
  `(${column} = ${value} and cast(${column} as text) collate binary = ${value})`;
const matches = (column: string, value: string, kind: string) =>
  // SQLite's own lower() changes A–Z only.
  kind === "email" ? `lower(cast(${column} as text)) collate binary = ${value}` : holds(column, value);

/** The keys that one identifier leads to, from a collection up to its root. */
export function keysSql(
  collection: Collection,
  chain: readonly Collection[],
  catalogue: Catalogue,
  known: { kind: string; value: string },
): Statement | null {
  const field = plainField(collection.match, known.kind);
  if (field === undefined) return null;
  const { root, subjectKey } = rootOf(chain);
  const subject = `c${chain.length - 1}.${catalogue.column(root, subjectKey)}`;
  const where = matches(`c0.${catalogue.column(collection, field)}`, "?1", known.kind);
  return {
    text: `select distinct cast(${subject} as text) as key from ${chainSql(chain, catalogue)} where ${where} and ${subject} is not null order by 1`,
    values: [known.kind === "email" ? foldAscii(known.value) : known.value],
  };
}

/** What a collection's field yields for one key. */
export function yieldsSql(
  collection: Collection,
  chain: readonly Collection[],
  catalogue: Catalogue,
  field: string,
  via: string,
): Statement {
  const column = `c0.${catalogue.column(collection, field)}`;
  return {
    text: `select distinct cast(${column} as text) as value from ${chainSql(chain, catalogue)}
            where ${ofKey(chain, catalogue)} and ${column} is not null and ${column} <> ''`,
    values: [openKey(via)],
  };
}

/** A collection's rows for one key, the declared fields only. `exists` keeps a join from doubling a row. */
export function rowsSql(
  collection: Collection,
  chain: readonly Collection[],
  catalogue: Catalogue,
  via: string,
): Statement {
  const file = collection.file_field?.field;
  const fields = disclosedFields(collection).map((one) => `c0.${catalogue.column(collection, one)}`);
  if (file !== undefined && collection.fields[file]?.disclose !== "never") {
    fields.push(`c0.${catalogue.column(collection, file)}`);
  }
  return { text: `select ${fields.join(", ")} from ${belonging(chain, catalogue)}`, values: [openKey(via)] };
}

/** How many rows a collection has for one key. */
export function countSql(chain: readonly Collection[], catalogue: Catalogue, via: string): Statement {
  return { text: `select count(*) as rows from ${belonging(chain, catalogue)}`, values: [openKey(via)] };
}

function ofKey(chain: readonly Collection[], catalogue: Catalogue): string {
  const { root, subjectKey } = rootOf(chain);
  return holds(`c${chain.length - 1}.${catalogue.column(root, subjectKey)}`, "?1");
}

function belonging(chain: readonly Collection[], catalogue: Catalogue): string {
  const table = `${catalogue.table(chain[0] as Collection)} c0`;
  if (chain.length === 1) return `${table} where ${ofKey(chain, catalogue)}`;
  const above = chain.slice(1).map((one, index) => `${catalogue.table(one)} c${index + 1}`);
  const joined = chain.slice(1).map((_, index) => onSql(chain, index, catalogue));
  return `${table} where exists (select 1 from ${above.join(", ")} where ${[...joined, ofKey(chain, catalogue)].join(" and ")})`;
}

function chainSql(chain: readonly Collection[], catalogue: Catalogue): string {
  return chain
    .map(
      (one, index) =>
        `${catalogue.table(one)} c${index}${index === 0 ? "" : ` on ${onSql(chain, index - 1, catalogue)}`}`,
    )
    .join(" join ");
}

function onSql(chain: readonly Collection[], index: number, catalogue: Catalogue): string {
  const child = chain[index] as Collection;
  const parent = chain[index + 1] as Collection;
  return (edgeOf(child)?.on ?? [])
    .map(({ own: { column: own }, theirs: { column: theirs } }) => {
      const left = `c${index}.${catalogue.column(child, own)}`;
      const right = `c${index + 1}.${catalogue.column(parent, theirs)}`;
      return `(${left} = ${right} and cast(${left} as text) collate binary = cast(${right} as text))`;
    })
    .join(" and ");
}
