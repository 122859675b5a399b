import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { asOwner } from "#lib/db/roles/names.ts";
import { backUp } from "./backup.ts";
import { type DrillHouse, install } from "./house.ts";
import { askAndProve, type Filed } from "./person.ts";

/**
 * `npm run drill`: the operator's drill of docs/drill.md, on this machine: install, lose a portal and a worker while people
 * file, rotate the keys, upgrade one process after the other, lose the database and put last night's backup in its place,
 * and check the log with code of its own. Ends with 1 where anything that a person was told is gone.
 */
const folder = mkdtempSync(join(tmpdir(), "habeas-drill-"));
const told: Filed[] = [];
const say = (line: string) => console.log(`    ${line}`);
let number = 0;

async function step<T>(words: string, work: () => Promise<T>): Promise<T> {
  console.log(`\n${++number}. ${words}`);
  const began = performance.now();
  const result = await work();
  say(`done in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return result;
}

function must(holds: boolean, words: string): void {
  if (!holds) throw new Error(words);
  say(words);
}

let people = 0;
/** So many people file and prove, four at a time; `meanwhile` happens while they do. */
async function whileFiling(house: DrillHouse, count: number, meanwhile: () => Promise<void>): Promise<void> {
  const ask = async () =>
    askAndProve(house.origin, house.world.mail, `drill-${people++}-${process.pid}@example.org`, (one) =>
      told.push(one),
    );
  const lane = async () => {
    for (let n = 0; n < count / 4; n++) await ask();
  };
  await Promise.all([lane(), lane(), lane(), lane(), wait(1500).then(meanwhile)]);
  say(`${count} people filed and proved; ${told.length} references given so far`);
}

async function referencesIn(url: string): Promise<{ reference: string; proven: boolean }[]> {
  const client = new Client({ connectionString: asOwner(url) });
  await client.connect();
  const { rows } = await client.query("select reference, verified_at is not null as proven from request");
  await client.end();
  return rows;
}

/** Each reference that somebody was given is there once, and proven. */
async function nothingLost(house: DrillHouse, of: readonly Filed[]): Promise<void> {
  const there = await referencesIn(house.env.HABEAS_DATABASE_URL ?? "");
  const wrong = of.filter(
    ({ reference }) => there.filter((one) => one.reference === reference && one.proven).length !== 1,
  );
  must(wrong.length === 0, `${of.length} of ${of.length} requests are there, each once and proven`);
}

/** Until no machine has anything to do any more. */
async function settled(house: DrillHouse): Promise<void> {
  const client = new Client({ connectionString: asOwner(house.env.HABEAS_DATABASE_URL ?? "") });
  await client.connect();
  const open = `select count(*)::int as n from task t where state in ('ready', 'running', 'held')`;
  for (const giveUp = Date.now() + 180_000; Date.now() < giveUp; await wait(500)) {
    const { rows } = await client.query<{ n: number }>(open);
    if (rows[0]?.n === 0) break;
  }
  const { rows } = await client.query<{ n: number }>(open);
  await client.end();
  must(rows[0]?.n === 0, "every system has answered or waits for a person");
}

async function drill(): Promise<void> {
  const house = await step(
    "Install: Postgres, a store that speaks S3, two portals behind a proxy, two workers",
    () => install(folder, say),
  );
  const all = [...house.portals, ...house.workers];
  const stopAll = () => Promise.all(all.map((one) => one.stop()));
  const startAll = () => Promise.all(all.map((one) => one.start()));
  try {
    must(await house.ready(), "the portal says through the proxy that it is ready");

    await step("A portal and a worker are lost while people file", () =>
      whileFiling(house, 24, async () => {
        await Promise.all([house.portals[0]?.kill9(), house.workers[0]?.kill9()]);
        say("portal 1 and worker 1 killed");
        await wait(8000);
        await Promise.all([house.portals[0]?.start(), house.workers[0]?.start()]);
        say("both started again");
      }),
    );
    await nothingLost(house, told);

    await step("Keys are rotated while people file", () =>
      whileFiling(house, 8, async () => {
        house.habeas("keys", "rotate", "--lead", "5");
        await wait(7000);
        say(house.habeas("keys", "rewrap").split("\n").at(-1) ?? "");
        say(house.habeas("keys", "retire").split("\n").at(-1) ?? "");
      }),
    );
    await nothingLost(house, told);

    await step("Upgrade: the database first, then one process after the other, while people file", () =>
      whileFiling(house, 12, async () => {
        house.habeas("db", "migrate");
        for (const one of all) {
          await one.stop(40_000);
          await one.start();
        }
        say("each process stopped in an orderly way and started again");
      }),
    );
    await nothingLost(house, told);
    await step("Everything that machines can do is done", () => settled(house));

    const backup = await step("Tonight's backup", async () => {
      const made = await backUp(
        folder,
        {
          server: house.world.processes.postgres.url("postgres"),
          database: house.env.HABEAS_DATABASE_URL ?? "",
        },
        async (work) => {
          await stopAll();
          await work();
          await startAll();
        },
      );
      say(made.how);
      return made;
    });
    const before = [...told];
    await step("The next morning two more people file; the log is signed and witnessed", async () => {
      await whileFiling(house, 4, async () => {});
      say(house.habeas("audit", "checkpoint").split("\n").at(-1) ?? "");
    });

    await step("The database is lost, and last night's backup is put in its place", async () => {
      await stopAll();
      await backup.restore();
      await Promise.all(house.portals.map((one) => one.start()));
      for (let tries = 0; tries < 60 && (await house.ready()); tries++) await wait(500);
      must(
        !(await house.ready()),
        "the portal sees that the witness knows more than the database, and is not ready",
      );
      const page = await fetch(`${house.origin}/ask/who`);
      must(page.status === 503, "nobody can file into a database that was put back before somebody says so");
    });
    await step("The operator says what happened, and the house goes on", async () => {
      house.habeas("db", "migrate");
      say(
        existsSync(house.env.HABEAS_LEDGER ?? "")
          ? (house.habeas("restored").split("\n")[0] ?? "")
          : "Nothing was destroyed since: there is no ledger yet",
      );
      say(
        house.habeas("audit", "accept-restore", "--reason", "drill: last night's backup").split("\n")[0] ??
          "",
      );
      await Promise.all(house.workers.map((one) => one.start()));
      for (let tries = 0; tries < 240 && !(await house.ready()); tries++) await wait(500);
      must(await house.ready(), "the portal is ready again");
      await nothingLost(house, before);
      const there = new Set(
        (await referencesIn(house.env.HABEAS_DATABASE_URL ?? "")).map(({ reference }) => reference),
      );
      const younger = told.filter((one) => !before.includes(one));
      must(
        younger.every(({ reference }) => !there.has(reference)),
        `${younger.length} requests are younger than the backup; the mails about them tell whom to ask again: ${younger.map(({ reference }) => reference).join(", ")}`,
      );
    });

    await step("The log is checked, inside and by code that shares nothing with it", async () => {
      say(house.habeas("audit", "verify").split("\n")[0] ?? "");
      const file = join(folder, "log.ndjson");
      house.habeas("audit", "checkpoint");
      house.habeas("audit", "export", "--out", file);
      say(house.habeas("audit", "verify", "--export", file).split("\n")[0] ?? "");
      writeFileSync(join(folder, "key"), house.habeas("audit", "key"));
    });
    await step("People file as before", () => whileFiling(house, 4, async () => {}));
  } finally {
    await house.close();
  }
}

try {
  await drill();
  console.log(
    `\nThe drill held: ${told.length} people were given a reference; nothing that the backup held was lost.`,
  );
  rmSync(folder, { recursive: true, force: true });
} catch (error) {
  console.error(
    `\nThe drill failed at step ${number}: ${(error as Error).message}\nWhat is left is in ${folder}`,
  );
  process.exitCode = 1;
}
process.exit();
