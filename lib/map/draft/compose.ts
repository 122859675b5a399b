import type { WrittenCollection } from "#connectors/collection.ts";
import type { Category } from "#connectors/language/categories.ts";
import type { Field } from "#connectors/language/field.ts";
import type { Way } from "./belonging.ts";
import { categoryOf } from "./category.ts";
import { formOf } from "./forms.ts";
import { readable, says } from "./names.ts";
import type { People } from "./people.ts";
import { type DraftColumn, type DraftTable, plainKey } from "./table.ts";

/** A proposed collection, with the reasons that stand beside it as comments. */
export type Proposed = {
  written: WrittenCollection;
  why: string[];
  /** One for each edge, in their order. */
  edges: string[];
  /** Reasons of fields that need a look, by field. */
  fields: Record<string, string>;
};

const bases = {
  purpose: {
    commercial: "To sell and deliver what is ordered",
    financial: "To bill and to keep books",
    communications: "To answer and to work together",
    security: "To keep accounts safe",
    internet_activity: "To run and protect the service",
    preferences: "To remember what was chosen",
  } as Partial<Record<Category, string>>,
  basis: {
    commercial: "contract",
    financial: "legal_obligation",
    security: "legitimate_interests",
    internet_activity: "legitimate_interests",
  } as Partial<Record<Category, WrittenCollection["legal_basis"]>>,
};

/** Writes a table down as a collection of the map. */
export function propose(
  table: DraftTable,
  all: ReadonlyMap<string, readonly Way[]>,
  people: People | null,
): Proposed {
  const ways = all.get(table.name) ?? [];
  const { category, why } = categoryOf(table, all);
  const name = table.called;
  const key = table.keys[0] ?? [];
  const isRoot = people !== null;
  const findable = isRoot || isOwnAddressBook(table, ways);
  const identifiers = findable
    ? table.columns.filter((column) => column.seeming.identifier !== undefined && !column.seeming.secret)
    : [];
  const kinds = kindsOf(
    identifiers,
    isRoot ? rootName(table) : undefined,
    isRoot ? rootNumber(table) : undefined,
  );
  const likeness = findable ? likenessOf(table) : {};
  const written: WrittenCollection = {
    name,
    label: readable(table.words),
    category,
    purpose: bases.purpose[category] ?? "To be said: why this is kept",
    legal_basis: bases.basis[category] ?? "contract",
    source: "To be said: where this comes from",
    retention: "To be said: how long this is kept",
    ...(table.name === name ? {} : { table: table.name }),
    ...(key.length > 0 ? { key } : {}),
    ...(isRoot ? { subject_key: subjectKey(table, people?.byMail === true) } : {}),
    ...(Object.keys(kinds).length > 0 ? { match: kinds, yields: kinds } : {}),
    ...(Object.keys(likeness).length > 0 ? { likeness } : {}),
    ...(ways.length > 0 ? { belongs: ways.map(edgeOf) } : {}),
    erasure: erasureOf(table, category, ways, isRoot),
    ...formOf(table, category),
    fields: Object.fromEntries(table.columns.map((column) => [column.name, fieldOf(column, category)])),
  };
  const fields = Object.fromEntries(
    table.columns
      .filter(({ seeming }) => seeming.secret || seeming.special || (seeming.identifier && findable))
      .map(({ name: field, seeming }) => [field, `${seeming.why} (${seeming.sure})`]),
  );
  return {
    written,
    why: [
      ...(people ? [`people are found here: ${people.why} (${people.sure.toFixed(2)})`] : []),
      `category from ${why}`,
    ],
    edges: ways.map((way) => `${way.why} (${way.sure})`),
    fields,
  };
}

/** True where the table has at most one row for each person, or is named after what people are found by. */
function isOwnAddressBook(table: DraftTable, ways: readonly Way[]): boolean {
  const [way] = ways;
  // `email_addresses` beside the table that says whose each is.
  if (
    ways.length === 1 &&
    way?.beside &&
    way.as === "owned" &&
    says(table.words.slice(-2), "email", "email address", "phone")
  )
    return true;
  if (ways.length !== 1 || way?.as !== "owned" || way.when !== undefined || way.part || way.beside)
    return false;
  const columns = Object.keys(way.on).join();
  if (says(table.words, "token", "verification", "invite", "confirmation")) return false;
  const single = table.keys.some((key) => key.join() === columns);
  return (
    single ||
    says(
      table.words,
      "identity",
      "profile",
      "email",
      "login",
      "alias",
      "credential",
      "email address",
      "phone",
    )
  );
}

/**
 * The person's key: the table's own, or their e-mail address where several rows may have one, a guest's and an account's.
 */
function subjectKey(table: DraftTable, byMail: boolean): string | string[] {
  const email = table.columns.find((column) => column.seeming.identifier === "email");
  const unique = table.keys.some((key) => key.length === 1 && key[0] === email?.name);
  const username =
    table.columns.some((column) => column.seeming.identifier === "username") || rootName(table);
  const several =
    email !== undefined && !unique && !username && email.look.distinct < email.look.seen - email.look.empty;
  return email && (byMail || several) ? email.name : (plainKey(table) ?? table.keys[0] ?? []);
}

/** In a table of users without any other name, a unique `name` is what they sign in with. */
function rootName(table: DraftTable): DraftColumn | undefined {
  if (table.columns.some((column) => column.seeming.identifier === "username")) return undefined;
  return table.columns.find(
    (column) =>
      says(column.words, "name") &&
      column.words.filter((word) => word !== "name" && !table.words.includes(word)).length === 0 &&
      table.keys.some((unique) => unique.join() === column.name),
  );
}

/** The number people know themselves by here: unique, and not the table's own key. */
function rootNumber(table: DraftTable): DraftColumn | undefined {
  return table.columns.find(
    (column) =>
      says(column.words, "number", "no", "code") &&
      column.words.every((word) => ["number", "no", "code", ...table.words].includes(word)) &&
      column.name !== plainKey(table) &&
      table.keys.some((unique) => unique.join() === column.name),
  );
}

function kindsOf(
  columns: readonly DraftColumn[],
  username: DraftColumn | undefined,
  number: DraftColumn | undefined,
) {
  const kinds: Record<string, string | string[]> = {};
  const all = [
    ...columns.map((column) => [column.seeming.identifier ?? "", column] as const),
    ...(username ? [["username", username] as const] : []),
    ...(number && !columns.includes(number) ? [["customer_number", number] as const] : []),
  ];
  for (const [kind, column] of all) {
    const before = kinds[kind];
    kinds[kind] = before === undefined ? column.name : [before, column.name].flat();
  }
  return kinds;
}

function likenessOf(table: DraftTable) {
  const found: Record<string, string> = {};
  for (const column of table.columns) {
    const { likeness } = column.seeming;
    if (likeness !== undefined && !(likeness in found)) found[likeness] = column.name;
  }
  // An e-mail address alone is no likeness: it is the identifier already.
  return Object.keys(found).some((one) => one !== "email" && one !== "phone" && one !== "country")
    ? found
    : {};
}

function edgeOf(way: Way): NonNullable<WrittenCollection["belongs"]>[number] {
  return {
    to: way.to.called,
    on: way.on,
    ...(way.role ? { role: way.role } : {}),
    as: way.as,
    ...(way.when ? { when: way.when } : {}),
    ...(way.onDelete === "none" ? {} : { system_cascade: way.onDelete }),
  };
}

function erasureOf(
  table: DraftTable,
  category: Category,
  ways: readonly Way[],
  isRoot: boolean,
): NonNullable<WrittenCollection["erasure"]> {
  if (category === "financial" || (category === "commercial" && says(table.words, "order"))) {
    return { act: "keep", ground: "To be confirmed: duty to keep books" };
  }
  if (isRoot || ways.every((way) => way.as === "owned")) return { act: "delete" };
  if (ways.some((way) => way.as === "authored")) return { act: "decorrelate" };
  return { act: "unlink" };
}

function fieldOf({ words, seeming }: DraftColumn, category: Category): Partial<Field> & { label: string } {
  return {
    label: readable(words),
    ...(seeming.secret ? { disclose: "never" as const } : {}),
    ...(seeming.freeText ? { review: "third_parties" as const } : {}),
    ...(seeming.category && seeming.category !== category && !seeming.freeText
      ? { category: seeming.category }
      : {}),
    ...(seeming.special ? { special: seeming.special } : {}),
    ...(seeming.fact ? { fact: seeming.fact } : {}),
  };
}
