import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchError } from "./complaint.ts";

/** Whether a process exists; one that we may not signal exists too. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ends a server and waits until it has ended: politely first, then by force. */
export async function end(pid: number, mode: "fast" | "immediate", alive: () => boolean): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ];
  for (const [name, patience] of mode === "fast" ? steps : steps.slice(1)) {
    if (!alive()) return;
    signal(pid, name);
    for (const giveUp = Date.now() + patience; alive() && Date.now() < giveUp; ) await sleep(20);
  }
}

/** Sends a signal; a process that has ended already needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The port itself when it is free, or some free one for 0. @throws the error of the operating system */
export function checkPort(port: number): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      fail(
        error.code === "EACCES"
          ? new LaunchError(`Port ${port} is reserved for root: choose one above 1023.`)
          : error,
      ),
    );
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === "object" && address ? address.port : port));
    });
  });
}
