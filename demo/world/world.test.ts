import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { childOf } from "./child.ts";
import { dangers } from "./danger.ts";
import { lockFolder } from "./lock.ts";
import { freePorts, portsFrom } from "./ports.ts";
import { secretsIn } from "./secrets.ts";
import { DemoError, sentenceOf } from "./sentence.ts";

const folder = mkdtempSync(join(tmpdir(), "larkspur-small-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the folder's lock", () => {
  const file = join(folder, "running.json");

  it("is taken over from a process that has died, or whose number now belongs to another", () => {
    const { pid } = spawnSync("true");
    writeFileSync(file, JSON.stringify({ pid, began: "1" }));
    lockFolder(file)();
    writeFileSync(file, JSON.stringify({ pid: process.ppid, began: "1" }));
    const unlock = lockFolder(file);
    expect(JSON.parse(readFileSync(file, "utf8")).pid).toBe(process.pid);
    unlock();
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, "half a li");
    lockFolder(file)();
  });

  it.runIf(process.platform === "linux")("keeps a second demo out while the first one runs", () => {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    const began = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    writeFileSync(file, JSON.stringify({ pid: process.ppid, began }));
    expect(() => lockFolder(file)).toThrow(/is running already/);
    rmSync(file);
  });
});

describe("ports", () => {
  it("passes over one that is taken, and says so", async () => {
    const { portal } = await freePorts();
    const taken = createServer();
    await new Promise<void>((settle) => taken.listen(portal, "127.0.0.1", settle));
    const said: string[] = [];
    const ports = await portsFrom(portal, (line) => said.push(line));
    taken.close();
    // A neighbour may be taken by some other program on this machine; then both are named.
    expect(said[0]).toMatch(new RegExp(`^Ports? (\\d+, )*${portal}(, \\d+)* (is|are) taken`));
    expect(ports.portal).toBeGreaterThan(portal);
    expect(new Set(Object.values(ports)).size).toBe(6);
  });

  it("gives free ones that differ", async () => {
    expect(new Set(Object.values(await freePorts())).size).toBe(6);
  });
});

describe("a production's environment", () => {
  it.each([
    { NODE_ENV: "production" },
    { HABEAS_ORIGIN: "https://privacy.larkspur.example" },
    { HABEAS_SMTP_URL: "smtps://mail.larkspur.example" },
    { HABEAS_OIDC_ISSUER: "not an address" },
    { HABEAS_MASTER_KEY: "x" },
  ])("stops the demo: %o", (environment) => {
    expect(dangers(environment)).toMatch(/does not start/);
  });

  it("is not seen where there is none", () => {
    expect(dangers({ HABEAS_ORIGIN: "http://localhost:4000", NODE_ENV: "development" })).toBeNull();
  });
});

describe("failures", () => {
  it("become one sentence that says what to do", () => {
    const failure = (code: string) => sentenceOf(Object.assign(new Error("x"), { code }), "/a/b");
    expect(failure("ENOSPC")).toMatch(/disk is full.*\/a\/b/);
    expect(failure("EACCES")).toMatch(/permission.*\/a\/b/);
    expect(failure("42501")).toMatch(/CREATEDB/);
    expect(failure("28P01")).toMatch(/HABEAS_DATABASE_URL/);
    expect(sentenceOf(new DemoError("As it is."), "/a/b")).toBe("As it is.");
  });
});

describe("secrets", () => {
  it("are made once, for this user only", () => {
    const file = join(folder, "secrets.json");
    const made = secretsIn(file);
    expect(secretsIn(file)).toEqual(made);
    expect(Buffer.from(made.masterKey, "base64")).toHaveLength(32);
    expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
  });
});

describe("a child process", () => {
  const script = join(folder, "child.mjs");
  const plan = (body: string, notices: string[]) => {
    writeFileSync(script, body);
    const env = { PATH: process.env.PATH ?? "" };
    const logFile = join(folder, "child.log");
    return {
      name: "helper",
      script,
      env,
      cwd: folder,
      logFile,
      restart: true,
      notice: (line: string) => void notices.push(line),
    };
  };

  it("is started again when it dies by itself, and stays down when it was killed on purpose", async () => {
    const notices: string[] = [];
    const child = childOf(plan(`process.send("ready"); setInterval(() => {}, 1000);`, notices));
    await child.start();
    const first = child.pid ?? 0;
    process.kill(first, "SIGKILL");
    await expect.poll(() => child.pid !== undefined && child.pid !== first, { timeout: 5_000 }).toBe(true);
    expect(notices[0]).toContain("is started again");
    await child.kill9();
    await new Promise((settle) => setTimeout(settle, 900));
    expect(child.pid).toBeUndefined();
  });

  it("that cannot start is reported with the place of its log", async () => {
    const child = childOf({ ...plan("process.exit(3)", []), restart: false });
    await expect(child.start()).rejects.toThrow(/did not start.*child\.log/);
  });
});
