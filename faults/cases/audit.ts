import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import type { World } from "../world.ts";
import { flaw } from "./flaw.ts";

type Verdict = { whole: boolean; chain?: string; position?: number };

/** Somebody with all rights on the database changes what is written, in ways that no trigger sees. */
const forgeries: Record<string, string> = {
  edited: "update audit_event set data = data || '{\"forged\": true}' where chain = $1 and position = $2",
  cut: "delete from audit_event where chain = $1 and position = $2",
  reordered: `update audit_event a set position = case a.position when $2 then -1 else a.position end where chain = $1 and position = $2;
    update audit_event set position = $2 where chain = $1 and position = $2 + 1;
    update audit_event set position = $2 + 1 where chain = $1 and position = -1`,
  "tail removed": "delete from audit_event where chain = $1 and position >= $2",
};

/** As the owner, past every trigger, in one transaction. */
async function forge(world: World, chain: string, position: number, statements: string): Promise<void> {
  const body = statements.replaceAll("$1", `'${chain}'`).replaceAll("$2", String(position));
  await world.query(
    "habeas",
    `begin; set local session_replication_role = replica;
     create table if not exists faults_kept as select * from audit_event where false;
     truncate faults_kept; insert into faults_kept select * from audit_event where chain = '${chain}';
     ${body}; commit`,
  );
}

const putBack = (world: World, chain: string) =>
  world.query(
    "habeas",
    `begin; set local session_replication_role = replica;
     delete from audit_event where chain = '${chain}';
     insert into audit_event select * from faults_kept; drop table faults_kept; commit`,
  );

const forged: Fault = {
  id: "FI-35 the log is edited, cut, reordered, its tail removed",
  short: true,
  async inject(world, random) {
    const [old] = await world.query<{ chain: string; length: number }>(
      "habeas",
      `select c.chain, c.length::int as length from audit_chain c join request r on r.id::text = c.chain
        where c.length > 4 and (r.ended_at is not null or r.status = 'ready')
          and not exists (select 1 from notice n where n.request_id = r.id and n.state in ('ready', 'running'))
        order by r.received_at, r.id limit 1 offset $1`,
      [random.below(3)],
    );
    if (!old) return 0;
    let done = 0;
    for (const [name, statements] of Object.entries(forgeries)) {
      const position = random.between(2, old.length - 2);
      await forge(world, old.chain, position, statements);
      try {
        const verdict = await world.desk.ask<Verdict>({ do: "verify" }).catch(() => null);
        if (verdict === null) continue;
        done += 1;
        if (verdict.whole)
          flaw(world, "I7", `the log was ${name} at ${old.chain} ${position}, and verify says whole`);
        else if (verdict.chain !== old.chain)
          flaw(world, "I7", `the log was ${name} at ${old.chain}, and verify names ${verdict.chain}`);
      } finally {
        await putBack(world, old.chain);
      }
    }
    return done;
  },
};

/** Nothing can be written into the log for a while: nothing may happen then. */
const blockedLog: Fault = {
  id: "FI-34 the log refuses every event",
  async inject(world, random) {
    await wait(random.below(500));
    await world.query("habeas", "alter table audit_event add constraint faults_full check (false) not valid");
    try {
      await wait(random.between(300, 1200));
      const [events] = await world.query<{ n: number }>(
        "habeas",
        "select count(*)::int as n from audit_event",
      );
      const [moved] = await world.query<{ n: number }>(
        "habeas",
        "select coalesce(sum(version), 0)::int as n from request",
      );
      await wait(random.between(300, 1200));
      const [later] = await world.query<{ n: number }>(
        "habeas",
        "select count(*)::int as n from audit_event",
      );
      const [still] = await world.query<{ n: number }>(
        "habeas",
        "select coalesce(sum(version), 0)::int as n from request",
      );
      if (later?.n !== events?.n) flaw(world, "I7", "events were written although the log refused them");
      if (still?.n !== moved?.n)
        flaw(world, "I7", "requests moved while nothing could be written into the log");
    } finally {
      await world.query("habeas", "alter table audit_event drop constraint faults_full");
    }
    return 1;
  },
};

export const auditFaults = [forged, blockedLog] as const satisfies readonly Fault[];
