/**
 * Does a round at once, for what came due while no worker ran, and every `seconds` from then on, one at a time. `stop`
 * waits for the round in hand. `round` must not throw.
 */
export function roundsEvery(seconds: number, round: () => Promise<void>): { stop(): Promise<void> } {
  let current = round();
  let busy = true;
  const free = () => {
    busy = false;
  };
  void current.then(free);
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    current = round();
    void current.then(free);
  }, seconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
