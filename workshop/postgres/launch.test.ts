import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { choosePostgres, findBinaries, linkLibraries } from "./choose.ts";
import { complaint, LaunchError } from "./complaint.ts";
import { type LaunchedPostgres, launchPostgres, testSettings } from "./launch.ts";
import { chooseWay } from "./privileges.ts";
import { isAlive } from "./process.ts";

const home = mkdtempSync(join(tmpdir(), "habeas-launch-"));
const running: LaunchedPostgres[] = [];

async function launch(folder: string, port?: number): Promise<LaunchedPostgres> {
  const server = await launchPostgres({ folder, settings: testSettings, ...(port ? { port } : {}) });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows.map((row: unknown[]) => row[0]);
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop("immediate");
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("launching Postgres", () => {
  const folder = join(home, "server");

  test("starts, keeps data over a stop, a kill -9 and their restarts", async () => {
    const first = await launch(folder);
    await ask(first.url("postgres"), "create table kept (n int)");
    await ask(first.url("postgres"), "insert into kept values (1)");
    await first.stop();
    expect(await first.ended).toBe("ended with 0");

    const second = await launch(folder);
    expect(await ask(second.url("postgres"), "select n from kept")).toEqual([1]);
    await ask(second.url("postgres"), "insert into kept values (2)");
    process.kill(second.pid, "SIGKILL");
    expect(await second.ended).toBe("killed by SIGKILL");
    expect(existsSync(join(folder, "data/postmaster.pid"))).toBe(true);

    const third = await launch(folder, second.port);
    expect(third.port).toBe(second.port);
    expect(await ask(third.url("postgres"), "select n from kept order by n")).toEqual([1, 2]);
    expect(
      await ask(third.url("postgres"), "select pg_backend_pid() <> 0 and current_user = 'habeas'"),
    ).toEqual([true]);
    expect(Number(readFileSync(join(folder, "data/postmaster.pid"), "utf8").split("\n")[0])).toBe(third.pid);
  });

  test("listens on this machine only, behind a random password", async () => {
    const server = await launch(folder);
    expect(await ask(server.url("postgres"), "show listen_addresses")).toEqual(["127.0.0.1"]);
    expect(await ask(server.url("postgres"), "show unix_socket_directories")).toEqual([""]);
    await expect(ask(server.url("postgres").replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(
      /password/,
    );
    expect(statSync(join(folder, "password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "data")).mode & 0o777).toBe(0o700);
  });

  test("refuses a folder that this process serves already", async () => {
    const server = await launch(folder);
    await expect(launch(folder)).rejects.toThrow(
      `Postgres already runs on ${folder} (process ${server.pid}, started by process ${process.pid}): stop that one first, or choose another folder.`,
    );
  });

  test("ends the server that a killed process left behind, and resumes", async () => {
    const script = join(home, "leave.ts");
    const module = join(import.meta.dirname, "launch.ts");
    writeFileSync(
      script,
      `import { launchPostgres, testSettings } from ${JSON.stringify(module)};
       const server = await launchPostgres({ folder: ${JSON.stringify(folder)}, settings: testSettings });
       console.log(server.pid);
       process.kill(process.pid, "SIGKILL");`,
    );
    const left = Number(await outputOf(script));
    expect(() => process.kill(left, 0)).not.toThrow();
    const server = await launch(folder);
    expect(server.pid).not.toBe(left);
    expect(() => process.kill(left, 0)).toThrow(/ESRCH/);
  });

  test("a process that ends in the ordinary way takes its server along", async () => {
    const script = join(home, "end.ts");
    const module = join(import.meta.dirname, "launch.ts");
    writeFileSync(
      script,
      `import { launchPostgres, testSettings } from ${JSON.stringify(module)};
       console.log((await launchPostgres({ folder: ${JSON.stringify(folder)}, settings: testSettings })).pid);`,
    );
    const pid = Number(await outputOf(script));
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    expect(existsSync(join(folder, "data/postmaster.pid"))).toBe(false);
  });

  test("passes a stale lock whose process number belongs to another program", async () => {
    await (await launch(folder)).stop();
    const other = spawn("sleep", ["60"]);
    try {
      const lines = [other.pid, join(folder, "data"), 1, 5432, "", "127.0.0.1", "", "ready"];
      writeFileSync(join(folder, "data/postmaster.pid"), `${lines.join("\n")}\n`);
      const server = await launch(folder);
      expect(await ask(server.url("postgres"), "select 1")).toEqual([1]);
      expect(() => process.kill(other.pid ?? 0, 0)).not.toThrow();
    } finally {
      other.kill();
    }
  });

  test("begins again where a first start was interrupted", async () => {
    const half = join(home, "half");
    mkdirSync(join(half, "data/base"), { recursive: true });
    writeFileSync(join(half, "data/PG_VERSION"), "18\n");
    const server = await launch(half);
    expect(await ask(server.url("postgres"), "select 1")).toEqual([1]);
  });
});

describe("a start that cannot succeed says why and what to do", () => {
  const blocker = createServer();
  let taken = 0;
  beforeAll(async () => {
    await new Promise<void>((ready) => blocker.listen(0, "127.0.0.1", ready));
    const address = blocker.address();
    taken = typeof address === "object" && address ? address.port : 0;
  });
  afterAll(() => blocker.close());

  test("taken port", async () => {
    const failure = await launch(join(home, "server"), taken).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LaunchError);
    expect(String(failure)).toContain(
      `Port ${taken} is already in use by another program: stop that program or choose another port.`,
    );
  });

  test("a file where the folder should be", async () => {
    writeFileSync(join(home, "file"), "");
    await expect(launch(join(home, "file"))).rejects.toBeInstanceOf(LaunchError);
  });

  test("a missing permission", () => {
    expect(complaint("mkdir: EACCES: permission denied", "/x", 1).message).toMatch(
      /^Permission is missing to write in \/x/,
    );
  });

  test("full disk", async ({ skip }) => {
    skip(!existsSync("/dev/full"), "this system has no /dev/full to play a full disk");
    const full = join(home, "full");
    await (await launch(full)).stop();
    rmSync(join(full, "postgres.log"));
    rmSync(join(full, "launcher"), { force: true });
    symlinkSync("/dev/full", join(full, "launcher"));
    await expect(launch(full)).rejects.toThrow(/The disk that holds .* is full: free some space/);
  });

  test("a lost password", async () => {
    const lost = join(home, "lost");
    await (await launch(lost)).stop();
    rmSync(join(lost, "password"));
    await expect(launch(lost)).rejects.toThrow(/password is missing.*begin afresh/);
  });

  test("another version's data", async () => {
    const old = join(home, "old");
    await (await launch(old)).stop();
    writeFileSync(join(old, "data/PG_VERSION"), "12\n");
    await expect(launch(old)).rejects.toThrow(/written by another version of Postgres/);
  });

  test("an unknown failure quotes the last line and names the log", () => {
    expect(complaint("first\nFATAL: odd\n", "/x", 1).message).toBe(
      "Postgres could not be started in /x (FATAL: odd): read /x/postgres.log, or set HABEAS_DATABASE_URL to a server of your own.",
    );
  });
});

describe("choosing", () => {
  test("the server named by the environment comes first, then the embedded one", () => {
    const url = "postgresql://someone@db.example.com/habeas";
    expect(choosePostgres({ HABEAS_DATABASE_URL: url })).toEqual({ kind: "given", url });
    expect(choosePostgres({ PATH: process.env.PATH })).toMatchObject({
      kind: "launched",
      binaries: { source: expect.stringMatching(/embedded|system/) },
    });
  });

  test("the library links are made once, whoever comes first", () => {
    const fake = join(home, "package");
    mkdirSync(join(fake, "native/lib"), { recursive: true });
    writeFileSync(join(fake, "native/lib/libx.so.1.2"), "library");
    const links = [{ source: "native/lib/libx.so.1.2", target: "native/lib/libx.so.1" }];
    writeFileSync(join(fake, "native/pg-symlinks.json"), JSON.stringify(links));
    linkLibraries(fake);
    linkLibraries(fake);
    expect(readFileSync(join(fake, "native/lib/libx.so.1"), "utf8")).toBe("library");
  });

  test("as root a folder that root alone may enter needs another way", ({ skip }) => {
    skip(process.getuid?.() !== 0, "only root has to change who runs the server");
    const folder = mkdtempSync(join(home, "way-"));
    chmodSync(folder, 0o700);
    // The folder belongs to root alone: giving up the user id is not enough, some other way must be found or refused.
    const way = chooseWay(join(findBinaries().folder, "initdb"), folder);
    expect(way.name).not.toBe("other user");
  });
});

function outputOf(script: string): Promise<string> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
    });
    child.on("close", () => settle(said));
  });
}
