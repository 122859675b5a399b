import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { lyingSystem } from "../lying/system.ts";
import { faultProxy } from "../proxy.ts";
import type { Random } from "../random.ts";
import type { Life, Person, World } from "../world.ts";
import { openCharges } from "./charges.ts";
import { openDesk } from "./desk.ts";
import { type Journal, openJournal } from "./journal.ts";
import { LivedRequest } from "./life.ts";
import { hasVisits, personOf } from "./people.ts";
import { mortalPostgres } from "./postgres.ts";
import { workerProcess } from "./process.ts";
import { slowness } from "./slowness.ts";
import { fillNews, fillShop, fillVisits, mapWith } from "./systems.ts";
import { openTray } from "./tray.ts";
import { Watch } from "./watch.ts";

/** A world and what only the runner does with it. */
export type Laboratory = World & {
  /** Begins a case: from now on `lives` are its own, and its people are those of its number. */
  begin(caseNo: number): void;
  journal: Journal;
  /** True while something of the house is at work, or due. */
  busy(): Promise<boolean>;
  close(keep?: boolean): Promise<void>;
};

/** How a world is made: `people` of each case, whom no other case asks for, and how many cases may come. */
export type Making = { cases: number; peopleEach: number; random: Random; folder?: string };

const leaseSeconds = 3;

/** Rows of work that somebody holds, or that are due: while there are any, the house is at work. */
const atWork = (table: string) =>
  `select 1 from ${table} where state = 'running' or (state = 'ready' and not_before <= now() + interval '2 seconds')`;
const workTables = [
  "task",
  "bundle",
  "notice",
  "erasure_system",
  "redaction_scan",
  "outgoing_message",
  "recipient_notice",
];

/** Opens a house of its own: database, systems, tray, lines, two workers, and the process of portal and desk. */
export async function openWorld({ cases, peopleEach, random, folder: wanted }: Making): Promise<Laboratory> {
  const folder = wanted ?? mkdtempSync(join(tmpdir(), "habeas-faults-"));
  const at = (name: string) => join(folder, name);
  for (const name of ["store", "charges", "handed", "journal", "tmp"])
    mkdirSync(at(name), { recursive: true });
  const people = Array.from({ length: cases * peopleEach }, (_, n) => personOf(n));
  const postgres = await mortalPostgres(at("postgres"));
  for (const name of ["habeas", "shop"])
    await postgres.query("postgres", `create database ${name} template template0`);
  const { migrate } = await import("#lib/db/migrate.ts");
  const [crm, tray] = await Promise.all([
    lyingSystem(at("crm.sqlite"), people),
    openTray(at("mails.jsonl")),
    migrate(postgres.url("habeas")),
    fillShop(postgres.url("shop"), people),
  ]);
  fillNews(at("news.sqlite"), people);
  fillVisits(at("visits"), people);
  const behind = (port: number) => faultProxy({ host: "127.0.0.1", port });
  const lines = {
    database: await behind(postgres.port),
    shop: await behind(postgres.port),
    crm: await behind(crm.port),
    mail: await behind(tray.port),
  };
  const over = (database: string, port: number) => postgres.url(database).replace(/:\d+\//, `:${port}/`);
  const crmOrigin = `http://127.0.0.1:${lines.crm.port}`;
  writeFileSync(at("map.yaml"), mapWith([crm.entry(crmOrigin), crm.exporter(crmOrigin)]));
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    TMPDIR: at("tmp"),
    NODE_COMPILE_CACHE: join(tmpdir(), "habeas-faults-compiled"),
    HABEAS_DATABASE_URL: over("habeas", lines.database.port),
    HABEAS_MASTER_KEY: createHash("sha256").update(folder).digest("base64"),
    HABEAS_MAP: at("map.yaml"),
    HABEAS_STORE: at("store"),
    HABEAS_ORIGIN: "http://localhost:4000",
    HABEAS_WITNESS: `file:${at("witness")}`,
    HABEAS_SMTP_URL: `smtp://127.0.0.1:${lines.mail.port}`,
    HABEAS_MAIL_FROM: "privacy@example.com",
    HABEAS_INTERNAL_HOSTS: [lines.shop, lines.crm].map(({ port }) => `127.0.0.1:${port}`).join(","),
    HABEAS_LEASE_SECONDS: String(leaseSeconds),
    HABEAS_CODES_PER_HOUR: "5000",
    HABEAS_CODE_TRIES: "1000000",
    HABEAS_RETRY_CEILING_SECONDS: "1",
    HABEAS_ERASURE_WAIT_HOURS: "0",
    FAULTS_SHOP_URL: over("shop", lines.shop.port),
    FAULTS_NEWS_FILE: at("news.sqlite"),
    FAULTS_VISITS_FOLDER: at("visits"),
    FAULTS_CHARGES: at("charges"),
    FAULTS_OWN_PORT: String(lines.database.port),
    ...crm.env,
  };
  const staff = [];
  for (const [name, role] of [
    ["Ann", "approver"],
    ["Lea", "officer"],
    ["Walt", "analyst"],
    ["Ida", "officer"],
  ] as const) {
    const [row] = await postgres.query<{ id: string }>(
      "habeas",
      "insert into staff (issuer, subject, name, email, role) values ('i', $1, $1, $2, $3) returning id",
      [name, `${name.toLowerCase()}@example.net`, role],
    );
    staff.push({ id: row?.id ?? "", name, role });
  }
  const downtime = random.apart("downtime");
  const workers = ["one", "two"].map((name) =>
    workerProcess(env, at(`worker-${name}.log`), () => downtime.below(300)),
  );
  const desk = openDesk(env, at("desk.log"));
  const journal = openJournal(at("journal"));
  const query: World["query"] = (of, text, values) => postgres.query(of, text, values);
  const watch = new Watch((text, values) => query("habeas", text, values), journal);
  let stopped = false;
  let lives: LivedRequest[] = [];
  let own: Person[] = [];
  const living = new Set<Promise<void>>();
  const around = {
    ...{ desk, tray, journal, staff, handed: at("handed") },
    see: (id: string) => watch.see(id),
    stopped: () => stopped,
  };
  watch.start(() => lives.filter((one) => !one.ended && one.requestId !== "").map((one) => one.requestId));
  await Promise.all([...workers.map((one) => one.ready()), desk.ask({ do: "ping" })]);

  const world: Laboratory = {
    folder,
    store: at("store"),
    people,
    env,
    staff,
    journal,
    workers,
    desk,
    tray,
    crm,
    lines,
    query,
    lay: openCharges(at("charges")),
    get lives(): readonly Life[] {
      return lives;
    },
    fresh(wish) {
      const fits = (one: Person) =>
        (wish === "erasure") === (one.n % 3 !== 0) && !(wish === "erasure" && hasVisits(one.n));
      const index = own.findIndex(fits);
      const [person] = index < 0 ? [] : own.splice(index, 1);
      if (!person) throw new Error(`no person is left in this case for ${wish}`);
      return person;
    },
    ask(wish, person, until) {
      const life = new LivedRequest(around, wish, person ?? world.fresh(wish), until ?? null);
      lives.push(life);
      const done = life.live().finally(() => living.delete(done));
      living.add(done);
      return life;
    },
    postgres: {
      restart: (mode, downMs) => postgres.restart(mode, downMs),
      backup: () => postgres.backup(),
      withBackup: (work) => postgres.withBackup(work),
      async terminate(application) {
        const rows = await query<{ done: boolean }>(
          "habeas",
          `select pg_terminate_backend(pid) as done from pg_stat_activity
            where datname = 'habeas' and application_name <> 'laboratory' and ($1::text is null or application_name = $1)`,
          [application ?? null],
        );
        return rows.length;
      },
    },
    begin(caseNo) {
      lives = [];
      const from = (caseNo % cases) * peopleEach;
      own = people.slice(from, from + peopleEach);
    },
    async busy() {
      const sql = workTables.map(atWork).join(" union all ");
      return (await query("habeas", `select 1 from (${sql}) w limit 1`)).length > 0;
    },
    async settle(seconds) {
      const slow = slowness();
      const began = Date.now();
      let moved = Date.now();
      let before = "";
      for (;;) {
        if (lives.every((one) => one.ended) && !(await world.busy())) return;
        const [now] = await query<{ n: string }>("habeas", "select sum(length)::text as n from audit_chain");
        if (now?.n !== before) moved = Date.now();
        before = now?.n ?? "";
        // A machine that others keep busy is slow, and that is no fault of the house.
        const late = Date.now() - began > seconds * 1000 * slow;
        if (late && (Date.now() - moved > 10_000 || Date.now() - began > 4 * seconds * 1000 * slow)) return;
        await wait(100);
      }
    },
    async close(keep = false) {
      stopped = true;
      await watch.stop();
      await Promise.all([...workers.map((one) => one.stop()), desk.stop()]);
      await Promise.all(living);
      for (const line of Object.values(lines)) await line.close();
      await Promise.all([crm.close(), tray.close()]);
      await postgres.stop();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}
