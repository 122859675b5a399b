import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { type LaunchedPostgres, launchPostgres, testSettings } from "#workshop/postgres/launch.ts";

/** A Postgres of our own that can be killed as a power cut would, and comes back on the same port with what it had. */
export type MortalPostgres = {
  port: number;
  url(database: string): string;
  restart(mode: "kill" | "immediate" | "fast", downMs: number): Promise<void>;
  backup(): Promise<void>;
  withBackup(work: () => Promise<void>): Promise<void>;
  /** Asks one database; again while the server is away, for at most a minute. */
  query<T extends object>(database: string, text: string, values?: readonly unknown[]): Promise<T[]>;
  stop(): Promise<void>;
};

export async function mortalPostgres(folder: string): Promise<MortalPostgres> {
  mkdirSync(folder, { recursive: true });
  const settings = { ...testSettings, shared_buffers: "128MB" };
  let server: LaunchedPostgres = await launchPostgres({ folder, settings });
  const { port } = server;
  let restarting: Promise<void> = Promise.resolve();
  const data = realpathSync(join(folder, "data"));
  /** Does something to the data folder while no server runs on it. */
  const stopped = (work: () => Promise<void>): Promise<void> => {
    restarting = restarting.then(async () => {
      await server.stop("fast");
      await work();
      server = await launchPostgres({ folder, port, settings });
    });
    return restarting;
  };
  const open = new Map<string, Client>();
  const clientOf = async (database: string): Promise<Client> => {
    const known = open.get(database);
    if (known) return known;
    const client = new Client({ connectionString: server.url(database), application_name: "laboratory" });
    client.on("error", () => open.delete(database));
    client.on("end", () => open.delete(database));
    await client.connect();
    open.set(database, client);
    return client;
  };
  return {
    port,
    url: (database) => server.url(database),
    restart(mode, downMs) {
      restarting = restarting.then(async () => {
        if (mode === "kill") {
          process.kill(server.pid, "SIGKILL");
          await server.ended;
        } else await server.stop(mode);
        await wait(downMs);
        server = await launchPostgres({ folder, port, settings });
      });
      return restarting;
    },
    backup() {
      return stopped(async () => {
        rmSync(`${data}-before`, { recursive: true, force: true });
        // With its owner: the server refuses a folder of somebody else.
        execFileSync("cp", ["-a", data, `${data}-before`]);
      });
    },
    async withBackup(work) {
      await stopped(async () => {
        renameSync(data, `${data}-now`);
        renameSync(`${data}-before`, data);
      });
      try {
        await work();
      } finally {
        await stopped(async () => {
          rmSync(data, { recursive: true, force: true });
          renameSync(`${data}-now`, data);
        });
      }
    },
    async query<T extends object>(database: string, text: string, values: readonly unknown[] = []) {
      for (const giveUp = Date.now() + 60_000; ; await wait(50)) {
        try {
          return (await (await clientOf(database)).query<T>(text, [...values])).rows;
        } catch (error) {
          // What failed may have left a transaction open: the next question gets a connection of its own.
          await open
            .get(database)
            ?.end()
            .catch(() => {});
          if (!isPassing(error) || Date.now() > giveUp) throw error;
          open.delete(database);
        }
      }
    },
    async stop() {
      for (const client of open.values()) await client.end().catch(() => {});
      await server.stop("immediate");
    },
  };
}

/** Whether an error says that the server was away, and not that the question was wrong. */
function isPassing(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return (
    /^(57P0\d|08\d{3}|ECONN\w+|EPIPE|40P01|55P03)$/.test(code) ||
    /terminat|not queryable|closed|timeout/i.test(message)
  );
}
