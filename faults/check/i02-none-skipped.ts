import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { rowsOf } from "../world/people.ts";
import type { SystemName } from "../world.ts";
import { type Check, judged } from "./ground.ts";

const answered = ["reviewing", "preparing", "ready", "closed"];

/**
 * I2: the plan as it was frozen and the answers are the same systems, both ways; each answer has what shows it; and who
 * is in a system was found there.
 */
export const noneSkipped: Check = async (ground) => {
  const wrong: string[] = [];
  const rows = await ground.ask(
    "habeas",
    `select r.id, r.status, r.right_asked,
       (select e.data->'systems' from audit_event e where e.chain = r.id::text and e.kind = 'plan_frozen' order by position desc limit 1) as planned,
       coalesce((select jsonb_agg(jsonb_build_object('system', t.system_id, 'state', t.state, 'outcome', t.outcome, 'keys',
           (select count(*) from found_key k where k.task_id = t.id), 'records', t.records,
           'pieces', (select coalesce(jsonb_agg(f.storage_key), '[]') from finding f where f.task_id = t.id),
           'told', (select count(*) from audit_event e where e.chain = r.id::text and e.data->>'system' = t.system_id)))
         from task t where t.request_id = r.id), '[]') as tasks
     from request r where r.id = any($1) and r.status = any($2)`,
    [ground.requests, answered],
  );
  const whose = new Map(judged(ground).map((one) => [one.requestId, one.n]));
  for (const row of rows) {
    const tasks = row.tasks as {
      system: string;
      state: string;
      outcome: string | null;
      keys: number;
      pieces: string[];
      told: number;
    }[];
    const planned = new Set((row.planned as string[] | null) ?? []);
    for (const system of planned)
      if (!tasks.some((one) => one.system === system))
        wrong.push(`request ${row.id}: ${system} was planned and never asked`);
    for (const one of tasks) {
      if (!planned.has(one.system)) wrong.push(`request ${row.id}: ${one.system} is on no plan`);
      if (one.state !== "settled" || one.outcome === null)
        wrong.push(`request ${row.id} is ${row.status} and ${one.system} has not answered`);
      if (one.told === 0) wrong.push(`request ${row.id}: the log says nothing of ${one.system}`);
      if (one.outcome === "found" && one.keys === 0)
        wrong.push(`request ${row.id}: ${one.system} is found and nobody was located`);
      if (one.outcome === "found" && row.right_asked === "access" && one.pieces.length === 0)
        wrong.push(`request ${row.id}: ${one.system} is found and there is no finding`);
      for (const key of one.pieces)
        if (!isStored(join(ground.folder, "store"), key))
          wrong.push(`request ${row.id}: a finding of ${one.system} is not in the store`);
    }
    const n = whose.get(String(row.id));
    if (n === undefined) continue;
    for (const [system, laid] of Object.entries(rowsOf(n)) as [SystemName, Record<string, number>][]) {
      const holds = Object.values(laid).some((count) => count > 0);
      const outcome = tasks.find((one) => one.system === system)?.outcome;
      if (holds && outcome === "nothing_held")
        wrong.push(`request ${row.id}: ${system} holds the person and is told as empty`);
    }
  }
  return wrong;
};

/** Whether the store has a file of this key; its endings are the store's own. */
function isStored(store: string, key: string): boolean {
  if (existsSync(join(store, key)) || existsSync(join(store, `${key}.sealed`))) return true;
  const folder = join(store, key, "..");
  const name = key.split("/").at(-1) ?? key;
  return existsSync(folder) && readdirSync(folder).some((one) => one.startsWith(name));
}
