import pg from "pg";
import type { HeldType } from "#connectors/correct.ts";
import { choicesAmong } from "#connectors/sql/correct/choices.ts";
import type { Held, Pen, Rights } from "#connectors/sql/correct/pen.ts";
import { kindOf } from "#connectors/sql/erase/kind.ts";
import type { Question } from "#connectors/sql/erase/store.ts";
import { formOf } from "./rows.ts";
import { type ColumnType, isJson, isPlainText } from "./types.ts";

const kinds: Record<string, HeldType["kind"]> = {
  text: "text",
  varchar: "text",
  bpchar: "text",
  citext: "text",
  name: "text",
  uuid: "text",
  int2: "number",
  int4: "number",
  int8: "number",
  numeric: "number",
  float4: "number",
  float8: "number",
  bool: "boolean",
  date: "date",
  timestamp: "time",
  timestamptz: "time",
};

function held(type: ColumnType, word: string): Held {
  if (type.category === "E") return { kind: "text", plain: true, most: null, choices: null };
  const kind = kinds[type.base];
  const most = type.base === "uuid" ? 36 : kindOf(word).length;
  if (kind !== undefined) return { kind, plain: true, most: kind === "text" ? most : null, choices: null };
  return { kind: isJson(type) ? "json" : "other", plain: false, most: null, choices: null };
}

const notOurs = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'`;

const unwritable = `
  select n.nspname, c.relname, a.attname
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${notOurs}
     and not pg_catalog.has_column_privilege(c.oid, a.attnum, 'update')`;

const rules = `
  select n.nspname, c.relname, pg_catalog.pg_get_constraintdef(r.oid)
    from pg_catalog.pg_constraint r join pg_catalog.pg_class c on c.oid = r.conrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where r.contype = 'c' and ${notOurs}`;

const labels = `
  select n.nspname, c.relname, a.attname, pg_catalog.json_agg(e.enumlabel order by e.enumsortorder)::text
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_enum e on e.enumtypid = a.atttypid
   where ${notOurs} group by 1, 2, 3`;

const tableOf = (schema: string | null | undefined, table: string | null | undefined): string =>
  `${pg.escapeIdentifier(schema ?? "")}.${pg.escapeIdentifier(table ?? "")}`;

async function rights(question: Question<ColumnType>): Promise<Rights> {
  const barred = new Set(
    (await question.again().rows(unwritable)).map(([schema, table, column]) =>
      JSON.stringify([tableOf(schema, table), column]),
    ),
  );
  const checks = new Map<string, string[]>();
  for (const [schema, table, rule] of await question.again().rows(rules)) {
    const name = tableOf(schema, table);
    checks.set(name, [...(checks.get(name) ?? []), rule ?? ""]);
  }
  const enums = new Map(
    (await question.again().rows(labels)).map(([schema, table, column, values]) => [
      JSON.stringify([tableOf(schema, table), column]),
      JSON.parse(values ?? "[]") as string[],
    ]),
  );
  return {
    takesBack: () => true,
    mayWrite: (table, column) => !barred.has(JSON.stringify([table, column])),
    choicesOf: (table, column) =>
      enums.get(JSON.stringify([table, column])) ?? choicesAmong(checks.get(table) ?? [], column),
  };
}

/** A scalar of JSON as its text, anything else as the JSON that it is, on one line. */
function textOfJson(json: string): string | null {
  if (json === "null") return null;
  if (json.startsWith('"')) return JSON.parse(json) as string;
  return json.replace(/[\n\r\t\f\v\b]/g, " ");
}

/** How Postgres reads and writes single values. */
export const pen: Pen<ColumnType> = {
  held,
  rights,
  shown: ({ sql, type }) => {
    if (formOf(type) === "json") return `pg_catalog.to_json(${sql})::text`;
    return isPlainText(type) ? sql : `${sql}::text`;
  },
  collected: (type, text) => {
    if (text === null) return null;
    const form = formOf(type);
    if (form === "json") return textOfJson(text);
    if (form === "timestamp") return text.replace(" ", "T");
    return form === "timestamptz" ? text.replace(" ", "T").replace(/\+00$/, "+00:00") : text;
  },
  taken: (_, value) => value,
  withMember: ({ sql, type }, members, json, before) => {
    if (!isJson(type)) return null;
    const at = `array[${members.map((one) => pg.escapeLiteral(one)).join(", ")}]::text[]`;
    const document = before ?? `coalesce(c.${sql}::jsonb, '{}'::jsonb)`;
    return `jsonb_set((${document})::jsonb, ${at}, (${json})::jsonb)::text`;
  },
};
