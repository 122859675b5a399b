import { log } from "#lib/core/log.ts";

/**
 * Does a round at once, for what came due while no worker ran, and every `seconds` from then on, one at a time. What a
 * round throws is logged in the words of `again`, and the next one comes all the same. `stop` waits for the round in hand.
 */
export function roundsEvery(
  seconds: number,
  again: string,
  round: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let busy = false;
  const one = async () => {
    busy = true;
    try {
      await round();
    } catch (error) {
      log.warn({ err: error }, again);
    }
    busy = false;
  };
  let current = one();
  const timer = setInterval(() => {
    if (!busy) current = one();
  }, seconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
