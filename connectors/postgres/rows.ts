import pg from "pg";
import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { disclosedFields, edgeOf, openKey, rootOf } from "#connectors/lineage.ts";
import type { Catalogue } from "./catalogue.ts";
import { holdsSql, joinsSql, searchable } from "./compare.ts";
import { typeOf } from "./walk.ts";

/**
 * `from` clause that reaches a collection's rows (alias `c0`, key in `k0.via`) from the keys at its root. Each level
 * is narrowed to distinct owners, so that a row is never doubled by a join. Null where no key can exist.
 */
export function rowsFrom(
  chain: readonly Collection[],
  keys: readonly string[],
  catalogue: Catalogue,
): string | null {
  const { root, subjectKey } = rootOf(chain);
  const type = typeOf(catalogue, root, subjectKey);
  const pairs = keys.flatMap((via) => {
    const key = searchable(type, openKey(via));
    return key === null ? [] : [`(${pg.escapeLiteral(key)}::text, ${pg.escapeLiteral(via)}::text)`];
  });
  if (pairs.length === 0) return null;
  const level = (at: number): string => {
    const collection = chain[at] as Collection;
    const table = `${catalogue.tableOf(collection).sql} c${at}`;
    if (at === chain.length - 1) {
      const column = `c${at}.${catalogue.column(collection, subjectKey)}`;
      return `(values ${pairs.join(", ")}) k${at}(key, via) join ${table} on ${holdsSql(column, type, `k${at}.key`)}`;
    }
    const parent = chain[at + 1] as Collection;
    const on = (edgeOf(collection)?.on ?? []).map((tie) => [tie.own.column, tie.theirs.column] as const);
    const owner = on
      .map(([, theirs], no) => `c${at + 1}.${catalogue.column(parent, theirs)} as o${no}`)
      .join(", ");
    const joined = on.map(([own, theirs], no) =>
      joinsSql(
        `c${at}.${catalogue.column(collection, own)}`,
        typeOf(catalogue, collection, own),
        `k${at}.o${no}`,
        typeOf(catalogue, parent, theirs),
      ),
    );
    return `(select distinct k${at + 1}.via, ${owner} from ${level(at + 1)}) k${at} join ${table} on ${joined.join(" and ")}`;
  };
  return level(0);
}

/** `COPY` of record lines, `<via>\t<json>`: CSV with marks that JSON never holds, so that nothing is quoted or doubled. */
export function copyLines(collection: Collection, from: string, catalogue: Catalogue): string {
  const fields = disclosedFields(collection);
  const inner = fields.map((field, no) => `c0.${catalogue.column(collection, field)} as f${no}`);
  const outer = fields.map((field, no) => `q.f${no} as ${catalogue.column(collection, field)}`);
  const file = collection.file_field;
  if (file !== undefined) {
    const column = catalogue.column(collection, file.field);
    inner.push(`c0.${column} is not null as has_file`, numberSql(collection, catalogue));
    outer.push(`case when q.has_file then ${nameSql(collection)} end as ${column}`);
  }
  // The star: a column of the map may itself be called d.
  const json = "pg_catalog.row_to_json(d.*)::text";
  // A json column keeps its line breaks and tabs as they were stored; between tokens they mean what a space means.
  const mayBreak = fields.some((field) => {
    const type = typeOf(catalogue, collection, field);
    return type.base === "json" || type.category === "A" || type.category === "C";
  });
  const line = mayBreak ? `pg_catalog.translate(${json}, E'\\n\\r\\t', '   ')` : json;
  return copyOf(
    `select q.via || E'\\t' || ${line} from (select k0.via as via, ${inner.join(", ")} from ${from}) q
      cross join lateral (select ${outer.join(", ")}) d`,
    "format csv, quote E'\\x01', delimiter E'\\x02', encoding 'UTF8'",
  );
}

/** Binary `COPY` of a collection's files: key, generated name, bytes. */
export function copyFiles(collection: Collection, from: string, catalogue: Catalogue): string {
  const field = collection.file_field?.field ?? "";
  const column = `c0.${catalogue.column(collection, field)}`;
  const bytes =
    typeOf(catalogue, collection, field).base === "bytea"
      ? column
      : `pg_catalog.convert_to(${column}::text, 'UTF8')`;
  return copyOf(
    `select q.via, ${nameSql(collection)}, q.bytes
       from (select k0.via as via, ${bytes} as bytes, ${numberSql(collection, catalogue)} from ${from}) q
      where q.bytes is not null`,
    "format binary",
  );
}

const copyOf = (select: string, options: string) => `copy (${select}) to stdout with (${options})`;

/** Numbers rows in key order: the same in both readings, because both see one moment. */
function numberSql(collection: Collection, catalogue: Catalogue): string {
  if (collection.key.length === 0) {
    throw new ConnectorError(
      "misconfigured",
      `The data map must name the key of ${collection.name}, because it holds files.`,
    );
  }
  const order = ["k0.via", ...collection.key.map((field) => `c0.${catalogue.column(collection, field)}`)];
  return `row_number() over (order by ${order.join(", ")}) as n`;
}

/** `invoices-3.pdf` as SQL. */
function nameSql(collection: Collection): string {
  const extension = collection.file_field?.extension ?? "";
  if (!/^[a-z0-9]{1,8}$/.test(extension)) {
    throw new ConnectorError(
      "misconfigured",
      `The files of ${collection.name} need a plain extension in the data map.`,
    );
  }
  return `'${collection.name.slice(0, 48).replaceAll("_", "-")}-' || q.n || '.${extension}'`;
}
