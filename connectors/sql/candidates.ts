import type { Collection } from "#connectors/collection.ts";
import type { Candidates, LikenessBlock, LikenessFacts } from "#connectors/contract.ts";
import type { Edge } from "#connectors/language/edge.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import { sealKey } from "#connectors/lineage.ts";
import type { Binder, Value } from "./dialect.ts";
import { ownedOnly, rootsOf } from "./graph.ts";
import { keyOf } from "./keys.ts";
import { holdsKeyPart, keyPart } from "./mail.ts";
import { columnOf, conditionsSql, type Making, reading, whereSql, without } from "./values.ts";

/** What a dialect must know besides, to look for somebody by likeness. */
export type LikenessDialect<T> = {
  /** One condition of a block; `folded` and `starts` do not tell capitals from small letters, `digits` looks at the last ones. */
  resembles(value: Value<T>, how: LikenessBlock[number]["how"], text: string, bind: Binder): string;
  /** The value as plain text, dates as YYYY-MM-DD. */
  factText(value: Value<T>): string;
};

export type LikenessMaking<T> = Making<T> & { likeness: LikenessDialect<T> };

/** More people than these are nobody in particular. */
const mostPeople = 2000;

/** A root with likeness, or with children of its own that have it; each child with its edge. */
type Household = { root: Collection; children: { collection: Collection; edge: Edge }[] };

function householdsOf(collections: readonly Collection[]): Household[] {
  return rootsOf(collections).flatMap((root) => {
    const children = collections.flatMap((collection) =>
      collection.likeness === undefined || collection === root
        ? []
        : collection.belongs
            .filter((edge) => edge.to === root.name && ownedOnly(edge))
            .map((edge) => ({ collection, edge })),
    );
    return root.likeness === undefined && children.length === 0 ? [] : [{ root, children }];
  });
}

/** A root under `c`, and under `d` its child `no` where there is one; `keep` keeps a root that has no such child. */
function joined<T>(making: Making<T>, { root, children }: Household, no: number, keep: boolean): string {
  const place = making.live.placeOf(root);
  const child = children[no];
  if (child === undefined) return `${place.sql} c`;
  const below = making.live.placeOf(child.collection);
  const ties = child.edge.on.map(({ own, theirs, prefix, theirPrefix }) => {
    const column = columnOf(below, own.column, "d");
    const sought = without(making, reading(making, child.collection, own, column, "e"), prefix);
    const other = reading(making, root, theirs, columnOf(place, theirs.column, "c"), "t");
    const known = without(making, other, theirPrefix);
    return sought.joins + known.joins === "" ? making.dialect.tied(sought.value, known.value) : "1 = 0";
  });
  const on = [...ties, ...conditionsSql(making, below, [...child.collection.where, ...child.edge.when], "d")];
  return `${place.sql} c ${keep ? "left " : ""}join ${below.sql} d on ${on.join(" and ")}`;
}

/** Where a field of likeness stands: in the root or in its child, or in neither. */
function standsIn<T>(
  making: Making<T>,
  { root, children }: Household,
  no: number,
  field: LikenessField,
): Value<T> | null {
  const own = root.likeness?.[field];
  if (own !== undefined) return columnOf(making.live.placeOf(root), own, "c");
  const child = children[no]?.collection;
  const theirs = child?.likeness?.[field];
  return child === undefined || theirs === undefined
    ? null
    : columnOf(making.live.placeOf(child), theirs, "d");
}

const fieldsOf = (collections: readonly Collection[]): LikenessField[] => [
  ...new Set(collections.flatMap((one) => Object.keys(one.likeness ?? {}) as LikenessField[])),
];
const widthOf = (collections: readonly Collection[]) =>
  Math.max(1, ...rootsOf(collections).map((one) => one.subject_key.length));
const wayOf = (children: Household["children"]) => [-1, ...children.keys()];

/**
 * Everybody whom one of the blocks fits, with the facts that are known of them, as one statement: columns `root`,
 * `p0` …, `f0` … in the order of `fieldsOf`. Null where the map has none of the fields.
 */
export function candidatesSql<T>(
  making: LikenessMaking<T>,
  collections: readonly Collection[],
  blocks: readonly LikenessBlock[],
): string | null {
  const width = widthOf(collections);
  const roots = rootsOf(collections);
  const columns = Array.from({ length: width }, (_, no) => `p${no}`);
  const { dialect, likeness, bind } = making;
  const found: string[] = [];
  const facts: string[] = [];
  for (const house of householdsOf(collections)) {
    const { root, children } = house;
    const place = making.live.placeOf(root);
    const subject = root.subject_key.map((name) => columnOf(place, name, "c"));
    const keys = columns.map((name, no) => {
      const part = subject[no];
      return `${part === undefined ? dialect.noText : keyPart(dialect, root, part)} as ${name}`;
    });
    const own = [
      ...conditionsSql(making, place, root.where, "c"),
      ...subject.map((one) => `${one.sql} is not null`),
    ];
    const before = found.length;
    for (const block of blocks) {
      for (const no of wayOf(children)) {
        const values = block.map((one) => standsIn(making, house, no, one.field));
        const usesChild = values.some((one) => one?.sql.startsWith("d."));
        if (values.some((one) => one === null) || usesChild !== no >= 0) continue;
        const fits = block.map((one, at) =>
          likeness.resembles(values[at] as Value<T>, one.how, one.value, bind),
        );
        found.push(
          `select * from (select distinct ${roots.indexOf(root)} as root, ${keys.join(", ")} from ${joined(making, house, no, false)}${whereSql([...fits, ...own])} limit ${mostPeople + 1}) one`,
        );
      }
    }
    if (found.length === before) continue;
    const at = `found_${roots.indexOf(root)}`;
    const ties = subject.map((one, no) => holdsKeyPart(dialect, root, one, `${at}.p${no}`));
    for (const no of children.length === 0 ? [-1] : children.keys()) {
      const shown = fieldsOf(collections).map((field, place) => {
        const value = standsIn(making, house, no, field);
        return `${value === null ? dialect.noText : likeness.factText(value)} as f${place}`;
      });
      const list = columns.map((name) => `${at}.${name}`).join(", ");
      const from = joined(making, house, no, true).replace(
        `${place.sql} c`,
        () => `${at} join ${place.sql} c on ${[...ties, ...own].join(" and ")}`,
      );
      facts.push(`select ${roots.indexOf(root)} as root, ${list}, ${shown.join(", ")} from ${from}`);
    }
  }
  if (found.length === 0) return null;
  const p = columns.join(", ");
  const queries = [
    dialect.fenced(
      "found",
      ["root", ...columns],
      `select * from (${found.join("\nunion ")}) every_one limit ${mostPeople + 1}`,
    ),
    ...roots.map((_, no) =>
      dialect.fenced(`found_${no}`, columns, `select ${p} from found where root = ${no}`),
    ),
  ];
  return `with ${queries.join(",\n")}\n${facts.join("\nunion all ")}`;
}

/** The answer, from the rows of `candidatesSql`. */
export function readCandidates(
  collections: readonly Collection[],
  rows: readonly Record<string, unknown>[],
): Pick<Candidates, "people" | "more"> {
  const roots = rootsOf(collections);
  const fields = fieldsOf(collections);
  const people = new Map<string, Candidates["people"][number]>();
  for (const row of rows) {
    const root = roots[Number(row.root)];
    if (root === undefined) continue;
    const key = sealKey(keyOf(root.subject_key.map((_, no) => String(row[`p${no}`]))));
    const person = people.get(`${root.name} ${key}`) ?? { collection: root.name, key, facts: [] };
    people.set(`${root.name} ${key}`, person);
    const facts: LikenessFacts = {};
    fields.forEach((field, no) => {
      const value = row[`f${no}`];
      if (typeof value === "string" && value !== "") facts[field] = value;
    });
    person.facts.push(facts);
  }
  return people.size > mostPeople
    ? { people: [], more: true }
    : { people: [...people.values()], more: false };
}

/** The names of which it may be counted how many people bear them, with where they stand. */
export function namesAsked(
  collections: readonly Collection[],
  names: LikenessFacts,
): { collection: Collection; field: LikenessField; column: string; value: string }[] {
  return (["given_name", "family_name", "full_name"] as const).flatMap((field) => {
    const value = names[field];
    if (value === undefined || value === "") return [];
    return collections.flatMap((collection) => {
      const column = collection.likeness?.[field];
      return column === undefined ? [] : [{ collection, field, column, value }];
    });
  });
}

/** How many rows bear each of the names, as one statement of one row: columns `n0` … Null where none is asked for. */
export function frequenciesSql<T>(
  making: LikenessMaking<T>,
  asked: ReturnType<typeof namesAsked>,
): string | null {
  if (asked.length === 0) return null;
  const counts = asked.map(({ collection, column, value }, no) => {
    const place = making.live.placeOf(collection);
    const fits = making.likeness.resembles(columnOf(place, column, "c"), "folded", value, making.bind);
    const where = whereSql([fits, ...conditionsSql(making, place, collection.where, "c")]);
    return `(select count(*) from ${place.sql} c${where}) as n${no}`;
  });
  return `select ${counts.join(", ")}`;
}
