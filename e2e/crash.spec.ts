import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { people, type StoryPerson } from "#demo/people.ts";
import { placesIn } from "#demo/places.ts";
import { startWorld, type World } from "#demo/world.ts";
import { habeas } from "./stand/command.ts";
import { type Leg, Life, legs } from "./stand/life.ts";
import { expectManifest, expectTheTruth } from "./stand/truth.ts";
import { unzip } from "./stand/zip.ts";

/**
 * kill -9 in the middle of requests. HABEAS_CRASH_SEED repeats a run; HABEAS_FULL=1 takes forty moments instead
 * of six. The world is this file's own, because it is broken on purpose.
 */
// Kept in the environment, because the process that lists the tests and the one that runs them must agree.
process.env.HABEAS_CRASH_SEED ??= String(Math.floor(Math.random() * 1_000_000));
const seed = Number(process.env.HABEAS_CRASH_SEED);
const moments = process.env.HABEAS_FULL === "1" ? 40 : 4;
const victims = ["worker", "portal", "postgres"] as const;
const within = 30_000;

/** Random numbers from a seed (mulberry32), from 0 up to 1. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Milliseconds that a leg takes at most where nothing is wrong: a blow should fall inside it. */
const usual: Record<Leg, number> = {
  file: 400,
  prove: 500,
  collect: 900,
  owner: 400,
  release: 600,
  bundle: 350,
};

type Moment = { victim: (typeof victims)[number]; leg: Leg; after: number; down: number; who: StoryPerson };

/** Every victim and every leg comes up; which with which, and when, is chance. */
function plan(): Moment[] {
  const random = randomFrom(seed);
  const able = people.filter(
    (one) => one.knownAs.customerNumbers.length > 0 && !["fergal", "una"].includes(one.key),
  );
  const from = {
    victim: Math.floor(random() * 3),
    leg: Math.floor(random() * 6),
    who: Math.floor(random() * able.length),
  };
  const drawn = Array.from(
    { length: moments },
    (_, n): Moment => ({
      victim: victims[(from.victim + n) % 3] ?? "worker",
      leg: legs[(from.leg + n + Math.floor(n / 6)) % 6] ?? "collect",
      after: 0,
      down: Math.floor(random() * 800),
      who: able[(from.who + n) % able.length] as StoryPerson,
    }),
  );
  return drawn.map((one) => ({ ...one, after: Math.floor(random() * usual[one.leg]) }));
}

test.describe.configure({ mode: "serial" });

let folder: string;
let world: World;
const lives: Life[] = [];
let inTime = 0;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "larkspur-crash-"));
  world = await startWorld({ folder, fast: true, stage: false });
  console.log(`crashes: HABEAS_CRASH_SEED=${seed}`);
});
test.afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<Row extends Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: world.urls.databases.habeas });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

for (const [n, { victim, leg, after, down, who }] of plan().entries()) {
  test(`${n + 1}: kill -9 of ${victim}, ${after} ms into "${leg}" of ${who.name}`, async () => {
    const life = new Life(world, who);
    lives.push(life);
    let back = 0;
    let alive = true;
    let crash: Promise<void> | undefined;
    const strike = async (): Promise<void> => {
      await wait(after);
      if (alive) inTime += 1;
      await world.processes[victim].kill9();
      await wait(down);
      await world.processes[victim].start();
      back = Date.now();
    };
    await life.live((entered) => {
      if (entered === leg) crash = strike();
    });
    alive = false;
    const done = Date.now();
    await crash;
    const took = Math.max(0, done - back);
    console.log(`  ${life.reference}: ready ${(took / 1000).toFixed(1)} s after the ${victim} was back`);
    expect(took).toBeLessThan(within);
    await expectOnce(life);
    const file = test.info().outputPath("bundle.zip");
    writeFileSync(file, await life.download());
    const files = await unzip(file);
    expectManifest(files);
    await expectTheTruth(files, who, world.systems);
  });
}

/** No step was lost, and none had its effect twice. */
async function expectOnce(life: Life): Promise<void> {
  const [row] = await ask<{ id: string; status: string }>(
    "select id, status from request where reference = $1",
    life.reference,
  );
  const id = row?.id ?? "";
  expect(row?.status).toBe("ready");
  const requests = await ask(
    "select id from request where mailbox_token = (select mailbox_token from request where id = $1)",
    id,
  );
  const rounds = lives.filter((one) => one.who === life.who).length;
  expect(requests, "filed once each time").toHaveLength(rounds);
  const tasks = await ask("select system_id from task where request_id = $1 and state = 'settled'", id);
  expect(tasks, "every system has its last word").toHaveLength(6);
  const doubled = await ask(
    `select f.task_id, f.position from finding f join task t on t.id = f.task_id where t.request_id = $1
      group by 1, 2 having count(*) > 1
     union all
     select f.task_id, 0 from finding f join task t on t.id = f.task_id where t.request_id = $1 and f.kind = 'records'
      group by f.task_id, f.collection having count(*) > 1`,
    id,
  );
  expect(doubled, "one set of findings a system").toEqual([]);
  expect(await ask("select number, state from bundle where request_id = $1", id)).toEqual([
    { number: 1, state: "settled" },
  ]);
  const questions = await ask(
    "select h.id from human_task h join task t on t.id = h.task_id where t.request_id = $1",
    id,
  );
  expect(questions, "the owner was asked once").toHaveLength(1);

  const once = [
    "request_filed",
    "plan_frozen",
    "person_asked",
    "person_answered",
    "all_collected",
    "released",
    "bundle_built",
    "answer_ready",
  ];
  const events = await ask<{ kind: string; count: number }>(
    "select kind, count(*)::int as count from audit_event where chain = $1 and kind = any($2) group by kind",
    id,
    once,
  );
  expect(Object.fromEntries(events.map((one) => [one.kind, one.count]))).toEqual(
    Object.fromEntries(once.map((kind) => [kind, 1])),
  );
  await expectNotices(id);
}

/** Each notice that is owed was sent, at most with one repeat that mailboxes recognise by its Message-ID. */
async function expectNotices(id: string): Promise<void> {
  const owed = () =>
    ask<{ id: string; kind: string; state: string }>(
      "select id, kind, state from notice where request_id = $1",
      id,
    );
  await expect
    .poll(async () => (await owed()).filter((one) => one.state !== "settled"), { timeout: within })
    .toEqual([]);
  const notices = await owed();
  for (const kind of ["acknowledgement", "owner_task", "ready"])
    expect(
      notices.filter((one) => one.kind === kind),
      kind,
    ).toHaveLength(1);
  const sent = deliveries();
  for (const notice of notices) {
    const times = sent.filter((one) => one.startsWith(notice.id)).length;
    expect(times, `${notice.kind} was delivered`).toBeGreaterThanOrEqual(1);
    expect(times, `${notice.kind} was repeated`).toBeLessThanOrEqual(2);
  }
}

/** The Message-ID of every mail that arrived, read from the raw mails. */
function deliveries(): string[] {
  const tray = placesIn(folder).mail;
  return readdirSync(tray)
    .filter((name) => name.endsWith(".eml"))
    .map((name) => /^Message-ID: <([^>]+)>/im.exec(readFileSync(join(tray, name), "utf8"))?.[1] ?? "");
}

test("afterwards the log is whole and nothing is left over", async () => {
  expect(lives).toHaveLength(moments);
  expect(inTime, "blows that fell before their request was answered").toBeGreaterThanOrEqual(moments * 0.7);
  const ran = await habeas(world.env, "--json", "audit", "verify");
  expect([ran.code, JSON.parse(ran.out).whole]).toEqual([0, true]);
  const sent = deliveries();
  const repeats = sent.length - new Set(sent).size;
  console.log(
    `  ${moments} crashes, ${inTime} before the answer was out; ${sent.length} mails, ${repeats} of them repeats with the same Message-ID`,
  );
  expect(repeats).toBeLessThanOrEqual(moments);
  const unfinished = await ask(
    `select 'task' as what, id from task where state <> 'settled' union all select 'bundle', id from bundle where state <> 'settled'
     union all select 'notice', id from notice where state <> 'settled'`,
  );
  expect(unfinished).toEqual([]);
});
