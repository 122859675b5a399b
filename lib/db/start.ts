import { sql } from "drizzle-orm";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "./database.ts";
import { belowFloor } from "./roles/floors.ts";

/** The setting by which an operator takes the risk of an old minor release for a while. */
const accepted = "HABEAS_POSTGRES_BELOW_FLOOR";

/**
 * Ends the process with 1 where the database is one on which nothing may be done: whoever connects could do more than it
 * should, or the server lacks mends of security. Goes on where it does not answer or is not migrated yet: then it is
 * waited for, and every later connection is looked at in the same way. `what`: the program that does not start.
 */
export async function refuseBadDatabase(what: "portal" | "worker"): Promise<void> {
  try {
    const { rows } = await database().execute<{ number: number }>(
      sql`select current_setting('server_version_num')::int as number`,
    );
    const old = belowFloor(rows[0]?.number ?? 0);
    if (old === null) return;
    const line = `${old} Update the server, or set ${accepted}=accept for as long as you cannot.`;
    if (process.env[accepted] === "accept") process.stderr.write(`Habeas: ${line}\n`);
    else refuse(what, line);
  } catch (error) {
    const reason = reasonIn(error);
    if (reason !== null) refuse(what, reason);
  }
}

function refuse(what: string, line: string): never {
  process.stderr.write(`The ${what} does not start: ${line}\n`);
  process.exit(1);
}

/** The sentence that our own look at the connection ended with, under whatever the query layer wraps it in. */
function reasonIn(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause)
    if (one instanceof HabeasError && one.code === "forbidden") return one.message;
  return null;
}
