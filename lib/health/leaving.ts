import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";

/** One for the process: the framework loads this module more than once. */
const place = Symbol.for("habeas.leaving");
const here = globalThis as { [place]?: boolean };

/** True once this process was told to stop: whoever leads people here should lead them elsewhere. */
export const isLeaving = (): boolean => here[place] === true;

/**
 * Lets a portal leave well. Told to stop (SIGTERM) it first says that it is not ready, for a fifth of HABEAS_DRAIN_SECONDS
 * and five seconds at most, so that a proxy before it has time to notice; then whoever listened for the signal before
 * closes the door and finishes its answers; what has not ended after HABEAS_DRAIN_SECONDS is cut. On an address of this
 * machine there is no proxy to wait for. Called before anybody is answered, after the framework has begun to listen.
 */
export function leaveWell(exit: (code: number) => void = (code) => process.exit(code)): void {
  const before = process.listeners("SIGTERM");
  process.removeAllListeners("SIGTERM");
  process.on("SIGTERM", () => {
    if (isLeaving()) return;
    here[place] = true;
    const { HABEAS_DRAIN_SECONDS: all, HABEAS_ORIGIN: origin } = environment();
    const notice = origin.startsWith("https:") ? Math.min(5, all / 5) : 0;
    log.info({ seconds: all }, "the portal finishes what it answers and ends");
    setTimeout(() => {
      for (const tell of before) tell("SIGTERM");
      if (before.length === 0) exit(143);
    }, notice * 1000);
    setTimeout(() => exit(143), all * 1000).unref();
  });
}
