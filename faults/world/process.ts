import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { WorkerProcess } from "../world.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const guard = new URL("../../workshop/node24.mjs", import.meta.url).href;
const preload = new URL("../preload.ts", import.meta.url).href;

/** Words before a program of ours: it can then be told to die at a statement. */
export const mortal = ["--import", guard, "--import", preload];

export const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts the worker's own entry point, again whenever it ends. `downMs`: how long it stays down. */
export function workerProcess(
  env: Readonly<Record<string, string>>,
  log: string,
  downMs: () => number,
): WorkerProcess & { stop(): Promise<void> } {
  let child: ChildProcess | undefined;
  let wanted = true;
  let begun = 0;
  let count = 0;
  let further: Readonly<Record<string, string>> = {};
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    if (!wanted || (child && !isGone(child))) return;
    const file = openSync(log, "a");
    begun = statSync(log).size;
    child = spawn(process.execPath, [...mortal, "lib/worker/main.ts"], {
      cwd: root,
      env: { ...env, ...further, NODE_ENV: "test", FAULTS_WHO: "worker" },
      stdio: ["ignore", file, file],
    });
    closeSync(file);
    count += 1;
    child.once("exit", () => {
      timer = setTimeout(start, downMs());
    });
  };
  const signal = (name: NodeJS.Signals) => {
    if (child && !isGone(child)) child.kill(name);
  };
  const atExit = () => signal("SIGKILL");
  process.once("exit", atExit);
  const gone = async () => {
    const one = child;
    while (one && !isGone(one)) await wait(5);
  };
  const hold = async () => {
    wanted = false;
    clearTimeout(timer);
    signal("SIGCONT");
    signal("SIGKILL");
    await gone();
  };
  start();
  return {
    pid: () => child?.pid ?? 0,
    async kill9() {
      signal("SIGCONT");
      signal("SIGKILL");
      await gone();
    },
    end: () => signal("SIGTERM"),
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    async ready() {
      for (const giveUp = Date.now() + 180_000; Date.now() < giveUp; await wait(25)) {
        const said = readFileSync(log).subarray(begun).toString("utf8");
        if (child && !isGone(child) && said.includes("the worker is ready")) return;
      }
      throw new Error(`no worker: ${readFileSync(log, "utf8").slice(-2000)}`);
    },
    hold,
    start(settings = {}) {
      further = settings;
      wanted = true;
      start();
    },
    starts: () => count,
    log,
    async stop() {
      process.off("exit", atExit);
      await hold();
    },
  };
}
