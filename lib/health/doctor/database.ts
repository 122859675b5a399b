import { sql } from "drizzle-orm";
import { environment } from "#lib/config/environment.ts";
import { database } from "#lib/db/database.ts";
import { bad, type Finding, fine, warn } from "./finding.ts";

/** Settings of Postgres that keep what people wrote out of its log, with the values that do. */
const quiet: Readonly<Record<string, { good: readonly string[]; todo: string }>> = {
  log_parameter_max_length: { good: ["0"], todo: "alter system set log_parameter_max_length = 0" },
  log_parameter_max_length_on_error: {
    good: ["0"],
    todo: "alter system set log_parameter_max_length_on_error = 0",
  },
  log_statement: { good: ["none", "ddl"], todo: "alter system set log_statement = 'none'" },
  password_encryption: {
    good: ["scram-sha-256"],
    todo: "alter system set password_encryption = 'scram-sha-256'",
  },
  fsync: { good: ["on"], todo: "alter system set fsync = on" },
  synchronous_commit: {
    good: ["on", "remote_write", "remote_apply", "local"],
    todo: "alter system set synchronous_commit = on",
  },
  full_page_writes: { good: ["on"], todo: "alter system set full_page_writes = on" },
};

const grave = new Set(["fsync", "synchronous_commit", "full_page_writes"]);

/** Whether the way there checks whom it talks to; a server of this machine is there already. */
function way(address: URL): Finding {
  const here = ["localhost", "127.0.0.1", "[::1]", ""].includes(address.hostname);
  if (here) return fine("way to the database", "It is on this machine.");
  return address.searchParams.get("sslmode") === "verify-full"
    ? fine("way to the database", "It is encrypted, and the server shows who it is.")
    : warn(
        "way to the database",
        "Nobody checks that the server is the right one.",
        "Add sslmode=verify-full to HABEAS_DATABASE_URL.",
      );
}

/** The settings of Postgres, and the way to it. What it answers at all, its version and clock are in the house's health. */
export async function examineDatabase(): Promise<Finding[]> {
  const names = Object.keys(quiet);
  const { rows } = await database().execute<{ name: string; setting: string }>(
    sql`select name, setting from pg_settings where name in (${sql.join(
      names.map((name) => sql`${name}`),
      sql`, `,
    )})`,
  );
  const set = new Map(rows.map(({ name, setting }) => [name, setting]));
  const settings = Object.entries(quiet).map(([name, { good, todo }]) => {
    const value = set.get(name);
    if (value !== undefined && good.includes(value)) return fine("Postgres", `${name} is ${value}.`);
    const make = grave.has(name) ? bad : warn;
    return make("Postgres", `${name} is ${value ?? "unknown"}.`, `Let an administrator run: ${todo};`);
  });
  return [way(new URL(environment().HABEAS_DATABASE_URL)), ...settings];
}
