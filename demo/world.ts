import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { removePostgres } from "#workshop/postgres/leftover.ts";
import { placesIn } from "./places.ts";
import { ordinarySeed } from "./seed/dataset.ts";
import type { SeedTarget } from "./seed/seed.ts";
import type { Systems } from "./truth.ts";
import { ensureBuild } from "./world/build.ts";
import { answersAt, type Child, childOf } from "./world/child.ts";
import { dropDatabases, ensureHabeas, ensureSystems } from "./world/databases.ts";
import { companyEnvironment, productEnvironment, type Urls, urlsOf } from "./world/environment.ts";
import { lockFolder } from "./world/lock.ts";
import { type Mailbox, mailboxAt } from "./world/mailbox.ts";
import { freePorts, type Ports } from "./world/ports.ts";
import { type Server, serverFor } from "./world/postgres.ts";
import { secretsIn } from "./world/secrets.ts";
import { answerStage, type StageWish, type Trouble, troubleIn } from "./world/trouble.ts";

/** What to start. Everything is in `folder`; two worlds never share one. */
export type WorldOptions = {
  folder: string;
  /** Chooses the ports once the folder is ours; the default lets the system choose. */
  ports?: () => Promise<Ports>;
  /** Build the portal when needed (default: when the portal is wanted). */
  build?: boolean;
  portal?: boolean;
  worker?: boolean;
  stage?: boolean;
  seedPeople?: number;
  large?: boolean;
  /** For tests: a database that a power cut may lose, short leases and retries. */
  fast?: boolean;
  /** Start again what dies by itself (default false: tests kill on purpose). */
  restart?: boolean;
  /** Begin with nothing. */
  reset?: boolean;
  /** A Postgres server to use instead of our own; what we make there has `prefix` before its name. */
  databaseUrl?: string;
  prefix?: string;
  /** Told of each finished step, with its time in milliseconds, and of notices. */
  say?: (line: string, ms?: number) => void;
};

/** A company with its six systems, Habeas on top of it, and the switches to trouble them. */
export type World = {
  folder: string;
  /** What the product's processes were given. */
  env: Record<string, string>;
  urls: Urls;
  ports: Ports;
  /** For `truthOf`. */
  systems: Systems;
  trouble: Trouble;
  mail: Mailbox;
  processes: {
    worker: Child;
    portal: Child;
    support: Child;
    mail: Child;
    login: Child;
    stage: Child;
    postgres: Server;
  };
  stop(): Promise<void>;
};

const checkout = fileURLToPath(new URL("..", import.meta.url));

/** Starts a world, side by side where possible. Whatever was started is stopped again when a part fails. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const folder = resolve(options.folder);
  const say = options.say ?? (() => {});
  const prefix = options.prefix ?? "";
  mkdirSync(folder, { recursive: true });
  const places = placesIn(folder);
  const unlock = lockFolder(places.lock);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.toReversed()) await one().catch((error: Error) => say(error.message));
    stops.length = 0;
    unlock();
  };
  const timed = async <T>(line: string | ((result: T) => string), work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    say(typeof line === "string" ? line : line(result), performance.now() - began);
    return result;
  };

  try {
    if (options.reset) await clear(folder);
    for (const one of [places.logs, places.store, places.mail, join(places.support, "..")])
      mkdirSync(one, { recursive: true });
    const secrets = secretsIn(places.secrets);
    const ports = await (options.ports ?? freePorts)();
    const wantsPortal = options.portal ?? true;
    const fast = options.fast ?? false;
    const build =
      (options.build ?? wantsPortal)
        ? timed<{ built: boolean }>(
            ({ built }) => (built ? "Portal built" : "Portal is built already"),
            () => ensureBuild(checkout, places.logs),
          )
        : undefined;
    // Its failure is reported where it is awaited.
    build?.catch(() => {});

    const restart = options.restart ?? false;
    const postgres = await timed("Postgres answers", () =>
      serverFor({ folder: places.postgres, given: options.databaseUrl, fast, restart, notice: say }),
    );
    stops.push(() => postgres.stop());
    const target: SeedTarget = {
      folder,
      url: (database) => postgres.url(database),
      prefix,
      passwords: { shop: secrets.shopReader, ledger: secrets.ledgerReader },
    };
    if (options.reset && postgres.given) await dropDatabases(target);
    const urls = urlsOf(ports, target);
    const settings = {
      ...ordinarySeed,
      people: options.seedPeople ?? ordinarySeed.people,
      large: options.large ?? false,
    };
    const [habeasUrl] = await Promise.all([
      timed("Habeas's database is ready", async () => {
        const url = await ensureHabeas(target, secrets.habeasDatabase);
        const { migrate } = await import("#lib/db/migrate.ts");
        await migrate(url);
        return url;
      }),
      timed(
        (seeded: boolean) =>
          seeded ? "Larkspur's six systems are filled" : "Larkspur's six systems are as you left them",
        () => ensureSystems(target, settings),
      ),
    ]);

    const env = productEnvironment({ urls, places, target, secrets, habeasUrl, fast });
    rmSync(places.environment, { force: true });
    writeFileSync(places.environment, JSON.stringify(env), { mode: 0o600 });
    stops.push(async () => rmSync(places.environment, { force: true }));
    const company = companyEnvironment({ urls, places, ports, secrets, folder });
    const plan = (name: string, script: string, extra: Partial<Parameters<typeof childOf>[0]> = {}) =>
      childOf({
        name,
        script: join(checkout, script),
        env,
        cwd: checkout,
        logFile: join(places.logs, `${name.replaceAll(" ", "-")}.log`),
        restart,
        notice: say,
        ...extra,
      });
    const support = plan("support desk", "demo/support/server.ts", { env: company.support });
    const trouble = troubleIn(target, places.supportTrouble, support);
    const processes: World["processes"] = {
      support,
      mail: plan("mail tray", "demo/mail/server.ts", { env: company.mail }),
      login: plan("staff login", "demo/staff/provider.ts", { env: company.login }),
      stage: plan("stage", "demo/stage/server.ts", {
        env: company.stage,
        onMessage: (wish, answer) => void answerStage(trouble, wish as StageWish).then(answer),
      }),
      worker: plan("worker", "lib/worker/main.ts", { readyWords: "the worker is ready" }),
      portal: plan("portal", join(process.env.NEXT_DIST_DIR ?? ".next", "standalone/server.js"), {
        env: { ...env, PORT: String(ports.portal), HOSTNAME: "127.0.0.1" },
        isReady: answersAt(`http://127.0.0.1:${ports.portal}/api/health`),
      }),
      postgres,
    };
    const begin = async (...children: Child[]): Promise<void> => {
      for (const child of children) stops.push(() => child.stop());
      await Promise.all(children.map((child) => child.start()));
    };
    await timed("Support desk, mail tray and staff login answer", () =>
      begin(
        processes.support,
        processes.mail,
        processes.login,
        ...((options.stage ?? wantsPortal) ? [processes.stage] : []),
      ),
    );
    if (options.worker ?? true) await timed("Worker runs", () => begin(processes.worker));
    await build;
    if (wantsPortal) await timed("Portal answers", () => begin(processes.portal));
    return {
      folder,
      env,
      urls,
      ports,
      systems: { folder, shopUrl: urls.databases.shop, ledgerUrl: urls.databases.ledger },
      trouble,
      mail: mailboxAt(urls.mail),
      processes,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Removes what a world makes in its folder, and nothing that somebody else may have put there. */
async function clear(folder: string): Promise<void> {
  await removePostgres(placesIn(folder).postgres);
  const made = ["newsletter", "support", "share", "visits", "mail", "store", "logs"];
  for (const name of [...made, "secrets.json", "login-keys.json", "seeded.json"]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
