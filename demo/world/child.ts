import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { DemoError } from "./sentence.ts";

/** How one process of the world is run. */
export type ChildPlan = {
  /** As it is called in notices. */
  name: string;
  script: string;
  args?: readonly string[];
  env: Record<string, string>;
  cwd: string;
  logFile: string;
  /** Resolves true as soon as the process does its work; asked again and again. Without it: the message "ready". */
  isReady?: () => Promise<boolean>;
  /** What the process writes into its log when it does its work, where that is the only sign. */
  readyWords?: string;
  onMessage?: (message: unknown, answer: (reply: unknown) => void) => void;
  /** Start it again when it ends by itself. */
  restart: boolean;
  notice: (line: string) => void;
};

/** A process that can be stopped, killed and started again. */
export type Child = {
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** Ends it in an orderly way, and by force after `patience` milliseconds. */
  stop(patience?: number): Promise<void>;
  /** Ends it as a power cut would; it stays down until `start()`. */
  kill9(): Promise<void>;
};

const READY_WITHIN = 60_000;
const leash = new URL("./leash.ts", import.meta.url).href;

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function untilEnd(child: ChildProcess): Promise<void> {
  return ended(child) ? Promise.resolve() : new Promise((settle) => child.once("exit", () => settle()));
}

async function untilReady(
  child: ChildProcess,
  plan: ChildPlan,
  isReady: () => Promise<boolean>,
): Promise<void> {
  const giveUp = Date.now() + READY_WITHIN;
  while (!ended(child) && Date.now() < giveUp) {
    if (await isReady().catch(() => false)) return;
    await wait(30);
  }
  throw new DemoError(`The ${plan.name} did not start: its last words are in ${plan.logFile}.`);
}

/** Prepares a process; nothing runs until `start()`. */
export function childOf(plan: ChildPlan): Child {
  let current: ChildProcess | undefined;
  let wanted = false;
  let deaths: number[] = [];

  const start = async (): Promise<void> => {
    if (current !== undefined && !ended(current)) return;
    wanted = true;
    const log = openSync(plan.logFile, "a");
    const begun = statSync(plan.logFile).size;
    const child = fork(plan.script, plan.args ?? [], {
      cwd: plan.cwd,
      env: plan.env as NodeJS.ProcessEnv,
      execArgv: ["--disable-warning=ExperimentalWarning", "--import", leash],
      // A group of its own: Ctrl-C in the terminal must reach us alone, because we stop the others in order.
      detached: true,
      stdio: ["ignore", log, log, "ipc"],
    });
    closeSync(log);
    current = child;
    let saidReady = false;
    const { readyWords } = plan;
    const isReady =
      plan.isReady ??
      (async () =>
        readyWords === undefined
          ? saidReady
          : readFileSync(plan.logFile).subarray(begun).includes(readyWords));
    child.on("error", () => {});
    child.on("message", (message) => {
      if (message === "ready") saidReady = true;
      else plan.onMessage?.(message, (reply) => child.connected && child.send(reply as object));
    });
    child.once("exit", (code, signal) => {
      if (current === child && wanted) void revive(signal ?? `code ${code}`);
    });
    await untilReady(child, plan, isReady);
  };

  const revive = async (how: string): Promise<void> => {
    if (!plan.restart) return;
    deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()];
    if (deaths.length > 4) {
      plan.notice(`The ${plan.name} ends again and again (${how}), so it stays down. See ${plan.logFile}.`);
      return;
    }
    plan.notice(`The ${plan.name} has ended (${how}) and is started again.`);
    await wait(500 * deaths.length);
    if (wanted) await start().catch((error: Error) => plan.notice(error.message));
  };

  const end = async (signal: NodeJS.Signals, patience: number): Promise<void> => {
    wanted = false;
    const child = current;
    if (child === undefined || ended(child)) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), patience);
    await untilEnd(child);
    clearTimeout(timer);
  };

  return {
    get pid() {
      return current !== undefined && !ended(current) ? current.pid : undefined;
    },
    start,
    stop: (patience = 10_000) => end("SIGTERM", patience),
    kill9: () => end("SIGKILL", 10_000),
  };
}

/** Asks an address until it answers with success. */
export function answersAt(url: string): () => Promise<boolean> {
  return async () => (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
}
