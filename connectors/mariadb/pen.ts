import type { HeldType } from "#connectors/correct.ts";
import { choicesAmong } from "#connectors/sql/correct/choices.ts";
import type { Held, Pen, Rights } from "#connectors/sql/correct/pen.ts";
import { kindOf } from "#connectors/sql/erase/kind.ts";
import type { Question } from "#connectors/sql/erase/store.ts";
import { mariadbDialect, pathOf } from "./dialect.ts";
import { quoted } from "./literal.ts";
import type { ColumnType } from "./type.ts";

const kinds: Record<string, HeldType["kind"]> = {
  text: "text",
  integer: "number",
  decimal: "number",
  date: "date",
  moment: "time",
  uuid: "text",
};

function held({ name }: ColumnType, word: string): Held {
  if (name === "enum") {
    const choices = [...word.matchAll(/'((?:[^']|'')*)'/g)].map(([, one = ""]) => one.replaceAll("''", "'"));
    return { kind: "text", plain: true, most: null, choices };
  }
  if (/^tinyint\(1\)/i.test(word)) return { kind: "boolean", plain: true, most: null, choices: null };
  const { is, length } = kindOf(word);
  const kind = kinds[is];
  return { kind: kind ?? "other", plain: kind !== undefined, most: length, choices: null };
}

async function rights(question: Question<ColumnType>): Promise<Rights> {
  const key = (schema: string | null | undefined, table: string | null | undefined) =>
    `${quoted(schema ?? "")}.${quoted(table ?? "")}`;
  const barred = new Set(
    (
      await question.rows(
        `select table_schema, table_name, column_name from information_schema.columns
          where table_schema = database() and privileges not like '%update%'`,
      )
    ).map(([schema, table, column]) => JSON.stringify([key(schema, table), column])),
  );
  const rules = new Map<string, string[]>();
  for (const [schema, table, rule] of await question.rows(
    "select constraint_schema, table_name, check_clause from information_schema.check_constraints where constraint_schema = database()",
  ))
    rules.set(key(schema, table), [...(rules.get(key(schema, table)) ?? []), rule ?? ""]);
  const lasting = new Set(
    (
      await question.rows(
        `select t.table_schema, t.table_name from information_schema.tables t join information_schema.engines e on e.engine = t.engine
          where t.table_schema = database() and coalesce(e.transactions, 'NO') <> 'YES'`,
      )
    ).map(([schema, table]) => key(schema, table)),
  );
  return {
    takesBack: (table) => !lasting.has(table),
    mayWrite: (table, column) => !barred.has(JSON.stringify([table, column])),
    choicesOf: (table, column) => choicesAmong(rules.get(table) ?? [], column),
  };
}

/** A moment as the server reads it: in UTC, as the session is, and without a zone. */
function momentOf(value: string): string {
  const parts = /^(.{10})[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?)$/.exec(value);
  if (parts === null) return value.replace("T", " ");
  const [, day, time = "", fraction = "", zone = "Z"] = parts;
  const offset = zone.length === 3 ? `${zone}:00` : zone.replace(/^(...):?(..)$/, "$1:$2");
  const at = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}${offset}`);
  if (Number.isNaN(at.getTime())) return value;
  return `${at.toISOString().slice(0, 19).replace("T", " ")}${fraction}`;
}

const truths: Record<string, string> = { true: "1", t: "1", yes: "1", false: "0", f: "0", no: "0" };

/** How MariaDB reads and writes single values. */
export const pen: Pen<ColumnType> = {
  held,
  rights,
  shown: (value) => mariadbDialect.keyText(value),
  collected: ({ name }, text) =>
    text === null || name !== "timestamp" || text.startsWith("0000")
      ? text
      : `${text.replace(" ", "T")}+00:00`,
  taken: (kind, value) => {
    if (kind === "time") return momentOf(value);
    return kind === "boolean" ? (truths[value.toLowerCase()] ?? value) : value;
  },
  withMember: ({ sql, type }, members, json, before) => {
    if (type.kind !== "text") return null;
    const document = before ?? `coalesce(c.${sql}, '{}')`;
    // As a value of its own: a text would be put into quotes.
    return `json_set(${document}, ${pathOf(members)}, json_extract(${json}, '$'))`;
  },
};
