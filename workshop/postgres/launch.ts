import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { type Binaries, findBinaries } from "./choose.ts";
import { complaint, LaunchError, messageOf } from "./complaint.ts";
import { prepareFolder, type ReadyFolder, serverEnvironment } from "./folder.ts";
import { endLeftover, removeStaleLock } from "./leftover.ts";
import { checkPort, end, signal } from "./process.ts";

/**
 * Settings for tests: a crash of the machine may lose data, a kill -9 of the server does not (so commits stay
 * synchronous: they are cheap without fsync).
 */
export const testSettings: Readonly<Record<string, string>> = {
  fsync: "off",
  full_page_writes: "off",
  max_connections: "300",
};

/** A Postgres server that we started. */
export type LaunchedPostgres = {
  port: number;
  /** Process id of the server itself: `kill -9` of it is what a crash test does. */
  pid: number;
  version: number;
  source: Binaries["source"];
  /** Connection string of a database on this server, with its password. */
  url(database: string): string;
  /** Settles with a description when the server has ended, for whatever reason. */
  ended: Promise<string>;
  /** Ends the server; harmless when it has ended already. */
  stop(mode?: "fast" | "immediate"): Promise<void>;
};

/** What to launch. `folder` is created when missing and resumed when not; without `port` a free one is taken. */
export type Launch = {
  folder: string;
  port?: number;
  settings?: Readonly<Record<string, string>>;
  binaries?: Binaries;
};

/**
 * Starts Postgres on `folder`, on 127.0.0.1 only, with a random password, as root too. The server ends with this
 * process; one left behind by a killed process is ended first, so the same folder can always be started again.
 * @throws LaunchError with one sentence that says what happened and what to do.
 */
export async function launchPostgres(launch: Launch): Promise<LaunchedPostgres> {
  const folder = resolve(launch.folder);
  const settings = launch.settings ?? {};
  const binaries = launch.binaries ?? findBinaries();
  try {
    const ready = prepareFolder(folder, binaries, settings.fsync === "off");
    const data = realpathSync(ready.data);
    await endLeftover(folder);
    removeStaleLock(data);
    writeFileSync(join(folder, "launcher"), String(process.pid));
    return await start({ ...ready, data }, { folder, port: launch.port, settings, binaries });
  } catch (error) {
    throw error instanceof LaunchError ? error : complaint(messageOf(error), folder, launch.port ?? 0);
  }
}

type Starting = {
  folder: string;
  port: number | undefined;
  settings: Readonly<Record<string, string>>;
  binaries: Binaries;
};

async function start(ready: ReadyFolder, wanted: Starting): Promise<LaunchedPostgres> {
  // A free port may be taken in the moment between finding and using it, and the children of a killed server may hold
  // its memory for a moment: both pass.
  for (let attempt = 1; ; attempt += 1) {
    const port = await checkPort(wanted.port ?? 0);
    const begun = beginLog(ready.log);
    const child = spawnServer(ready, port, wanted);
    const ended = endOf(child);
    const url = (database: string) => `postgresql://habeas:${ready.password}@127.0.0.1:${port}/${database}`;
    const pid = child.pid;
    if (pid !== undefined && (await answers(url("postgres"), child))) {
      const stopAtExit = () => signal(pid, "SIGINT");
      process.once("exit", stopAtExit);
      void ended.then(() => process.off("exit", stopAtExit));
      const stop = async (mode: "fast" | "immediate" = "fast") => {
        await end(pid, mode, () => child.exitCode === null && child.signalCode === null);
        rmSync(join(wanted.folder, "launcher"), { force: true });
      };
      return {
        port,
        pid,
        version: wanted.binaries.version,
        source: wanted.binaries.source,
        url,
        ended,
        stop,
      };
    }
    const said = readFileSync(ready.log, "utf8").slice(begun);
    if (pid !== undefined)
      await end(pid, "immediate", () => child.exitCode === null && child.signalCode === null);
    const passing = /pre-existing shared memory block|lock file .* already exists/.test(said);
    const lostPort = wanted.port === undefined && /Address already in use/.test(said);
    if ((passing && attempt < 40) || (lostPort && attempt < 5)) await sleep(250);
    else throw complaint(said, wanted.folder, port);
  }
}

function spawnServer(ready: ReadyFolder, port: number, wanted: Starting): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    timezone: "UTC",
    log_timezone: "UTC",
    ...wanted.settings,
  };
  const words = [
    ...ready.way.prefix,
    join(wanted.binaries.folder, "postgres"),
    ...["-D", ready.data],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const log = openSync(ready.log, "a", 0o600);
  try {
    // A session of its own: Ctrl-C in the terminal must reach us and not the server, which is stopped last.
    const child = spawn(words[0] ?? "", words.slice(1), {
      ...ready.way.identity,
      env: serverEnvironment,
      stdio: ["ignore", log, log],
      detached: true,
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Begins a new log when the old one has grown, and says where this start begins in it (bytes). */
function beginLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < 5_000_000) return size;
  rmSync(log);
  return 0;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((settle) => {
    child.once("error", (error) => settle(error.message));
    child.once("exit", (code, killer) => settle(killer ? `killed by ${killer}` : `ended with ${code}`));
  });
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const giveUp = Date.now() + 60_000;
  while (
    child.exitCode === null &&
    child.signalCode === null &&
    child.pid !== undefined &&
    Date.now() < giveUp
  ) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return true;
    } catch {
      await sleep(40);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}
