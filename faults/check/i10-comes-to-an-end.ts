import type { Check } from "./ground.ts";

/** Tables whose rows are work that somebody must do. */
const work = [
  "task",
  "bundle",
  "notice",
  "erasure_system",
  "erasure_undo",
  "redaction_scan",
  "outgoing_message",
  "recipient_notice",
  "rectification_system",
  "effect_system",
];

/** I10: what can be done is done, and what cannot shows its trouble. Asked when the faults have been over for a while. */
export const comesToAnEnd: Check = async (ground) => {
  const wrong: string[] = [];
  for (const table of work) {
    const troubled = ["task", "bundle", "erasure_system"].includes(table)
      ? "w.trouble_code is not null"
      : "w.attempts > 0";
    const rows = await ground.ask(
      "habeas",
      `select w.id, w.state from ${table} w where
        (w.state = 'running' and w.lease_until < now() - make_interval(secs => $1::float8 / 3))
        or (w.state = 'ready' and w.not_before < now() - make_interval(secs => $1::float8 / 3) and not ${troubled})
        or (w.state = 'ready' and w.not_before < now() - make_interval(secs => $1::float8))`,
      [ground.patience],
    );
    for (const row of rows) wrong.push(`${table} ${row.id} is ${row.state} and nobody is at it`);
  }
  const stuck = await ground.ask(
    "habeas",
    `select r.id, r.status from request r where r.id = any($1) and (
      (r.status = 'collecting' and not exists (select 1 from task t where t.request_id = r.id and t.state <> 'settled'))
      or (r.status = 'preparing' and not exists (select 1 from bundle b where b.request_id = r.id
        and (b.state in ('ready', 'running') or b.trouble_code is not null))))`,
    [ground.requests],
  );
  for (const row of stuck) wrong.push(`request ${row.id} is ${row.status} and waits for nothing`);
  const acting = await ground.ask(
    "habeas",
    `select e.id, e.state from erasure e where e.request_id = any($1) and e.state in ('planning', 'approved', 'acting')
      and not exists (select 1 from erasure_system s where s.erasure_id = e.id and s.state in ('ready', 'running', 'parked'))`,
    [ground.requests],
  );
  for (const row of acting) wrong.push(`erasure ${row.id} is ${row.state} and waits for nothing`);
  return wrong;
};
