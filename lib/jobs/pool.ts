import { log } from "#lib/core/log.ts";

/**
 * Runs pieces of work in this process, at most `atOnce` side by side, each id at most once at a time. An id that
 * is offered again while it runs is run once more afterwards, because its row may have changed meanwhile.
 */
export class Pool {
  readonly #run: (id: string) => Promise<void>;
  readonly #atOnce: number;
  readonly #waiting = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(atOnce: number, run: (id: string) => Promise<void>) {
    this.#atOnce = atOnce;
    this.#run = run;
  }

  /** Takes an id and returns at once. What `run` throws is told: the row is due again when its lease is over. */
  offer(id: string): void {
    if (this.#stopped) return;
    this.#waiting.add(id);
    this.#next();
  }

  #next(): void {
    for (const id of this.#waiting) {
      if (this.#stopped || this.#running.size >= this.#atOnce) return;
      if (this.#running.has(id)) continue;
      this.#waiting.delete(id);
      const done = this.#run(id)
        // Left alone it would end the process, and with it all else that is in hand.
        .catch((error: unknown) => log.warn({ err: error }, "a piece of work ended before it began"))
        .finally(() => {
          this.#running.delete(id);
          this.#next();
        });
      this.#running.set(id, done);
    }
  }

  /** Pieces of work under way. */
  get busy(): number {
    return this.#running.size;
  }

  /** Takes nothing more and waits for what runs, at most `seconds`; the rest is left to its leases. */
  async stop(seconds: number): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, seconds * 1000);
    });
    await Promise.race([Promise.allSettled(this.#running.values()), patience]);
    clearTimeout(timer);
  }
}
