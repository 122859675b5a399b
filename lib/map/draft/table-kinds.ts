import type { Category } from "#connectors/language/categories.ts";
import { categoryOf } from "./category.ts";
import { says } from "./names.ts";
import type { DraftTable } from "./table.ts";

/** Tables of what the company offers and how it is set up, not of anybody. */
const lookups = [
  "currency",
  "country",
  "region",
  "province",
  "product",
  "variant",
  "status",
  "state",
  "type",
  "role",
  "queue",
  "channel",
  "language",
  "tag",
  "category",
  "department",
  "template",
  "permission",
  "plan",
  "unit",
  "tax rate",
  "tax region",
  "setting",
  "config",
  "configuration",
  "migration",
  "schema",
  "version",
  "namespace",
  "model",
  "option",
  "zone",
  "catalog",
  "catalogue",
  "scrip",
  "scrip condition",
  "scrip action",
  "rate",
  "class",
  "format",
  "site",
  "stat",
  "statistic",
  "job",
  "lock",
  "cache",
  "interwiki",
  "locale",
  "custom field",
  "group",
  "page",
  "reason",
];

export const isLookup = (table: DraftTable) =>
  // A list in which people's addresses stand is theirs, whatever it is called.
  !table.columns.some(({ seeming }) => seeming.identifier === "email" && seeming.sure >= 0.9) &&
  lookups.some((phrase) => ` ${table.words.join(" ")}`.endsWith(` ${phrase}`));

/** A list for each of something: `paper_tag` of `paper`, `user_options` of `users`. Then its rows are as much somebody's. */
export const isListOf = (table: DraftTable, thing: DraftTable) =>
  table.words.length > thing.words.length && thing.words.every((word, at) => table.words[at] === word);

export const personal = (table: DraftTable) =>
  hasText(table) || table.columns.some(({ seeming }) => seeming.likeness || seeming.identifier);

/** Words of somebody's own: a description beside a name is what the company says of a thing. */
export const hasText = (table: DraftTable) => {
  const named = table.columns.some(({ words }) => words.join(" ") === "name");
  return table.columns.some(
    ({ seeming, words }) => seeming.freeText && !(named && says(words, "description")),
  );
};

/** What has a name is a thing to point at, not a piece of somebody's writing. */
export const isNamed = (table: DraftTable) =>
  table.columns.some(({ words }) => ["name", "title"].includes(words.at(-1) ?? ""));

const toldBy: readonly Category[] = ["communications", "commercial", "internet_activity"];
/** Where it matters who made a row: in what people write and do. */
export const isTold = (table: DraftTable) => toldBy.includes(categoryOf(table, new Map()).category);
export const isWritten = (table: DraftTable) => hasText(table) || isTold(table);
