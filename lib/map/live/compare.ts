import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection } from "#connectors/contract.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import { noSuch } from "../reading/issues.ts";
import { doubt, type Finding, mistake, type Path } from "../reading/mistake.ts";
import type { System } from "../schema.ts";
import { type Family, familyOf, neverEqual } from "./types.ts";

/** The live collection that one of the map stands for; a schema that goes without saying may be written or left out. */
export function liveOf<T extends { name: string }>(
  system: Pick<System, "settings">,
  table: string,
  live: readonly T[],
): T | undefined {
  const { schema = "public" } = system.settings;
  return live.find(
    ({ name }) => name === table || `${schema}.${name}` === table || name === `${schema}.${table}`,
  );
}

/**
 * What a map says that the live system does not: tables and columns that are not there, keys that are not unique,
 * ties between values that can never be equal, cascades of which the map knows nothing.
 * @param from where the system stands in what was written
 */
export function compareWithLive(system: System, live: readonly InspectedCollection[], from: Path): Finding[] {
  const byName = new Map(system.collections.map((one) => [one.name, one]));
  const tableOf = (one: Collection) => liveOf(system, one.table ?? one.name, live);
  return system.collections.flatMap((one, at): Finding[] => {
    const here = [...from, "collections", at];
    const table = tableOf(one);
    if (table === undefined) {
      const names = live.map((each) => each.name);
      return [
        noSuch([...here, one.table === undefined ? "name" : "table"], "table", one.table ?? one.name, names),
      ];
    }
    return [
      ...columnFindings(one, table, here),
      ...keyFindings(one, table, here),
      ...(system.connector === "mariadb" ? untellable(one, table, here) : []),
      ...(table.rows === 0
        ? [doubt([...here, "name"], "the live table is empty, so nothing shows that this is right")]
        : []),
      ...identifierFindings(one, table, here),
      ...endsFindings(one, table, here),
      ...one.belongs.flatMap((edge, no): Finding[] => {
        const target = byName.get(edge.to);
        const other = target && tableOf(target);
        if (!other) return [];
        const place = [...here, "belongs", no];
        return [
          ...edge.on.flatMap(({ own, theirs }): Finding[] => {
            const [left, right] = [typeOf(table, own), typeOf(other, theirs)];
            if (!left || !right || !neverEqual(left.family, right.family)) return [];
            const words = `${own.text} is ${left.type} and ${edge.to}.${theirs.text} is ${right.type}`;
            return [mistake([...place, "on", own.text], `${words}: they are never equal`, "name")];
          }),
          ...cascadeFindings(one, edge, table, other, place),
        ];
      }),
    ];
  });
}

function columnFindings(one: Collection, table: InspectedCollection, here: Path): Finding[] {
  const names = table.columns.map((column) => column.name);
  return Object.entries(one.fields).flatMap(([name, { disclose }]) => {
    if (names.includes(name)) return [];
    const { path, message } = noSuch([...here, "fields", name], `column in ${table.name}`, name, names);
    // What is never shown is never read either: it harms nobody that it has gone.
    return [disclose === "never" ? doubt(path, `${message}, or remove it here`) : mistake(path, message)];
  });
}

function keyFindings(one: Collection, table: InspectedCollection, here: Path): Finding[] {
  if (table.keys.length === 0) return [];
  const holds = (columns: readonly string[]) =>
    table.keys.some((key) => key.length > 0 && key.every((name) => columns.includes(name)));
  const known = table.keys.map((key) => `[${key.join(", ")}]`).join(" or ");
  const found: Finding[] = [];
  if (one.key.length > 0 && !holds(one.key)) {
    found.push(
      mistake([...here, "key"], `these fields do not tell rows apart; the live table is unique by ${known}`),
    );
  }
  if (one.key.length === 0) {
    found.push(doubt([...here, "name"], `it has no key here, and the live table is unique by ${known}`));
  }
  if (one.subject_key.length > 0 && !holds(one.subject_key)) {
    found.push(
      doubt(
        [...here, "subject_key"],
        `several rows may have one value of it, and are then one person's; the live table is unique by ${known}`,
      ),
    );
  }
  return found;
}

/** MariaDB has no address of a row: rows that come in several ways need a key that the database keeps unique. */
function untellable(one: Collection, table: InspectedCollection, here: Path): Finding[] {
  const ways = one.belongs.length + (one.subject_key.length > 0 ? 1 : 0);
  if (ways < 2 || table.keys.length > 0) return [];
  return [
    mistake(
      [...here, "belongs"],
      "its rows belong to people in several ways and cannot be told apart, because the live table has no unique key: give it one, or leave only one way",
    ),
  ];
}

/** An age is counted from a date. Some systems write theirs as text. */
function endsFindings({ ends }: Collection, table: InspectedCollection, here: Path): Finding[] {
  const type = table.columns.find((column) => column.name === ends?.from)?.type;
  if (ends === undefined || type === undefined) return [];
  const family = familyOf(type);
  if (family === null || ["date", "time", "text"].includes(family)) return [];
  const words = `${ends.from} is ${type}, and an age is counted from a date: name a field that holds one`;
  return [mistake([...here, "ends", "from"], words)];
}

const fitting: Record<string, readonly Family[]> = {
  email: ["text", "json"],
  phone: ["text", "json", "whole_number", "number"],
  birth_date: ["date", "time", "text", "json"],
};

function identifierFindings(one: Collection, table: InspectedCollection, here: Path): Finding[] {
  return (["match", "yields"] as const).flatMap((part) =>
    one[part].flatMap(({ kind, fields }) =>
      fields.flatMap((path): Finding[] => {
        const column = typeOf(table, path);
        const wanted = fitting[kind];
        if (!column?.family || !wanted || wanted.includes(column.family)) return [];
        return [mistake([...here, part, kind], `${path.text} is ${column.type}: no ${kind} stands in that`)];
      }),
    ),
  );
}

function cascadeFindings(
  one: Collection,
  edge: Collection["belongs"][number],
  table: InspectedCollection,
  other: InspectedCollection,
  place: Path,
): Finding[] {
  const own = edge.on.map((tie) => tie.own.text);
  const reference = table.references.find(
    ({ to, columns }) =>
      to === other.name && columns.length === own.length && columns.every((name) => own.includes(name)),
  );
  if (!reference || reference.onDelete === edge.system_cascade) return [];
  const plain = new Set(["none", "restrict"]);
  if (plain.has(reference.onDelete) && plain.has(edge.system_cascade)) return [];
  const does =
    reference.onDelete === "cascade"
      ? `deletes rows of ${one.name} with those of ${edge.to}`
      : reference.onDelete === "set_null"
        ? `empties ${own.join(", ")} when rows of ${edge.to} go`
        : `does nothing here when rows of ${edge.to} go`;
  return [doubt([...place, "system_cascade"], `the system itself ${does}: write ${reference.onDelete}`)];
}

/** The type of the column that a path begins in; nothing where it goes into JSON, of which the column's type is silent. */
function typeOf(table: InspectedCollection, path: FieldPath): { type: string; family: Family | null } | null {
  if (path.steps.length > 0) return null;
  const column = table.columns.find(({ name }) => name === path.column);
  return column ? { type: column.type, family: familyOf(column.type) } : null;
}
