import type { ClientBase } from "pg";
import { roles, runtimeRoles } from "./names.ts";

type Right = "SELECT" | "INSERT" | "UPDATE" | "DELETE";

/**
 * A table or view as the catalogue has it. `refuses`: what a guard refuses for every row, whatever stands in it; `given`: who
 * has which right by now, as `habeas_app SELECT`.
 */
type Relation = { schema: string; name: string; view: boolean; refuses: Right[]; given: string[] };

const all: readonly Right[] = ["SELECT", "INSERT", "UPDATE", "DELETE"];

/** Tables of which the run-time roles may do less than their guards allow: the log, and which migrations were made. */
const narrower: Readonly<Record<string, readonly Right[]>> = {
  "public.audit_event": ["SELECT"],
  "public.audit_chain": ["SELECT"],
  "public.audit_leaf": ["SELECT", "INSERT"],
  "public.audit_node": ["SELECT", "INSERT"],
  "public.audit_checkpoint": ["SELECT", "INSERT"],
  "drizzle.__drizzle_migrations": ["SELECT"],
};

/** What who checks the log from outside reads. */
const log = ["audit_event", "audit_chain", "audit_leaf", "audit_node", "audit_checkpoint"];

/** The functions of guards that refuse without asking what the row is. */
const refusing = ["refuse_change", "refuse_rewriting", "refuse_other_evidence", "refuse_emptying"];

const schemas = ["public", "pgboss", "drizzle"];
/** Where functions of ours look for names: temporary tables come last. */
const ownPath = "pg_catalog, public, pg_temp";

/**
 * Gives the run-time roles what they need and takes from them what they do not: no truncation, no change of what is
 * append-only, no function that writes the log but the one. Changes only what is not so already, in the caller's transaction.
 */
export async function grantRights(client: ClientBase): Promise<void> {
  const present = await client.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname = any($1)",
    [schemas],
  );
  for (const { name } of present.rows) {
    await client.query(`grant usage on schema ${name} to ${[...runtimeRoles, roles.verifier].join(", ")}`);
    await client.query(`revoke create on schema ${name} from public, ${runtimeRoles.join(", ")}`);
  }
  for (const relation of await relations(client)) {
    for (const role of runtimeRoles) await setRights(client, relation, role, rightsOn(relation));
    const isLog = relation.schema === "public" && log.includes(relation.name);
    await setRights(client, relation, roles.verifier, isLog ? ["SELECT"] : []);
  }
  const sequences = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind = 'S'
        and exists (select from unnest($2::text[]) as role where not has_sequence_privilege(role, c.oid, 'usage'))`,
    [schemas, runtimeRoles],
  );
  for (const { name } of sequences.rows)
    await client.query(`grant usage, select on sequence ${name} to ${runtimeRoles.join(", ")}`);
  await closeLog(client);
  await closeGuards(client);
}

/** The rights that the run-time roles have on a table. */
function rightsOn({ schema, name, view, refuses }: Omit<Relation, "given">): readonly Right[] {
  if (view) return ["SELECT"];
  return narrower[`${schema}.${name}`] ?? all.filter((right) => !refuses.includes(right));
}

async function relations(client: ClientBase): Promise<Relation[]> {
  const { rows } = await client.query<Relation>(
    `select n.nspname as schema, c.relname as name, c.relkind in ('v', 'm') as view,
        array(select right_ from (values ('UPDATE', 16), ('DELETE', 8)) as one (right_, bit)
          where exists (select from pg_trigger t join pg_proc f on f.oid = t.tgfoid
            where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D' and t.tgqual is null
              and cardinality(t.tgattr::int2[]) = 0 and f.proname = any($2)
              and t.tgtype & one.bit = one.bit and t.tgtype & 1 = 1)) as refuses,
        array(select r.rolname || ' ' || a.privilege_type from aclexplode(c.relacl) a
          join pg_roles r on r.oid = a.grantee) as given
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm') order by 1, 2`,
    [schemas, refusing],
  );
  return rows;
}

async function setRights(
  client: ClientBase,
  { schema, name, given }: Relation,
  role: string,
  wanted: readonly Right[],
): Promise<void> {
  const has = given.filter((one) => one.startsWith(`${role} `)).map((one) => one.slice(role.length + 1));
  const table = `"${schema}"."${name}"`;
  const extra = has.filter((right) => !wanted.some((one) => one === right));
  const missing = wanted.filter((right) => !has.includes(right));
  if (extra.length > 0) await client.query(`revoke ${extra.join(", ")} on ${table} from ${role}`);
  if (missing.length > 0) await client.query(`grant ${missing.join(", ")} on ${table} to ${role}`);
}

/** The log is written by one function, which acts as the owner of the tables; a search path of the caller's leads it nowhere. */
async function closeLog(client: ClientBase): Promise<void> {
  const append = "audit_append(text, text, text, jsonb)";
  await client.query(`alter function ${append} security definer set search_path = ${ownPath}`);
  await client.query(`revoke execute on function ${append} from public`);
  await client.query(`grant execute on function ${append} to ${runtimeRoles.join(", ")}`);
}

/**
 * Guards look into the tables of the house, whatever the caller's search path says: a temporary table of the same name,
 * which anybody may make, comes before them otherwise.
 */
async function closeGuards(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace
        and prorettype = 'trigger'::regtype and prosrc ilike '%raise exception%' and proconfig is null`,
  );
  for (const { name } of rows) await client.query(`alter function ${name} set search_path = ${ownPath}`);
}
