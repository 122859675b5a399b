import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";
import { checkPort, isAlive, signal } from "#workshop/postgres/process.ts";
import { findMariadb, type MariadbPrograms, noMariadb } from "./find.ts";

/** A MariaDB server of our own, on 127.0.0.1 only. It holds nothing of worth and is ended without ceremony. */
export type LaunchedMariadb = {
  port: number;
  folder: string;
  version: string;
  programs: MariadbPrograms;
  /** Connection string of a database on this server, for its owner or for another account. */
  url(database: string, account?: { name: string; password: string }): string;
  stop(): Promise<void>;
};

const prefix = "habeas-mariadb-";
const owner = "owner";

// Commits may be lost when the machine dies; nobody will miss them.
const fast = {
  "innodb-flush-log-at-trx-commit": "0",
  "innodb-doublewrite": "0",
  "innodb-fast-shutdown": "2",
  "innodb-buffer-pool-size": "64M",
  "innodb-log-file-size": "32M",
  "max-connections": "100",
};

/**
 * Starts a server in a temporary folder that goes with it, as root and as an ordinary user.
 * @param settings options of the server, by name without dashes
 * @throws where there is none, or it does not start; the message holds the end of its log
 */
export async function launchMariadb(
  settings: Readonly<Record<string, string>> = {},
): Promise<LaunchedMariadb> {
  const programs = findMariadb();
  if (programs === undefined) throw new Error(noMariadb);
  sweep();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const [data, log, password] = [join(folder, "data"), join(folder, "log"), randomBytes(12).toString("hex")];
  writeFileSync(join(folder, "launcher"), String(process.pid));
  const asRoot = process.getuid?.() === 0 ? ["--user=root"] : [];
  execFileSync(
    programs.install,
    [
      "--no-defaults",
      ...asRoot,
      `--datadir=${data}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
    ],
    { stdio: "pipe" },
  );
  const first = join(folder, "first.sql");
  writeFileSync(
    first,
    `create or replace user '${owner}'@'%' identified by '${password}';
grant all on *.* to '${owner}'@'%' with grant option;
delete from mysql.global_priv where User <> '${owner}' and User <> 'mariadb.sys';
flush privileges;
`,
    { mode: 0o600 },
  );
  const port = await checkPort(0);
  const options = {
    datadir: data,
    port: String(port),
    "bind-address": "127.0.0.1",
    socket: join(folder, "s"),
    "pid-file": join(folder, "pid"),
    "log-error": log,
    "init-file": first,
    "character-set-server": "utf8mb4",
    ...fast,
    ...settings,
  };
  const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(programs.server, ["--no-defaults", ...asRoot, "--skip-name-resolve", ...words], {
    stdio: "ignore",
    detached: true,
  });
  child.unref();
  const pid = child.pid ?? 0;
  writeFileSync(join(folder, "server"), String(pid));
  const kill = () => signal(pid, "SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    const ended = new Promise((settle) => child.once("exit", settle));
    if (child.exitCode === null && child.signalCode === null) {
      child.ref();
      kill();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const url = (database: string, account = { name: owner, password }) =>
    `mysql://${account.name}:${account.password}@127.0.0.1:${port}/${database}`;
  const version = await firstAnswer(url(""), () => child.exitCode === null && child.signalCode === null);
  if (version === undefined) {
    const said = existsSync(log) ? readFileSync(log, "utf8").slice(-2000) : "it wrote no log";
    await stop();
    throw new Error(`MariaDB did not start: ${said}`);
  }
  return { port, folder, version, programs, url, stop };
}

async function firstAnswer(url: string, alive: () => boolean): Promise<string | undefined> {
  for (const giveUp = Date.now() + 60_000; alive() && Date.now() < giveUp; await sleep(50)) {
    try {
      const client = await mysql.createConnection({ uri: url, connectTimeout: 2000, rowsAsArray: true });
      const [rows] = await client.query<[string][] & mysql.RowDataPacket[]>("select version()");
      await client.end();
      return rows[0]?.[0] ?? "";
    } catch {
      // Not yet.
    }
  }
  return undefined;
}

/** Ends the servers of test runs that were killed, and removes their folders. */
function sweep(): void {
  for (const entry of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const folder = join(tmpdir(), entry);
    const read = (name: string) =>
      existsSync(join(folder, name)) ? Number(readFileSync(join(folder, name), "utf8")) : 0;
    const [launcher, server] = [read("launcher"), read("server")];
    if (launcher === 0 || isAlive(launcher)) continue;
    if (server > 0 && isServer(server, folder)) signal(server, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a process is the server of a folder: its number may long be another program's. */
function isServer(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
  } catch {
    return false;
  }
}
