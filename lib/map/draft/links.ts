import { isKeyWord, says, singular } from "./names.ts";
import { namesPart } from "./roles.ts";
import { columnOf, type DraftColumn, type DraftTable, plainKey } from "./table.ts";

/** One table's row points to another's. */
export type Link = {
  from: DraftTable;
  columns: string[];
  to: DraftTable;
  toColumns: string[];
  onDelete: "none" | "restrict" | "cascade" | "set_null";
  /** Only rows of which this holds: the type beside the id of an owner of several types. */
  when?: Record<string, string | null>;
  why: string;
  sure: number;
};

/**
 * Links that the database declares, and those that names and values suggest.
 * @param people the table that columns named after a part in something (`creator`, `owner`) point to
 */
export function linksOf(tables: readonly DraftTable[], people: DraftTable | undefined): Link[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const declared = tables.flatMap((from) =>
    from.references.flatMap((reference): Link[] => {
      const to = byName.get(reference.to);
      return to
        ? [
            {
              from,
              columns: reference.columns,
              to,
              toColumns: reference.toColumns,
              onDelete: reference.onDelete,
              why: "a foreign key",
              sure: 0.99,
            },
          ]
        : [];
    }),
  );
  const known = new Set(declared.map((link) => `${link.from.name} ${link.columns.join()}`));
  const guessed = tables.flatMap((from) =>
    from.columns
      .filter((column) => !known.has(`${from.name} ${column.name}`))
      .flatMap((column) => guess(from, column, tables, people)),
  );
  return [...declared, ...guessed];
}

const comparable = (a: DraftColumn, b: DraftColumn) => {
  const number = /int|serial|numeric|decimal|number/i;
  return number.test(a.type) === number.test(b.type);
};

/** Points at which a column's words name a table: `user_id`, `owner_user`, `customer`, `billing_address_id`. */
function guess(
  from: DraftTable,
  column: DraftColumn,
  tables: readonly DraftTable[],
  people: DraftTable | undefined,
): Link[] {
  // `active_users` is how many there are.
  if (/[^s]s$/i.test(column.name) && comparable(column, { ...column, type: "int" })) return [];
  if (/date|time|bool|json|bytea|blob/i.test(column.type)) return [];
  // What says who somebody is, or is a text, is no key of another table.
  const { identifier, likeness, freeText } = column.seeming;
  const number = identifier === "customer_number" && from.values.get(column.name)?.size !== 0;
  if (((identifier && !number) || likeness || freeText) && !column.words.includes("id")) return [];
  const own = plainKey(from) === column.name;
  const poly = polymorphic(from, column, tables);
  if (poly.length > 0) return poly;
  const words = column.words.filter((word) => !isKeyWord(word));
  const isId = column.words.length > words.length;
  const candidates = tables.flatMap((to): { link: Link; points: number }[] => {
    const key = plainKey(to);
    const target = key === undefined ? undefined : columnOf(to, key);
    if (key === undefined || target === undefined || (to === from && own) || !comparable(column, target))
      return [];
    const named = Math.max(
      nameFit(words, to, from, isId && !own),
      keyFit(
        column.words,
        target.words,
        own ? to.words.includes(target.words[0] ?? "") : isKeyOfOne(key, to, tables),
      ),
    );
    const goesOn = isPartOfName(to, from) && isSameRow(from, column, to, key);
    // A key's name says which table is meant where no other table's key has it, and it is no other table's to begin with.
    const same = column.name === key && isId && to !== from && isKeyOfOne(key, to, tables);
    if (named === 0 && !goesOn && !same) return [];
    const held = heldBy(from, column, to, key);
    // A row's own key that is another table's too is that table's row seen from another side: only by name of its own.
    if (own && !goesOn && !same && named + (held === 1 ? 0.5 : 0) < 2) return [];
    if (held < 0.9 || (named < 2 && !isId && held < 1)) return [];
    const points = Math.max(named, same ? 3 : 0, goesOn ? 2.5 : 0) + (held === 1 ? 0.5 : 0);
    const why = held === 1 ? "its name, and every value is found there" : "its name";
    return [
      {
        link: {
          from,
          columns: [column.name],
          to,
          toColumns: [key],
          onDelete: "none",
          why,
          sure: held === 1 ? 0.9 : 0.7,
        },
        points,
      },
    ];
  });
  const best = candidates.sort((a, b) => b.points - a.points)[0];
  if (best) return [best.link];
  return people && !own ? byPart(from, column, people) : [];
}

/** `creator`, `owner`, `updated_by`: whoever it is, they are among the people. */
function byPart(from: DraftTable, column: DraftColumn, people: DraftTable): Link[] {
  const key = plainKey(people);
  const target = key === undefined ? undefined : columnOf(people, key);
  if (
    key === undefined ||
    target === undefined ||
    !comparable(column, target) ||
    !namesPart(column.words, from.words)
  )
    return [];
  const held = heldBy(from, column, people, key);
  // Without a value there is nothing to tell one kind of people from another, staff from customers.
  if (
    held < 1 &&
    !(column.words.at(-1) === "id" && held > 0.9 && (from.values.get(column.name)?.size ?? 0) === 0)
  )
    return [];
  const why = `named after a part people have${held === 1 ? ", and every value is found there" : ""}`;
  return [
    {
      from,
      columns: [column.name],
      to: people,
      toColumns: [key],
      onDelete: "none",
      why,
      sure: held === 1 ? 0.85 : 0.6,
    },
  ];
}

/** `contacts_audit` goes on from `contacts`. */
const isPartOfName = (of: DraftTable, table: DraftTable) =>
  of !== table &&
  table.words.length > of.words.length &&
  of.words.every((word, at) => table.words[at] === word);

/** `id_c` or `parent_id` of such a table, where the values are no mere numbers, which are found in every table. */
function isSameRow(from: DraftTable, column: DraftColumn, to: DraftTable, key: string): boolean {
  const own = plainKey(from) === column.name;
  if (!own && column.words.join(" ") !== "parent id") return false;
  const values = [...(from.values.get(column.name) ?? [])];
  const told = column.look.integer < 0.5 || (own && !column.words.some(isKeyWord));
  return values.length >= 3 && told && heldBy(from, column, to, key) === 1;
}

/** Whether a key's name belongs to this table alone: not `id`, not one that several have, not `user_id` of a profile. */
function isKeyOfOne(key: string, to: DraftTable, tables: readonly DraftTable[]): boolean {
  if (isKeyWord(key.toLowerCase())) return false;
  const words = (columnOf(to, key)?.words ?? []).filter((word) => !isKeyWord(word));
  const refers = (one: DraftTable) =>
    one.references.some((each) => each.to === to.name && each.columns.join() === key);
  return !tables.some(
    (one) =>
      one !== to &&
      ((plainKey(one) === key && !refers(one)) ||
        (plainKey(one) !== undefined && nameFit(words, one, to) >= 2)),
  );
}

/** `lead_contact_id` beside a key `contact_id`. */
const keyFit = (words: readonly string[], key: readonly string[], ofOne: boolean) =>
  ofOne && key.length > 1 && words.length > key.length && words.slice(-key.length).join(" ") === key.join(" ")
    ? 2
    : 0;

/** How well a column's words name a table: all of its words 2 and more, its last word 1. */
function nameFit(words: readonly string[], to: DraftTable, from: DraftTable, isKey = true): number {
  if (words.length === 0) return 0;
  const table = to.words.map(singular);
  if (table.join(" ") === words.join(" ")) return 3;
  // `sender_id` of `ticket_articles` beside `ticket_article_senders`: its own list.
  if (table.join(" ") === [...from.words, ...words].join(" ")) return 2.8;
  if (says(words, table.join(" ")) && words.at(-1) === table.at(-1)) return 2.5;
  // `claim_item_id` beside `order_claim_item`: tables of one part of a product share its name in front.
  const short = table.slice(1);
  if (short.length > 1 && short.join(" ") === words.join(" ") && from.words[0] === table[0]) return 2.5;
  const last = table.at(-1) ?? "";
  // `type` is not the table `room_type`, but `type_id` may be, and in `room_price` it is.
  const near = isKey || from.words[0] === table[0] || table.length === 1;
  if (words.length === 1 && words[0] === last && table.length <= 2) return near ? 2 : 0;
  // `rev_user` of `revision`: a prefix of the table it stands in.
  const bare = words.filter((word) => !from.words.some((own) => own.startsWith(word)));
  if (bare.length > 0 && bare.join(" ") === table.join(" ")) return 2;
  return bare.at(-1) === table.join(" ") ? 1.5 : 0;
}

/** The share of a column's sampled values found among the other's keys; 1 where there is nothing that speaks against it. */
function heldBy(from: DraftTable, column: DraftColumn, to: DraftTable, key: string): number {
  const mine = [...(from.values.get(column.name) ?? [])].filter((value) => value !== "0" && value !== "");
  const theirs = to.values.get(key) ?? new Set();
  if (mine.length === 0) return 0.95;
  if (!to.whole) return theirs.size > 0 && mine.some((value) => theirs.has(value)) ? 1 : 0.9;
  return mine.filter((value) => theirs.has(value)).length / mine.length;
}

const typeWords = ["type", "module", "model", "class", "kind", "entity", "object"];

/** `object_type` beside `object_id`: one link for each type of which the table is known. */
function polymorphic(from: DraftTable, column: DraftColumn, tables: readonly DraftTable[]): Link[] {
  if (column.words.at(-1) !== "id" || column.words.length < 2) return [];
  const stem = column.words.slice(0, -1).join(" ");
  const type = from.columns.find(
    (one) =>
      typeWords.includes(one.words.at(-1) ?? "") &&
      one.words.slice(0, -1).join(" ") === stem &&
      !/int/i.test(one.type),
  );
  if (!type) return [];
  return [...type.look.words].flatMap((word): Link[] => {
    const parts = word.split(/[:\\/.]+/).filter((part) => part !== "");
    const name = singular(
      (parts.at(-1) ?? "")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase()
        .replaceAll("_", " "),
    );
    const to = tables.find((table) => table.words.join(" ") === name);
    const key = to && plainKey(to);
    if (!to || !key) return [];
    return [
      {
        from,
        columns: [column.name],
        to,
        toColumns: [key],
        onDelete: "none",
        when: { [type.name]: word },
        why: `${type.name} names the table`,
        sure: 0.85,
      },
    ];
  });
}
