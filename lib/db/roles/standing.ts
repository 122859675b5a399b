import type { ClientBase } from "pg";
import { HabeasError } from "#lib/core/errors.ts";
import { roles } from "./names.ts";

/** What a connection is, as the server sees it. */
type Standing = { me: string; login: string; superuser: boolean; bypasses: boolean; owns: boolean };

const asked = `select current_user as me, session_user as login, r.rolsuper as superuser, r.rolbypassrls as bypasses,
  exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'MEMBER')) as owns
  from pg_roles r where r.rolname = current_user`;

/** Why a connection may not be used at run time, in words; null where it may. */
function fault({ me, superuser, bypasses, owns }: Standing): string | null {
  if (me !== roles.app) {
    return `The connection to the database is "${me}" and not "${roles.app}". Connect to Postgres itself, not through a pooler that drops settings.`;
  }
  if (superuser) return `The role "${me}" is a superuser. Run: alter role ${me} nosuperuser;`;
  if (bypasses) return `The role "${me}" goes past row security. Run: alter role ${me} nobypassrls;`;
  if (owns)
    return `The role "${me}" owns tables, or is a member of who owns them. Give them back to their owner.`;
  return null;
}

/**
 * Makes sure that a new connection can do no more than it should: whoever owns a table can switch off its guards. Throws
 * HabeasError `forbidden` with what an operator has to do.
 */
export async function refuseTooMuch(client: ClientBase): Promise<void> {
  const { rows } = await client.query<Standing>(asked);
  const [standing] = rows;
  const wrong = standing ? fault(standing) : "The database does not know who is connected.";
  if (wrong !== null) throw new HabeasError("forbidden", wrong);
}

/** What the driver reports where the role cannot be taken at all, in words for an operator; any other error as it is. */
export function explainConnection(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || !error.message.includes(`"${roles.app}"`))
    return error;
  if (error.code === "22023") {
    return new HabeasError(
      "unavailable",
      `The database server has no role "${roles.app}". Run: habeas db migrate`,
    );
  }
  if (error.code !== "42501") return error;
  return new HabeasError(
    "forbidden",
    `The login of HABEAS_DATABASE_URL may not become "${roles.app}". Let an administrator run: grant ${roles.app}, ${roles.limited} to that login.`,
  );
}
