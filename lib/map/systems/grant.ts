import type { Collection } from "#connectors/collection.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { System } from "../schema.ts";
import { chosenVersion } from "./try-out.ts";

/** What makes an account that can read exactly what the map declares: statements to run, or what to do in words. */
export type Grant = { kind: "sql" | "words"; text: string };

/** The grant script of a system, in the version in force or another one. It holds no password: one is to be put in. */
export async function grantScript(
  actor: Actor,
  id: string,
  typed: { version?: number } = {},
): Promise<Grant> {
  const { system } = await chosenVersion(actor, id, "see_systems", typed.version);
  return grantOf(system);
}

/** The same for a system that is only written down so far. Pure. */
export function grantOf(system: System): Grant {
  switch (system.connector) {
    case "postgres":
      return { kind: "sql", text: postgresGrant(system) };
    case "mariadb":
      return { kind: "sql", text: mariadbGrant(system) };
    default:
      return { kind: "words", text: inWords(system) };
  }
}

/** The columns that a collection is read, searched or joined by. What is never shown is among them only if it is. */
function readColumns(one: Collection, all: readonly Collection[]): string[] {
  const used = new Set([
    ...Object.entries(one.fields).flatMap(([name, { disclose }]) => (disclose === "never" ? [] : [name])),
    ...one.key,
    ...one.subject_key,
    ...[...one.match, ...one.yields].flatMap(({ fields, when }) => [
      ...fields.map((path) => path.column),
      ...when.map(({ field }) => field.column),
    ]),
    ...one.where.map(({ field }) => field.column),
    ...one.belongs.flatMap(({ on, when }) => [
      ...on.map(({ own }) => own.column),
      ...when.map(({ field }) => field.column),
    ]),
    ...all.flatMap(({ belongs }) =>
      belongs.filter(({ to }) => to === one.name).flatMap(({ on }) => on.map(({ theirs }) => theirs.column)),
    ),
    ...Object.values(one.likeness ?? {}).filter((name) => name !== undefined),
  ]);
  return [...used].filter((name) => Object.hasOwn(one.fields, name));
}

/** Every table once, with the columns that any collection reads of it. */
function tablesOf({ collections }: System): Map<string, Set<string>> {
  const tables = new Map<string, Set<string>>();
  for (const one of collections) {
    const columns = tables.get(one.table ?? one.name) ?? new Set<string>();
    for (const name of readColumns(one, collections)) columns.add(name);
    tables.set(one.table ?? one.name, columns);
  }
  return tables;
}

const accountOf = (system: System) => `habeas_${system.id}`;
/** Without quotes, so that a script that was run as it stands fails instead of making an account with this password. */
const password = "<'a long random password'>";

function postgresGrant(system: System): string {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const { schema: standard = "public" } = system.settings;
  const account = quoted(accountOf(system));
  const tables = [...tablesOf(system)].map(([name, columns]) => {
    const dot = name.indexOf(".");
    return dot < 0
      ? { schema: String(standard), table: name, columns }
      : { schema: name.slice(0, dot), table: name.slice(dot + 1), columns };
  });
  const schemas = [...new Set(tables.map((one) => one.schema))];
  return [
    `-- Reads what the data map declares of ${system.id}, and nothing else. Run it in that database, as its owner.`,
    `create role ${account} login password ${password} nosuperuser nocreatedb nocreaterole noinherit connection limit 10;`,
    `alter role ${account} set default_transaction_read_only = on;`,
    `do $$ begin execute format('grant connect on database %I to %I', current_database(), '${accountOf(system)}'); end $$;`,
    ...schemas.map((schema) => `grant usage on schema ${quoted(schema)} to ${account};`),
    ...tables.map(
      ({ schema, table, columns }) =>
        `grant select (${[...columns].map(quoted).join(", ")}) on ${quoted(schema)}.${quoted(table)} to ${account};`,
    ),
    "",
  ].join("\n");
}

function mariadbGrant(system: System): string {
  const quoted = (name: string) => `\`${name.replaceAll("`", "``")}\``;
  const account = `'${accountOf(system)}'@'<host that Habeas connects from>'`;
  return [
    `-- Reads what the data map declares of ${system.id}, and nothing else. Run it as an administrator.`,
    "use <database>;",
    `create user ${account} identified by ${password} require ssl with max_user_connections 10;`,
    ...[...tablesOf(system)].map(([name, columns]) => {
      const table = name.split(".").map(quoted).join(".");
      return `grant select (${[...columns].map(quoted).join(", ")}) on ${table} to ${account};`;
    }),
    "",
  ].join("\n");
}

function inWords(system: System): string {
  const places = system.collections.map((one) => one.table ?? one.name).join(", ");
  switch (system.connector) {
    case "sqlite":
      return "Give the account that runs Habeas read permission on the file and its folder, and no write permission. The file is opened for reading only.";
    case "files":
      return "In a folder: read permission for the account that runs Habeas, and no write permission. In a bucket: a key that may list it and get objects under the prefix, and nothing else (s3:ListBucket, s3:GetObject).";
    case "http":
      return `Make a client or token of its own for Habeas, with the narrowest scope that reads: ${places}. No scope that writes.`;
    case "ldap":
      return `Make an account of its own for Habeas that may search and read under the base, only the attributes that the map declares: ${places}. No right to write, and none to read passwords.`;
    default:
      return "No account is needed: the other side answers what it is asked.";
  }
}
