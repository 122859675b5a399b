import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";

const deleted: Fault = {
  id: "FI-17 jobs are deleted",
  async inject(world, random) {
    let done = 0;
    for (let i = 0; i < 6; i += 1) {
      await wait(random.between(20, 350));
      const gone = await world.query(
        "habeas",
        "delete from pgboss.job where state in ('created', 'retry') returning 1",
      );
      if (gone.length > 0) done += 1;
    }
    return Math.max(done, 1);
  },
};

/** Everything of a case is rung for again and again, also what was done long ago. */
const doubled: Fault = {
  id: "FI-17 jobs come a hundred times",
  short: true,
  async inject(world, random) {
    const ids = world.lives.map((one) => one.requestId).filter((id) => id !== "");
    const times = random.pick([2, 20, 100]);
    let done = 0;
    for (let i = 0; i < 4; i += 1) {
      await wait(random.between(50, 500));
      const rung = await world.query(
        "habeas",
        `with work as (
           select 'task.run' as job, id from task where request_id = any($1)
           union all select 'notice.send', id from notice where request_id = any($1)
           union all select 'bundle.build', id from bundle where request_id = any($1)
           union all select 'erasure.run', id from erasure_system where request_id = any($1))
         insert into pgboss.job (name, data, policy)
           select w.job, jsonb_build_object('id', w.id), null from work w, generate_series(1, $2::int)
         on conflict do nothing returning 1`,
        [ids, times],
      );
      if (rung.length > 0) done += 1;
    }
    await world.query("habeas", "select pg_notify('pgboss', 'task.run')");
    return done;
  },
};

const deaf: Fault = {
  id: "FI-17 nobody hears the bell: the listening connections are ended",
  async inject(world, random) {
    let done = 0;
    for (let i = 0; i < 5; i += 1) {
      await wait(random.between(50, 500));
      const ended = await world.query(
        "habeas",
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'habeas' and query ilike 'listen%' and application_name <> 'laboratory'",
      );
      done += ended.length > 0 ? 1 : 0;
    }
    return done;
  },
};

/** The queue loses what it knows of jobs in hand; the rows of work do not. */
const forgotten: Fault = {
  id: "FI-17 the queue forgets the jobs in hand",
  async inject(world, random) {
    for (let i = 0; i < 4; i += 1) {
      await wait(random.between(50, 500));
      await world.query("habeas", "delete from pgboss.job");
    }
    return 4;
  },
};

export const queueFaults = [deleted, doubled, deaf, forgotten] as const satisfies readonly Fault[];
