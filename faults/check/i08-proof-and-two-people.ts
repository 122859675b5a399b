import type { Check } from "./ground.ts";

/** I8: nothing was done without a proof, and nothing was erased without two people who approved exactly that. */
export const proofAndTwoPeople: Check = async (ground) => {
  const wrong: string[] = [];
  const unproven = await ground.ask(
    "habeas",
    `select r.id from request r where r.id = any($1) and exists (select 1 from task t where t.request_id = r.id)
       and (r.verified_at is null or not exists (select 1 from audit_event p, audit_event f
         where p.chain = r.id::text and f.chain = r.id::text and p.kind = 'identity_proven' and f.kind = 'plan_frozen'
           and p.position < f.position))`,
    [ground.requests],
  );
  for (const row of unproven) wrong.push(`request ${row.id} was worked on without proof`);
  const alone = await ground.ask(
    "habeas",
    `select e.id, e.request_id from erasure e where e.request_id = any($1)
       and (e.started_at is not null or exists (select 1 from erasure_system s join erasure_chunk c on c.system_row = s.id where s.erasure_id = e.id))
       and (e.first_by is null or e.second_by is null or e.first_by = e.second_by or e.started_at < e.second_at
         or 2 > (select count(distinct a.actor) from audit_event a, audit_event b
           where a.chain = e.request_id::text and b.chain = a.chain and a.kind = 'erasure_approved' and b.kind = 'erasure_started'
             and (a.data->>'number')::int = e.number and (b.data->>'number')::int = e.number
             and a.data->>'hash' = encode(e.hash, 'hex') and b.data->>'hash' = a.data->>'hash' and a.position < b.position))`,
    [ground.requests],
  );
  for (const row of alone)
    wrong.push(`erasure ${row.id} of request ${row.request_id} began without two people`);
  const unreleased = await ground.ask(
    "habeas",
    `select b.id from bundle b where b.request_id = any($1) and not exists (select 1 from audit_event e
       where e.chain = b.request_id::text and e.kind = 'released' and (e.data->>'bundle')::int = b.number and e.actor = b.released_by)`,
    [ground.requests],
  );
  for (const row of unreleased) wrong.push(`bundle ${row.id} was released by nobody`);
  // Whoever lost rows in the shop has a plan that was begun: no row goes without one.
  if (ground.whole) {
    const gone = await ground.ask(
      "shop",
      "select distinct id from journal where t = 'customers' and op = 'DELETE'",
    );
    const begun = await ground.ask(
      "habeas",
      "select count(*)::int as n from erasure where started_at is not null",
    );
    if (gone.length > Number(begun[0]?.n))
      wrong.push(`${gone.length} people are gone from the shop, and ${begun[0]?.n} erasures began`);
  }
  return wrong;
};
