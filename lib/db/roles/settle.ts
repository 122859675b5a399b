import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { ClientBase } from "pg";
import { grantRights } from "./grants.ts";
import { tablesOf, wallOf, walls } from "./policies.ts";

const tries = 100;
/** What a statement that waited too long for a lock, or lost a deadlock, ends with. */
const busy = new Set(["55P03", "40P01"]);

/**
 * Says anew after every migration what the roles may do: new tables get their rights and their wall by themselves, and a
 * restored copy has its tables and not always their rights. Touches nothing that is as it should be.
 */
export async function settleRoles(client: ClientBase): Promise<void> {
  await whole(client, "select 1", () => grantRights(client));
  const tables = await tablesOf(client);
  const rules = walls(tables);
  const { rows } = await client.query<{ me: string }>("select current_user as me");
  for (const table of tables) {
    const rule = rules.get(table.name);
    const statements = rule ? wallOf(table, rule, rows[0]?.me ?? "") : null;
    if (statements !== null) await whole(client, statements);
  }
  // A view asks with the rights of who reads it, or it would lead past the wall.
  const open = await client.query<{ name: string }>(
    `select format('%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
      and not coalesce('security_invoker=true' = any(reloptions), false)`,
  );
  for (const { name } of open.rows) await whole(client, `alter view ${name} set (security_invoker = true)`);
}

/** In a transaction of its own that waits for no lock longer than half a second: everybody else would wait behind it. */
async function whole(client: ClientBase, statements: string, work?: () => Promise<void>): Promise<void> {
  for (let left = tries; ; left--) {
    try {
      await client.query(`begin; set local lock_timeout = 500; ${statements}`);
      await work?.();
      await client.query("commit");
      return;
    } catch (error) {
      await client.query("rollback").catch(() => {});
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (!busy.has(code) || left <= 1) throw error;
      await wait(randomInt(200, 500));
    }
  }
}
