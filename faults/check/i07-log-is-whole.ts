import { createHash } from "node:crypto";
import type { Check, Ground, Row } from "./ground.ts";

/** I7: the chains are whole, worked out anew, and tell each thing that is so exactly once. */
export const logIsWhole: Check = async (ground) => [...(await chains(ground)), ...(await counts(ground))];

async function chains(ground: Ground): Promise<string[]> {
  const wrong: string[] = [];
  const heads = await ground.ask(
    "habeas",
    "select chain, length::int as length, head from audit_chain where $2 or chain = any($1)",
    [ground.requests, ground.whole],
  );
  const events = await ground.ask(
    "habeas",
    `select chain, position::text as position, kind, actor, data::text as data, previous, hash,
       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from audit_event where $2 or chain = any($1) order by chain, position::bigint`,
    [ground.requests, ground.whole],
  );
  const byChain = new Map<string, Row[]>();
  for (const row of events) byChain.set(String(row.chain), [...(byChain.get(String(row.chain)) ?? []), row]);
  for (const { chain, length, head } of heads) {
    let last: Buffer = Buffer.alloc(32);
    const rows = byChain.get(String(chain)) ?? [];
    for (const [at, row] of rows.entries()) {
      const lines = [last.toString("hex"), row.chain, row.position, row.at, row.kind, row.actor, row.data];
      const hash = createHash("sha256").update(lines.join("\n")).digest();
      const fits =
        Number(row.position) === at + 1 &&
        last.equals(row.previous as Buffer) &&
        hash.equals(row.hash as Buffer);
      if (!fits) {
        wrong.push(`chain ${chain}: event ${at + 1} is not as it was written`);
        break;
      }
      last = hash;
    }
    if (rows.length !== Number(length) || !last.equals(head as Buffer))
      wrong.push(`chain ${chain}: its end is missing`);
  }
  for (const chain of byChain.keys())
    if (!heads.some((one) => one.chain === chain)) wrong.push(`chain ${chain} has no head`);
  return wrong;
}

/** What must have been told how often, by how it stands. */
const wanted = `
  select r.id, k.kind, k.wanted, (select count(*)::int from audit_event e where e.chain = r.id::text and e.kind = k.kind
      and (k.kind <> 'released' or e.data->>'partial' = 'false')) as told
  from request r, lateral (values
    ('request_filed', 1),
    ('plan_frozen', (r.plan_frozen_at is not null)::int),
    ('released', (r.status in ('preparing', 'ready', 'closed'))::int),
    ('answer_ready', (r.status in ('ready', 'closed'))::int),
    ('cancelled', (r.status = 'cancelled')::int),
    ('bundle_built', (select count(*)::int from bundle b where b.request_id = r.id and b.state = 'settled')),
    ('notice_sent', (select count(*)::int from notice n where n.request_id = r.id and n.sent_at is not null)),
    ('erasure_approved', (select (count(first_by) + count(second_by))::int from erasure e where e.request_id = r.id)),
    ('erasure_done', (select count(*)::int from erasure e where e.request_id = r.id and e.state = 'done')),
    ('erasure_system_done', (select count(*)::int from erasure_receipt c join erasure_system s on s.id = c.system_row
        where s.request_id = r.id))
  ) as k(kind, wanted) where r.id = any($1)`;

async function counts(ground: Ground): Promise<string[]> {
  const rows = await ground.ask("habeas", `select * from (${wanted}) w where wanted <> told`, [
    ground.requests,
  ]);
  const wrong = rows.map(
    (row) => `request ${row.id}: ${row.kind} is so ${row.wanted} times and told ${row.told} times`,
  );
  const collected = await ground.ask(
    "habeas",
    `select r.id from request r where r.id = any($1) and r.status in ('reviewing', 'preparing', 'ready', 'closed')
      and not exists (select 1 from audit_event e where e.chain = r.id::text and e.kind = 'all_collected')
      and exists (select 1 from task t where t.request_id = r.id)`,
    [ground.requests],
  );
  for (const row of collected)
    wrong.push(`request ${row.id} has all its answers and the log does not say so`);
  return wrong;
}
