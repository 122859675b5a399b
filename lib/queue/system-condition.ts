import { and, or, type SQL, sql } from "drizzle-orm";
import { column } from "./columns.ts";
import type { StateValue } from "./keys.ts";
import type { Term } from "./language.ts";

const undecided = sql`(exists (select 1 from shared_identifier s where s.task_id = t.id and s.decided_at is null)
  or exists (select 1 from proposed_link l where l.task_id = t.id and l.state = 'proposed'))`;

/** How a task stands, in the words of the query; the same as the squares of the list show. */
const states: Readonly<Record<StateValue, SQL>> = {
  // A system that answers at once has no moment of asking of its own.
  asked: sql`coalesce(t.asked_at, t.answered_at) is not null`,
  troubled: sql`coalesce(t.asked_at, t.answered_at) is not null and exists (select 1 from audit_event e where e.chain = t.request_id::text
    and e.kind in ('system_trouble', 'system_stopped') and e.data ->> 'system' = t.system_id)`,
  decision: sql`t.state = 'parked' and (t.trouble_code = 'too_many_identifiers' or ${undecided})`,
  person: sql`t.state = 'parked' and t.trouble_code is null and not ${undecided}`,
  failed: sql`t.state <> 'settled' and t.trouble_code is not null
    and not (t.state = 'parked' and (t.trouble_code = 'too_many_identifiers' or ${undecided}))`,
  asking: sql`t.state = 'running' and t.trouble_code is null`,
  waiting: sql`t.state in ('ready', 'held') and t.trouble_code is null`,
  found: sql`t.state = 'settled' and t.outcome = 'found'`,
  nothing: sql`t.state = 'settled' and t.outcome = 'nothing_held'`,
  refused: sql`t.state = 'settled' and t.outcome = 'refused'`,
  done: sql`t.state = 'settled' and t.outcome not in ('found', 'nothing_held', 'refused')`,
};

/**
 * What the terms `system:` and `state:` ask for. Together they are about one and the same system: `system:shop
 * state:failed` is where the shop has trouble, `system:shop -state:found` where the shop has found nothing so far.
 */
export function systemConditions(terms: readonly Term[]): SQL[] {
  const of = (key: "system" | "state", not: boolean) =>
    terms.filter((term) => term.key === key && term.not === not);
  const systems = of("system", false).map(({ values }) => inSystems(values));
  const [wanted, unwanted] = [of("state", false), of("state", true)].map((some) =>
    some.map(({ values }) => inStates(values)),
  );
  const conditions: SQL[] = of("system", true).map(({ values }) => sql`not ${taskWith([inSystems(values)])}`);
  const without = unwanted ?? [];
  if (systems.length > 0 || (wanted ?? []).length > 0) {
    conditions.push(taskWith([...systems, ...(wanted ?? []), ...without.map((state) => sql`not ${state}`)]));
  } else {
    for (const state of without) conditions.push(sql`not ${taskWith([state])}`);
  }
  return conditions;
}

const taskWith = (conditions: readonly SQL[]): SQL =>
  sql`exists (select 1 from task t where t.request_id = ${column.id} and ${and(...conditions)})`;

const inSystems = (values: readonly string[]): SQL => sql`t.system_id = any(${sql.param(values)}::text[])`;

const inStates = (values: readonly string[]): SQL =>
  sql`(${or(...values.map((value) => sql`(${states[value as StateValue]})`))})`;
