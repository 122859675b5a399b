import { setTimeout as wait } from "node:timers/promises";
import { ConnectorError } from "#connectors/errors.ts";
import { failureOf } from "./failure.ts";
import { usedUpFor } from "./wait.ts";

/** When requests to one system may be sent. */
export type Pace = {
  /** Waits for this request's turn. Throws `rate_limited` where that is further away than a session waits. */
  turn(): Promise<void>;
  /** Reads what an answer says of the allowance. */
  heed(headers: Readonly<Record<string, string>>): void;
  sleep(ms: number): Promise<void>;
};

/** Keeps to so many requests a second and to what the system says of its own limits. */
export function paceOf(perSecond: number | undefined, longestSeconds: number, signal: AbortSignal): Pace {
  const gap = perSecond === undefined ? 0 : 1000 / perSecond;
  let free = 0;
  let refill = 0;
  const sleep = async (ms: number): Promise<void> => {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      throw failureOf(error, signal);
    }
  };
  return {
    sleep,
    heed: (headers) => {
      const seconds = usedUpFor(headers);
      if (seconds !== undefined) refill = Math.max(refill, Date.now() + seconds * 1000);
    },
    turn: async () => {
      const now = Date.now();
      if (refill - now > longestSeconds * 1000) {
        throw new ConnectorError(
          "rate_limited",
          "The system's allowance of requests is used up for now.",
          Math.ceil((refill - now) / 1000),
        );
      }
      const start = Math.max(now, free, refill);
      free = start + gap;
      if (start > now) await sleep(start - now);
    },
  };
}
