import type { Check } from "./ground.ts";

/** I5: every request has its day from its first moment, and none that is late or near it is without an alert. */
export const noDayPassesSilently: Check = async (ground) => {
  const wrong: string[] = [];
  const undated = await ground.ask(
    "habeas",
    `select r.id from request r where r.id = any($1) and (r.legal_due is null or r.safe_due is null
       or not exists (select 1 from clock_change c where c.request_id = r.id and c.number = 1)
       or not exists (select 1 from audit_event e where e.chain = r.id::text and e.position = 1 and e.kind = 'request_filed'
         and e.data->>'legalDue' is not null))`,
    [ground.requests],
  );
  for (const row of undated) wrong.push(`request ${row.id} has no day from its first moment`);
  const silent = await ground.ask(
    "habeas",
    `select r.id, r.legal_due < (now() at time zone 'Europe/Dublin')::date as late from request r
      where r.id = any($1) and r.ended_at is null and r.status <> 'ready' and r.clock_state = 'running'
        and r.safe_due <= (now() at time zone 'Europe/Dublin')::date
        and not exists (select 1 from alert a where a.request_id = r.id
          and (a.mark = 'breached' or r.legal_due >= (now() at time zone 'Europe/Dublin')::date))`,
    [ground.requests],
  );
  for (const row of silent)
    wrong.push(`request ${row.id} is ${row.late ? "late" : "at its last day"} and no alert says so`);
  const longer = await ground.ask(
    "habeas",
    `select x.request_id from extension x where x.request_id = any($1) and not exists
       (select 1 from notice n where n.request_id = x.request_id and n.kind like 'exten%')`,
    [ground.requests],
  );
  for (const row of longer) wrong.push(`request ${row.request_id} takes longer and nobody was told`);
  return wrong;
};
