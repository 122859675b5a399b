import pg from "pg";
import type { Dialect, Value } from "#connectors/sql/dialect.ts";
import * as types from "./types.ts";
import { type ColumnType, isInteger, isJson, isNumber, isPlainText, isUuid } from "./types.ts";

type PgValue = Value<ColumnType>;

/** The value's text, compared by its bytes: citext and loose collations take one spelling for another. */
const byBytes = ({ sql, type }: PgValue): string =>
  isPlainText(type) ? sql : `(${sql}::pg_catalog.text collate "C")`;
const asText = (value: PgValue): string => (isPlainText(value.type) ? value.sql : `${value.sql}::text`);
const path = (members: readonly string[]): string =>
  members.length === 0 ? "'{}'" : `array[${members.map((one) => pg.escapeLiteral(one)).join(", ")}]`;

/**
 * Postgres from 12 on. Integers, uuids and plain texts are compared as they are, so that an index serves; all else by
 * its text. `version` is the server's major version.
 */
export function postgresDialect(version: number): Dialect<ColumnType> {
  /** A value as JSON. Text that is no JSON holds nothing; before version 16 the server cannot tell. */
  const asJson = ({ sql, type }: PgValue): PgValue | null => {
    if (isJson(type)) return { sql, type };
    if (!isPlainText(type) || version < 16) return null;
    return { sql: `(case when ${sql} is json then ${sql}::jsonb end)`, type: types.jsonb };
  };
  const holds: Dialect<ColumnType>["holds"] = (value, text) => {
    const { sql, type } = value;
    if (isInteger(type)) return `${sql} = ${text}::int8`;
    if (isUuid(type) || type.base === "tid" || type.base === "oid") return `${sql} = ${text}::${type.base}`;
    return `${byBytes(value)} = ${text}`;
  };

  return {
    textType: types.text,
    noText: "null::text",
    searchable: types.searchable,
    holds,
    // Of one type on both sides: only then does the server look a row's value up in a hash of the list.
    holdsAny: ({ sql, type }, list) => {
      if (isInteger(type)) return `${sql}::int8 = any(${list()}::int8[])`;
      if (isUuid(type)) return `${sql} = any(${list()}::uuid[])`;
      return isPlainText(type) ? `${sql} = any(${list()})` : null;
    },
    holdsFolded: ({ sql, type }, text) => {
      const exact = `lower(${sql}::text collate "C") = ${text}`;
      return type.folded ? `lower(${sql}) = lower(${text}) and ${exact}` : exact;
    },
    folded: ({ sql }) => ({ sql: `lower(${sql}::text collate "C")`, type: types.text }),
    stripped: ({ sql }, form) =>
      `regexp_replace(${sql}::text collate "C", '[^0-9${form === "phone" ? "+" : ""}]', '', 'g')`,
    keyText: asText,
    comparable: (value) =>
      isInteger(value.type) || isUuid(value.type) || isPlainText(value.type)
        ? value
        : { sql: byBytes(value), type: types.text },
    tied: (sought, known) => {
      const [a, b] = [sought.type, known.type];
      if ((isInteger(a) && isInteger(b)) || (isUuid(a) && isUuid(b))) return `${sought.sql} = ${known.sql}`;
      // A cast of what is no number would be an error, so it is never reached.
      if (isInteger(a) && isPlainText(b)) {
        return `${sought.sql} = case when ${known.sql} ~ '^(0|-?[1-9][0-9]{0,17})$' then ${known.sql}::int8
          when ${known.sql} ~ '^-?[1-9][0-9]{18}$' then
            case when ${known.sql}::numeric between -9223372036854775808 and 9223372036854775807 then ${known.sql}::int8 end
          end`;
      }
      if (isUuid(a) && isPlainText(b)) {
        return `${sought.sql} = case when ${known.sql} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${known.sql}::uuid end`;
      }
      if (isPlainText(a) && isPlainText(b)) {
        const other = a.collation !== null && b.collation !== null && a.collation !== b.collation;
        return `${sought.sql} = ${known.sql}${other ? ` collate ${a.collation}` : ""}`;
      }
      if (isPlainText(a) && b.deterministic) return `${sought.sql} = ${known.sql}::text`;
      return `${sought.sql}::text collate "C" = ${known.sql}::text collate "C"`;
    },
    isConstant: (value, constant, bind) => {
      const { sql, type } = value;
      if (typeof constant === "boolean" && type.base === "bool") return `${sql} = ${constant}`;
      const text = isNumber(type) && typeof constant === "boolean" ? `${Number(constant)}` : `${constant}`;
      if (isNumber(type)) {
        if (!/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return "false";
        const own = isInteger(type) && types.searchable(type, text) !== null;
        return `${sql} = ${bind.text(text, "constant")}::${own ? "int8" : "numeric"}`;
      }
      const wanted = types.searchable(type, text);
      return wanted === null ? "false" : holds(value, bind.text(wanted, "constant"));
    },
    beginsWith: (value, prefix, bind) => `starts_with(${byBytes(value)}, ${bind.text(prefix, "prefix")})`,
    after: (value, prefix) => `substr(${asText(value)}, ${[...prefix].length + 1})`,
    inside: (value, members) => {
      const held = asJson(value);
      if (held !== null && (isJson(value.type) || members.length > 0)) {
        return { sql: `(${held.sql} #>> ${path(members)})`, type: types.text };
      }
      return members.length === 0 ? value : null;
    },
    each: (value, members, alias) => {
      if (value.type.element !== null && members.length === 0) {
        const join = ` cross join lateral unnest(${value.sql}) ${alias}(v)`;
        return { join, element: { sql: `${alias}.v`, type: value.type.element } };
      }
      const held = asJson(value);
      if (held === null) return null;
      const { base } = held.type;
      const at = members.length === 0 ? held.sql : `(${held.sql} #> ${path(members)})`;
      const list = `case ${base}_typeof(${at}) when 'array' then ${at} else '[]' end`;
      return {
        join: ` cross join lateral ${base}_array_elements(${list}) ${alias}(v)`,
        element: { sql: `${alias}.v`, type: held.type },
      };
    },
    source: (alias, columns, bind) =>
      `unnest(${columns.map((one) => bind.list(one.values, one.name)).join(", ")}) ${alias}(${columns.map((one) => one.name).join(", ")})`,
    fenced: (name, columns, body) => `${name}(${columns.join(", ")}) as materialized (${body})`,
    recursive: (name, alias, columns, anchors, arms) => {
      const [only, ...more] = arms;
      const step =
        only !== undefined && more.length === 0
          ? `select ${only.columns.join(", ")} from ${name} ${alias} cross join ${only.from} where ${only.on}`
          : // The walk may be named once only, so its arms stand side by side in one lateral query.
            `select x.* from ${name} ${alias} cross join lateral (${arms
              .map((arm) => `select ${arm.columns.join(", ")} from ${arm.from} where ${arm.on}`)
              .join("\nunion all ")}) x`;
      return `${name}(${columns.join(", ")}) as (${[...anchors, step].join("\nunion ")})`;
    },
  };
}
