import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Command, Desk } from "../world.ts";
import { isGone, mortal, root } from "./process.ts";

const actor = fileURLToPath(new URL("../actor.ts", import.meta.url));

/** The product said no, in its own words' code. */
export class CommandFailed extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** Nobody knows what came of it: the process ended before it answered. */
class Lost extends Error {}

type Answer = { no: number; value?: unknown; failed?: string };

/** The process that stands for portal and desk (faults/actor.ts), started again whenever it ends. */
export function openDesk(
  env: Readonly<Record<string, string>>,
  log: string,
): Desk & { stop(): Promise<void> } {
  let child: ChildProcess;
  let wanted = true;
  let next = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const start = () => {
    const file = openSync(log, "a");
    const fresh = spawn(process.execPath, [...mortal, actor], {
      cwd: root,
      env: { ...env, NODE_ENV: "test", FAULTS_WHO: "desk" },
      stdio: ["pipe", "pipe", file],
    });
    closeSync(file);
    child = fresh;
    fresh.stdin?.on("error", () => {});
    if (fresh.stdout)
      createInterface({ input: fresh.stdout }).on("line", (line) => {
        const { no, value, failed } = JSON.parse(line) as Answer;
        const asked = waiting.get(no);
        waiting.delete(no);
        if (failed === undefined) asked?.resolve(value);
        else asked?.reject(new CommandFailed(failed));
      });
    fresh.once("exit", () => {
      for (const [no, { reject }] of waiting) {
        waiting.delete(no);
        reject(new Lost("the process ended before it answered"));
      }
      if (wanted) start();
    });
  };
  const atExit = () => child.kill("SIGKILL");
  process.once("exit", atExit);
  start();
  const kill9 = async () => {
    const one = child;
    one.kill("SIGCONT");
    one.kill("SIGKILL");
    while (!isGone(one)) await wait(5);
  };
  return {
    ask<T>(command: Command) {
      next += 1;
      const no = next;
      return new Promise<T>((resolve, reject) => {
        const forget = setTimeout(() => {
          waiting.delete(no);
          reject(new Lost("no answer within two minutes"));
        }, 120_000);
        const end = () => clearTimeout(forget);
        waiting.set(no, {
          resolve: (value) => {
            end();
            resolve(value as T);
          },
          reject: (error) => {
            end();
            reject(error);
          },
        });
        child.stdin?.write(`${JSON.stringify({ no, command })}\n`);
      });
    },
    kill9,
    pid: () => child.pid ?? 0,
    log,
    async stop() {
      wanted = false;
      process.off("exit", atExit);
      await kill9();
    },
  };
}
