import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import pg from "pg";
import type { Actor } from "#lib/core/actor.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { openHouse } from "./house.ts";
import type { Side } from "./pairs.ts";

const operator = { kind: "operator" } as const;

type Staff = Extract<Actor, { kind: "staff" }>;

/** Rows that an erasure changed, and how many milliseconds each part of it took. */
export type Erased = { rows: number; note: Record<string, number> };

/** A filled database that each run gets a fresh copy of, and a house whose only system is that copy. */
export type Yard = {
  /** Connection string of the copy. */
  url: string;
  /** Work on a fresh copy, timed from when it lies there; what it made is compared with the other side's. */
  side(work: () => Promise<{ rows: number; note?: Record<string, number> }>): Side;
  /** Part of a work's time that is not counted: what has to be there before it. */
  uncounted<T>(work: () => Promise<T>): Promise<T>;
  /** Somebody who asks to be erased, proven and located. */
  asks(email: string): Promise<string>;
  /** Plan, two approvals, act, re-query, receipts: of one person. */
  eraseOne(reference: string): Promise<Erased>;
  /** The same of a list of addresses, a receipt each. */
  eraseMany(emails: readonly string[]): Promise<Erased>;
  end(): Promise<void>;
};

export async function openYard(
  fill: (client: pg.Client) => Promise<void>,
  collections: readonly object[],
): Promise<Yard> {
  const house = await openHouse();
  const filled = await house.database("filled");
  const client = new pg.Client({ connectionString: filled });
  await client.connect();
  await fill(client);
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  await client.end();
  const url = addressOf(filled, "target");
  process.env.HABEAS_ERASURE_WAIT_HOURS = "0";
  process.env.BENCH_TARGET_URL = url;
  await house.settle([
    {
      id: "target",
      title: "Target",
      connector: "postgres",
      owner: { name: "Bench", email: "bench@example.com" },
      country: "IE",
      settings: { url: "env:BENCH_TARGET_URL" },
      collections,
    },
  ]);
  const { hostname, port } = new URL(url);
  process.env.HABEAS_INTERNAL_HOSTS = `${hostname}:${port || 5432}`;
  const admin = new pg.Client({ connectionString: addressOf(filled, "postgres") });
  await admin.connect();
  const own = new pg.Client({ connectionString: await house.database("habeas") });
  await own.connect();
  const people = [await staff(own, "officer"), await staff(own, "approver")];
  let off = 0;
  const uncounted = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      return await work();
    } finally {
      off += performance.now() - began;
    }
  };
  return {
    url,
    uncounted,
    side: (work) => async () => {
      await admin.query("drop database if exists target with (force)");
      await admin.query("create database target template filled strategy file_copy");
      await admin.query("checkpoint");
      off = 0;
      const began = performance.now();
      const { rows, note } = await work();
      const ms = performance.now() - began - off;
      return { ms, made: `${rows} rows`, ...(note ? { note } : {}) };
    },
    asks,
    eraseOne: (reference) => eraseOne(reference, people),
    eraseMany: (emails) => eraseMany(emails, people),
    async end() {
      const { closeQueue } = await import("#lib/jobs/queue.ts");
      const { closeDatabase } = await import("#lib/db/database.ts");
      await closeQueue();
      await closeDatabase();
      await Promise.all([admin.end(), own.end()]);
      await house.end();
    },
  };
}

function addressOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

async function staff(client: pg.Client, role: Staff["role"]): Promise<Staff> {
  const { rows } = await client.query<{ id: string }>(
    "insert into staff (issuer, subject, name, email, role) values ('bench', $1, $1, $1 || '@example.com', $1) returning id",
    [role],
  );
  return {
    ...atDesk,
    kind: "staff",
    staffId: rows[0]?.id ?? "",
    name: role,
    initials: role.slice(0, 1),
    role,
  };
}

async function asks(email: string): Promise<string> {
  const { answers } = await import("#lib/request/answers.ts");
  const { fileRequest } = await import("#lib/request/file.ts");
  const { startRequest } = await import("#lib/request/plan.ts");
  const { runTask } = await import("#lib/fanout/run-task.ts");
  const { database, inTransaction } = await import("#lib/db/database.ts");
  const { request } = await import("#drizzle/schema/request.ts");
  const { task } = await import("#drizzle/schema/task.ts");
  const asked = answers.parse({
    ...{ right: "erasure", who: "self", place: "IE", name: "Harriet Vance", email, scope: "everything" },
  });
  const { requestId, reference } = await fileRequest(operator, asked, randomUUID(), "command_line");
  await inTransaction(async (tx) => {
    const [row] = await tx.select().from(request).where(eq(request.id, requestId));
    if (row) await startRequest(tx, row, operator, { at: new Date(), how: "bench" });
  });
  for (let round = 0; round < 3; round++) {
    const open = and(eq(task.requestId, requestId), eq(task.state, "ready"));
    for (const { id } of await database().select({ id: task.id }).from(task).where(open)) await runTask(id);
  }
  return reference;
}

/** Runs steps one after the other; answers how many milliseconds each took. */
async function timed(
  steps: readonly (readonly [string, () => Promise<unknown>])[],
): Promise<Record<string, number>> {
  const took: Record<string, number> = {};
  for (const [name, step] of steps) {
    const began = performance.now();
    await step();
    took[`${name} ms`] = performance.now() - began;
  }
  return took;
}

async function eraseOne(reference: string, people: readonly Staff[]): Promise<Erased> {
  const { planErasure } = await import("#lib/erasure/plan.ts");
  const { approveErasure } = await import("#lib/erasure/approve.ts");
  const { runErasure } = await import("#lib/erasure/run.ts");
  const { readErasure } = await import("#lib/erasure/read.ts");
  const { database } = await import("#lib/db/database.ts");
  const { erasureSystem } = await import("#drizzle/schema/erasure.ts");
  let id = "";
  const run = async () => {
    const rows = await database()
      .select({ id: erasureSystem.id })
      .from(erasureSystem)
      .where(eq(erasureSystem.erasureId, id));
    for (const row of rows) await runErasure(row.id);
  };
  const took = await timed([
    [
      "plan",
      async () => {
        id = await planErasure(operator, reference);
        await run();
      },
    ],
    [
      "approve",
      async () => {
        const view = await readErasure(operator, reference, { samples: false });
        for (const one of people)
          await approveErasure(one, id, {
            hash: view?.hash ?? "",
            ...(view?.typedNumber ? { typed: view.typedNumber } : {}),
          });
      },
    ],
    ["act and look again", run],
  ]);
  const view = await readErasure(operator, reference, { samples: false });
  if (view?.state !== "done") throw new Error(`the erasure is ${view?.state}: ${view?.systems[0]?.trouble}`);
  return { rows: view.totals?.changing ?? 0, note: took };
}

async function eraseMany(emails: readonly string[], people: readonly Staff[]): Promise<Erased> {
  const { planBatch } = await import("#lib/erasure/batch/plan.ts");
  const { approveBatch } = await import("#lib/erasure/batch/approve.ts");
  const { runBatch, runBatchSystem } = await import("#lib/erasure/batch/run.ts");
  const { readBatch } = await import("#lib/erasure/batch/read.ts");
  let made = { id: "", number: 0 };
  const view = async () => await readBatch(operator, made.number, { samples: false });
  const systems = async () => {
    for (const one of (await view())?.systems ?? []) await runBatchSystem(one.id);
  };
  const list = Readable.from([Buffer.from(`kind,value\n${emails.map((one) => `email,${one}\n`).join("")}`)]);
  const took = await timed([
    [
      "list",
      async () => {
        made = await planBatch(operator, { list, format: "csv", reason: "Bench" });
      },
    ],
    ["locate", () => runBatch(made.id)],
    ["plan", systems],
    [
      "approve",
      async () => {
        const plan = await view();
        for (const one of people)
          await approveBatch(one, made.id, { hash: plan?.hash ?? "", typed: plan?.typedNumber ?? 0 });
      },
    ],
    ["act and look again", systems],
    ["receipts", () => runBatch(made.id)],
  ]);
  const done = await view();
  if (done?.status !== "done" || done.people !== emails.length)
    throw new Error(`the batch is ${done?.status}: ${done?.systems[0]?.trouble ?? done?.trouble}`);
  const perSecond = (emails.length / sumOf(took)) * 1000;
  return { rows: done.totals?.changing ?? 0, note: { ...took, "people per second": perSecond } };
}

const sumOf = (took: Record<string, number>): number => Object.values(took).reduce((sum, ms) => sum + ms, 0);
