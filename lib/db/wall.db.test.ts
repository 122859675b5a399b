import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#workshop/database.ts";
import { asApp } from "./roles/names.ts";
import { type Table, tablesOf, walls } from "./roles/policies.ts";
import { settleRoles } from "./roles/settle.ts";
import { takeScope } from "./roles/take.ts";

let fresh: TestDatabase;
let owner: Client;
let app: Client;

beforeAll(async () => {
  fresh = await freshDatabase();
  [owner, app] = [
    new Client({ connectionString: fresh.url }),
    new Client({ connectionString: asApp(fresh.url) }),
  ];
  await Promise.all([owner.connect(), app.connect()]);
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await fresh.drop();
});

/** What Postgres answers a statement of the run-time role with: its code, or `done`. */
async function answerTo(statement: string): Promise<string> {
  await app.query("begin");
  try {
    await app.query(statement);
    return "done";
  } catch (error) {
    return (error as { code?: string }).code ?? "?";
  } finally {
    await app.query("rollback");
  }
}

const refused = "42501";

/** Whether a table's columns say that its rows belong to a request or a brand. */
const belongs = ({ columns }: Table) =>
  ["request_id", "brand_id", "brand"].some((one) => columns.includes(one));

describe("every table that belongs to requests or brands (TM-54, I12)", () => {
  it("has forced row security for the limited role, or a reason why not", async () => {
    const tables = await tablesOf(owner);
    const rules = walls(tables);
    const bare = tables.filter(
      (table) => belongs(table) && !(rules.has(table.name) && table.enabled && table.policies.length === 3),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
    const unforced = tables.filter((table) => rules.has(table.name) && !table.forced);
    expect(unforced.map(({ name }) => name)).toEqual(["audit_event"]);
    expect(rules.get("audit_event")?.unforced).toContain("only writer");
    const open = tables.filter(({ name }) => rules.get(name)?.reach === "true");
    expect(open.filter(({ name }) => (rules.get(name)?.why ?? "").length < 20)).toEqual([]);
    // What hangs on a request by another table is walled as well.
    expect(rules.get("finding")?.reach).toContain("exists (select from task");
    expect(rules.size).toBeGreaterThan(80);
  });

  it("is walled by the next migration where it is new, and nothing that stands is touched again", async () => {
    await owner.query("create table told_later (id int, request_id uuid not null references request)");
    await settleRoles(owner);
    const told = async () => (await tablesOf(owner)).find(({ name }) => name === "told_later");
    expect(await told()).toMatchObject({ forced: true, policies: { length: 3 } });
    const before = await owner.query(
      "select xmin::text, relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') order by 2",
    );
    await settleRoles(owner);
    const after = await owner.query(
      "select xmin::text, relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') order by 2",
    );
    expect(after.rows).toEqual(before.rows);
    await owner.query("drop table told_later");
  });

  it("answers with an error, and not with nothing, where nobody said of which brands", async () => {
    await owner.query(
      "insert into queue_tally (kind, brand, place, requests) values ('open', 'south', 'DE', 1)",
    );
    expect(await answerTo("set local role habeas_limited; select 1 from queue_tally")).toBe("42704");
    await app.query(takeScope({ brands: ["north"], places: null, staffId: "" }));
    expect((await app.query("select 1 from queue_tally")).rows).toEqual([]);
    await app.query(takeScope(null));
  });

  it("costs the house nothing: its plans have no trace of a policy and keep their index", async () => {
    await app.query("set enable_seqscan = off");
    const plan = await app.query<{ "QUERY PLAN": string }>(
      "explain select * from request where id = gen_random_uuid() and starts_with(reference, 'LK')",
    );
    const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("Index Scan");
    expect(text).not.toMatch(/SubPlan|InitPlan|habeas/);
    await app.query("set role habeas_limited");
    await app.query(takeScope({ brands: ["north"], places: null, staffId: "" }));
    const limited = await app.query<{ "QUERY PLAN": string }>(
      "explain select t.* from task t join request q on q.id = t.request_id where q.reference = 'LK-AAA-AAA'",
    );
    const other = limited.rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(other).toContain("request_reference");
    expect(other).toContain("InitPlan");
    await app.query(takeScope(null));
    await app.query("reset enable_seqscan");
  });
});

describe("the run-time role (TM-39, TM-40, FI-36)", () => {
  it.each([
    "insert into audit_event (chain, position, kind, actor, data, previous, hash) values ('x', 1, 'k', 'a', '{}', '', '')",
    "update audit_event set actor = 'nobody'",
    "delete from audit_event",
    "truncate audit_event",
    "update audit_chain set length = 0",
    "delete from audit_chain",
    "update audit_leaf set leaf = ''",
    "delete from audit_leaf",
    "update audit_node set hash = ''",
    "delete from audit_node",
    "delete from audit_checkpoint",
    "update audit_checkpoint set root = ''",
    "truncate audit_checkpoint cascade",
    "update erasure_receipt set key_id = 'x'",
    "delete from erasure_receipt",
    "delete from rectification_receipt",
    "update effect_receipt set key_id = 'x'",
    "delete from erasure_chunk",
    "delete from clock_change",
    "update template_version set id = id",
    "truncate request cascade",
    "alter table request disable trigger all",
    "alter table request drop constraint request_pkey cascade",
    "alter table request no force row level security",
    "alter table request owner to habeas_app",
    "drop trigger request_guard on request",
    "drop table audit_event",
    "alter table request disable row level security",
    "create policy mine on request using (true)",
    "create table mine (id int)",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
    "alter function audit_append(text, text, text, jsonb) security invoker",
    "set session_replication_role = replica",
    "alter role habeas_app superuser",
    "create role intruder",
    "select pg_read_file('/etc/passwd')",
    "copy request to program 'true'",
    "update drizzle.__drizzle_migrations set hash = ''",
  ])("may not: %s", async (statement) => {
    expect(await answerTo(statement)).toBe(refused);
  });

  it("writes the log by the one function, which nobody leads astray by a search path", async () => {
    await app.query(
      "create temp table audit_event (like audit_event); create temp table audit_chain (like audit_chain)",
    );
    await app.query("set search_path = pg_temp, public");
    await app.query("select public.audit_append('house', 'probe', 'operator', '{}')");
    await app.query("reset search_path");
    await app.query("drop table pg_temp.audit_event, pg_temp.audit_chain");
    const { rows } = await owner.query("select kind, position::int from audit_event where chain = 'house'");
    expect(rows).toEqual([{ kind: "probe", position: 1 }]);
  });

  it("comes back to itself when its role is reset, and the verifier reads the log and nothing else", async () => {
    await app.query("set role habeas_limited");
    await app.query("reset role");
    expect((await app.query("select current_user as me")).rows).toEqual([{ me: "habeas_app" }]);
    const may = await owner.query(
      `select relname as name from pg_class where relkind in ('r', 'p', 'v') and relnamespace = 'public'::regnamespace
        and has_table_privilege('habeas_verifier', oid, 'select, insert, update, delete, truncate') order by 1`,
    );
    expect(may.rows.map(({ name }) => name)).toEqual([
      "audit_chain",
      "audit_checkpoint",
      "audit_event",
      "audit_leaf",
      "audit_node",
    ]);
  });
});
