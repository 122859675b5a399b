import { says } from "./names.ts";
import { type DraftTable, plainKey } from "./table.ts";
import { isLookup } from "./table-kinds.ts";

/** A table in which people are found, with the reason and how sure we are. */
export type People = { table: DraftTable; why: string; sure: number; byMail?: true };

const peopleWords = [
  "user",
  "customer",
  "person",
  "people",
  "member",
  "contact",
  "account",
  "subscriber",
  "employee",
  "student",
  "author",
  "patient",
  "client",
  "visitor",
  "lead",
  "guest",
  "participant",
  "reviewer",
  "profile",
  "staff",
  "teacher",
  "passenger",
  "donor",
  "applicant",
  "candidate",
  "attendee",
  "buyer",
  "seller",
  "agent",
  "worker",
  "kunde",
  "kunden",
  "patienten",
  "mitarbeiter",
  "benutzer",
  "mitglied",
  "mitglieder",
  "personen",
];
/** Tables beside people, not of people. */
const besides = [
  "group",
  "role",
  "setting",
  "preference",
  "log",
  "session",
  "token",
  "type",
  "permission",
  "history",
  "password",
  "meta",
  "attribute",
  "invite",
  "file",
  "picture",
  "status",
  "auth",
  "login",
  "notification",
  "email",
  "address",
  "category",
  "field",
  "team",
  "autocreate",
  "former",
  "newtalk",
  "property",
  "right",
  "identity",
  "transaction",
];

/**
 * The tables of people. Strong signs: named after people, has an e-mail or sign-in name that is unique, other tables
 * refer to it. A table that refers to a stronger one hangs below it.
 */
export function peopleOf(
  tables: readonly DraftTable[],
  refersTo: ReadonlyMap<string, ReadonlySet<string>>,
): People[] {
  const referred = (table: DraftTable) => [...refersTo.values()].filter((to) => to.has(table.name)).length;
  const scored = tables
    .filter((table) => table.kind !== "view")
    .map((table) => ({ table, ...scoreOf(table, referred(table)) }))
    .filter((one) => one.score >= 5)
    .sort((a, b) => b.score - a.score);
  const found: (typeof scored)[number][] = [];
  for (const one of scored) {
    const above = found.some((root) => refersTo.get(one.table.name)?.has(root.table.name));
    if (!above) found.push(one);
  }
  const best = found[0]?.score ?? 0;
  return found
    .filter((one) => one.score >= Math.max(5, best / 2))
    .map(({ table, score, why }) => ({ table, why: why.join(", "), sure: Math.min(0.98, 0.4 + score / 15) }));
}

/** Tables that no way leads to and that hold an e-mail address: a person is found there by it, and by nothing else. */
export function byMailOnly(tables: readonly DraftTable[], left: ReadonlyMap<string, string>): People[] {
  return tables
    .filter((table) => table.kind === "table" && left.has(table.name) && !isLookup(table))
    .filter((table) =>
      table.columns.some(({ seeming }) => seeming.identifier === "email" && seeming.sure >= 0.8),
    )
    .map((table) => ({ table, why: "nothing but an e-mail address leads here", sure: 0.6, byMail: true }));
}

function scoreOf(table: DraftTable, referred: number): { score: number; why: string[] } {
  const why: string[] = [];
  let score = 0;
  const add = (points: number, reason: string) => {
    score += points;
    why.push(reason);
  };
  const identifiers = table.columns.filter((column) => column.seeming.identifier !== undefined);
  const names = table.columns.filter((column) => /_name$/.test(column.seeming.likeness ?? ""));
  const told = identifiers.filter((column) => column.seeming.identifier !== "phone");
  if (told.length === 0 && names.length < 2) return { score: 0, why };
  if (plainKey(table) === undefined && table.keys.length > 0) return { score: 0, why };
  const last = table.words.at(-1) ?? "";
  if (peopleWords.includes(last)) add(4, `named after people (${last})`);
  else if (says(table.words, ...peopleWords) && !says(table.words, ...besides)) add(2, "named after people");
  if (says(table.words, ...besides)) add(-3, "named after what people have");
  if (identifiers.some((column) => column.seeming.identifier === "email")) add(2, "has an e-mail address");
  if (identifiers.some((column) => column.seeming.identifier === "username")) add(1, "has a sign-in name");
  const unique = (name: string) => table.keys.some((key) => key.length === 1 && key[0] === name);
  if (identifiers.some((column) => unique(column.name))) add(2, "which is unique");
  if (table.columns.some((column) => column.seeming.secret && says(column.words, "password")))
    add(2, "has a password");
  if (names.length > 0) add(1, "has names");
  if (referred > 0)
    add(Math.min(4, referred), referred === 1 ? "a table refers to it" : `${referred} tables refer to it`);
  return { score, why };
}
