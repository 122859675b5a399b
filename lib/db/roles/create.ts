import { setTimeout as wait } from "node:timers/promises";
import { type ClientBase, escapeIdentifier } from "pg";
import { HabeasError } from "#lib/core/errors.ts";
import { roles, runtimeRoles } from "./names.ts";

const tries = 20;

/** What Postgres answers where another database of the same server makes or grants the same role at this moment. */
const another = new Set(["23505", "42710", "XX000", "40001"]);

/** What an administrator of the server does where the owner of the database may not. */
function byHand(owner: string): string {
  const names = Object.values(roles);
  return [
    ...names.map((name) => `create role ${name} nologin;`),
    `grant ${runtimeRoles.join(", ")} to ${escapeIdentifier(owner)};`,
  ].join(" ");
}

/**
 * Makes the roles where the server has none of these names, and lets a login (who asks, where none is named) take those of run time. Safe when several
 * databases of one server are migrated at once. Throws HabeasError `unavailable`, with the statements that an
 * administrator must run, where who asks may not make roles.
 */
export async function createRoles(client: ClientBase, login?: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await createMissing(client, login ?? (await whoAmI(client)));
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code === "42501") {
        throw new HabeasError(
          "unavailable",
          `Habeas needs roles that this login may not make. Let an administrator of the server run: ${byHand(login ?? (await whoAmI(client)))}`,
        );
      }
      if (!another.has(code) || attempt === tries) throw error;
      await wait(50);
    }
  }
}

async function whoAmI(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ me: string }>("select current_user as me");
  return rows[0]?.me ?? "";
}

async function createMissing(client: ClientBase, login: string): Promise<void> {
  const { rows } = await client.query<{ name: string; known: boolean; mine: boolean }>(
    `select name, r.oid is not null as known,
        r.oid is not null and pg_has_role($3::name, r.oid, $2) as mine
      from unnest($1::text[]) as name left join pg_roles r on r.rolname = name`,
    [Object.values(roles), await takes(client), login],
  );
  for (const { name, known, mine } of rows) {
    if (!known) await client.query(`create role ${name} nologin`);
    if (!mine && name !== roles.verifier) await client.query(`grant ${name} to ${escapeIdentifier(login)}`);
  }
}

/** From Postgres 16 on a member of a role may be one that cannot take it. */
async function takes(client: ClientBase): Promise<"SET" | "MEMBER"> {
  const { rows } = await client.query<{ new: boolean }>(
    "select current_setting('server_version_num')::int >= 160000 as new",
  );
  return rows[0]?.new ? "SET" : "MEMBER";
}
