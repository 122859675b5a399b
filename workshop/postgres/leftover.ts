import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./complaint.ts";
import { end, isAlive } from "./process.ts";

/**
 * Ends the server that a killed process left running on this folder.
 * @throws LaunchError when the process that started it still lives: that server is in use.
 */
export async function endLeftover(folder: string): Promise<void> {
  const data = join(folder, "data");
  const pid = existsSync(data) ? runningServer(realpathSync(data)) : undefined;
  if (pid === undefined) return;
  const launcher = launcherOf(folder);
  if (launcher !== undefined && isAlive(launcher)) {
    throw new LaunchError(
      `Postgres already runs on ${folder} (process ${pid}, started by process ${launcher}): stop that one first, or choose another folder.`,
    );
  }
  await end(pid, "fast", () => isAlive(pid));
}

/** The process that launched the server on this folder, from the note it left. */
export function launcherOf(folder: string): number | undefined {
  const note = join(folder, "launcher");
  return existsSync(note) ? Number(readFileSync(note, "utf8")) : undefined;
}

/** Removes a folder with its data, ending a server left behind on it. @throws LaunchError when it is in use */
export async function removePostgres(folder: string): Promise<void> {
  await endLeftover(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Process id of a server that really runs on this data folder. A lock left behind by a dead one counts as none. */
function runningServer(data: string): number | undefined {
  const lock = join(data, "postmaster.pid");
  if (!existsSync(lock)) return undefined;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  return isAlive(pid) && servesFolder(pid, data) ? pid : undefined;
}

/** Removes a lock whose process number now belongs to some other program; Postgres itself would refuse to start. */
export function removeStaleLock(data: string): void {
  if (runningServer(data) === undefined) rmSync(join(data, "postmaster.pid"), { force: true });
}

function servesFolder(pid: number, data: string): boolean {
  if (process.platform === "linux") {
    // The server works inside its data folder; when the kernel does not let us look, believe the lock.
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EACCES";
    }
  }
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout.includes(
    "postgres",
  );
}
