import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier } from "#connectors/contract.ts";
import type { Identify } from "#connectors/language/identify.ts";
import type { Value } from "./dialect.ts";
import { textsOf } from "./forms.ts";
import { type Ascent, ascentsOf, ownedOnly, rootsOf } from "./graph.ts";
import { partsOf } from "./keys.ts";
import { isMailTie, keyPart } from "./mail.ts";
import { columnOf, conditionsSql, type Making, reading, whereSql, without } from "./values.ts";

/** The keys of one root that identifiers lead to: `root`, `no`, `p0` … */
export type Hit = { root: Collection; sql: string };

/** From the asked identifiers that one description fits up to each root, one query a way. */
export function hitsOf<T>(
  making: Making<T>,
  collections: readonly Collection[],
  collection: Collection,
  identify: Identify,
  asked: readonly KnownIdentifier[],
  keyColumns: readonly string[],
): Hit[] {
  const { dialect, live, bind } = making;
  const place = live.placeOf(collection);
  const columns = identify.fields.map((path) => columnOf(place, path.column, "c0"));
  const reads = identify.fields.map((path, no) =>
    reading(making, collection, path, columns[no] as Value<T>, `f${no}`),
  );
  const rows = asked.flatMap((one, no) =>
    one.kind === identify.kind
      ? writtenAs(
          making,
          identify,
          reads.map((read) => read.value),
          one.value,
        ).map((texts) => ({ no, texts }))
      : [],
  );
  if (rows.length === 0) return [];
  const matches = reads.map(({ value }, no) => matchSql(making, identify, value, `a.t${no}`));
  return ascentsOf(collection, collections, ownedOnly).map((ascent) => {
    const source = dialect.source(
      "a",
      [
        { name: "no", values: rows.map((row) => String(row.no)) },
        ...reads.map((_, at) => ({ name: `t${at}`, values: rows.map((row) => row.texts[at] ?? "") })),
      ],
      bind,
    );
    const up = climbSql(making, collection, ascent);
    const rootAlias = `c${ascent.steps.length}`;
    const rootPlace = live.placeOf(ascent.root);
    const subject = ascent.root.subject_key.map((name) => columnOf(rootPlace, name, rootAlias));
    const where = [
      ...conditionsSql(making, place, [...collection.where, ...identify.when], "c0"),
      ...up.where,
      ...subject.map((one) => `${one.sql} is not null`),
    ];
    const keys = keyColumns.map((name, no) => {
      const part = subject[no];
      return `${part === undefined ? dialect.noText : keyPart(dialect, ascent.root, part)} as ${name}`;
    });
    const opened = reads.map((read) => read.joins).join("");
    const root = rootsOf(collections).indexOf(ascent.root);
    const on = opened === "" ? matches.join(" and ") : "1 = 1";
    const all = opened === "" ? where : [...matches, ...where];
    return {
      root: ascent.root,
      sql: `select distinct ${root} as root, a.no as no, ${keys.join(", ")}
        from ${source} join ${place.sql} c0 on ${on}${opened}${up.joins}${whereSql(all)}`,
    };
  });
}

/** The texts to compare with, of each field; none where the identifier cannot be written there. */
function writtenAs<T>(
  { dialect }: Making<T>,
  identify: Identify,
  values: readonly Value<T>[],
  identifier: string,
): string[][] {
  const parts = partsOf(identifier, values.length);
  if (parts === null) return [];
  let rows: string[][] = [[]];
  values.forEach((value, no) => {
    const texts = textsOf(identify, parts[no] ?? "").flatMap((text) => {
      const bound = identify.form === "exact" ? dialect.searchable(value.type, text) : text;
      return bound === null || bound === "" || bound.includes("\0") ? [] : [bound];
    });
    rows = rows.flatMap((row) => texts.map((text) => [...row, text]));
  });
  return rows;
}

function matchSql<T>({ dialect }: Making<T>, identify: Identify, value: Value<T>, text: string): string {
  if (identify.form === "exact") return dialect.holds(value, text);
  if (identify.form === "email") return dialect.holdsFolded(value, text);
  return `${dialect.stripped(value, identify.form)} = ${text}`;
}

/** From `c0` up to the root: `c1`, `c2` … */
function climbSql<T>(
  making: Making<T>,
  from: Collection,
  ascent: Ascent,
): { joins: string; where: string[] } {
  let joins = "";
  const where: string[] = [];
  let child = from;
  ascent.steps.forEach(({ edge, to }, at) => {
    const [below, above] = [making.live.placeOf(child), making.live.placeOf(to)];
    const own = edge.on.map((tie, no) =>
      without(
        making,
        reading(making, child, tie.own, columnOf(below, tie.own.column, `c${at}`), `o${at}_${no}`),
        tie.prefix,
      ),
    );
    const theirs = edge.on.map((tie, no) =>
      without(
        making,
        reading(making, to, tie.theirs, columnOf(above, tie.theirs.column, `c${at + 1}`), `t${at}_${no}`),
        tie.theirPrefix,
      ),
    );
    const ties = theirs.map((one, no) => {
      const known = (own[no] as (typeof own)[0]).value;
      const tie = edge.on[no];
      return tie && isMailTie(child, to, tie)
        ? making.dialect.holdsFolded(one.value, making.dialect.folded(known).sql)
        : making.dialect.tied(one.value, known);
    });
    const opened = theirs.map((one) => one.joins).join("");
    joins += own.map((one) => one.joins).join("");
    joins += ` join ${above.sql} c${at + 1} on ${opened === "" ? ties.join(" and ") : "1 = 1"}${opened}`;
    if (opened !== "") where.push(...ties);
    where.push(...conditionsSql(making, below, edge.when, `c${at}`));
    where.push(...conditionsSql(making, above, to.where, `c${at + 1}`));
    child = to;
  });
  return { joins, where };
}
