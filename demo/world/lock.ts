import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { DemoError } from "./sentence.ts";

/** Locks that this very process holds. */
const held = new Set<string>();

type Holder = { pid: number; began: string };

/** When a process began, in the kernel's own count, so that a reused process id is not taken for the old one. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function holderOf(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

/**
 * Keeps two demos out of one folder. A lock left behind by a process that has died is taken over.
 * @returns what gives the folder back. @throws DemoError when another one is running
 */
export function lockFolder(file: string): () => void {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, began: beganAt(process.pid) }), { flag: "wx" });
      held.add(file);
      return () => {
        held.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 3) throw error;
    }
    const holder = holderOf(file);
    const same = holder !== null && isAlive(holder.pid) && beganAt(holder.pid) === holder.began;
    if (held.has(file) || (same && holder.pid !== process.pid)) {
      throw new DemoError(
        `The demo is running already (process ${holder?.pid ?? process.pid}): use that one, or stop it with Ctrl-C where it runs.`,
      );
    }
    rmSync(file, { force: true });
  }
}
