import type { HeldType } from "#connectors/correct.ts";
import { choicesAmong, rulesIn } from "#connectors/sql/correct/choices.ts";
import type { Held, Pen, Rights } from "#connectors/sql/correct/pen.ts";
import { kindOf } from "#connectors/sql/erase/kind.ts";
import type { Question } from "#connectors/sql/erase/store.ts";
import { quoted } from "./catalogue.ts";
import { type ColumnType, pathOf } from "./dialect.ts";
import { jsonSql } from "./records.ts";

const kinds: Record<string, HeldType["kind"]> = {
  text: "text",
  integer: "number",
  decimal: "number",
  date: "date",
  moment: "time",
  boolean: "boolean",
  uuid: "text",
};

function held(_: ColumnType, word: string): Held {
  const { is, length } = kindOf(word);
  const kind = kinds[is];
  return { kind: kind ?? "other", plain: kind !== undefined, most: length, choices: null };
}

/** Whoever may write the file may write every column; whether that is so shows when it is tried. */
async function rights(question: Question<ColumnType>): Promise<Rights> {
  const statements = await question.rows("select name, sql from sqlite_schema where type = 'table'");
  const rules = new Map(statements.map(([name, sql]) => [`main.${quoted(name ?? "")}`, rulesIn(sql ?? "")]));
  return {
    takesBack: () => true,
    mayWrite: () => true,
    choicesOf: (table, column) => choicesAmong(rules.get(table) ?? [], column),
  };
}

const truths: Record<string, string> = { true: "1", t: "1", yes: "1", false: "0", f: "0", no: "0" };

/** How SQLite reads and writes single values. */
export const pen: Pen<ColumnType> = {
  held,
  rights,
  shown: ({ sql }) =>
    `case typeof(${sql}) when 'blob' then ${jsonSql(sql)} when 'real' then replace(json_quote(${jsonSql(sql)}), '"', '') else cast(${sql} as text) end`,
  collected: (_, text) => text,
  taken: (kind, value) => (kind === "boolean" ? (truths[value.toLowerCase()] ?? value) : value),
  withMember: ({ sql }, members, json, before) => {
    const document = before ?? `coalesce(c.${sql}, '{}')`;
    return `case when json_valid(${document}) then json_set(${document}, ${pathOf(members)}, json(${json})) end`;
  },
};
