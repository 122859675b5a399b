// How far a source may run ahead of its turn, in values.
const ahead = 256;

type Slot<T> = {
  values: T[];
  ended: boolean;
  failure: unknown;
  failed: boolean;
  wake: () => void;
  room: () => void;
};

/**
 * What the sources give, one source after the other in their order, while the next ones are already being read: at
 * most `atOnce` at a time, each only a little ahead of its turn. The list may grow while it is read.
 */
export async function* inOrder<A, T>(
  asked: readonly A[],
  atOnce: number,
  open: (one: A) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (atOnce < 2) {
    for (let at = 0; at < asked.length; at += 1) yield* open(asked[at] as A);
    return;
  }
  const running: Slot<T>[] = [];
  let stopped = false;
  let begun = 0;
  const begin = (): void => {
    while (running.length < atOnce && begun < asked.length) {
      const source = open(asked[begun] as A);
      begun += 1;
      const slot: Slot<T> = {
        values: [],
        ended: false,
        failure: undefined,
        failed: false,
        wake: nothing,
        room: nothing,
      };
      running.push(slot);
      void pump(source, slot, () => stopped);
    }
  };
  try {
    for (begin(); running[0] !== undefined; running.shift(), begin()) {
      const [slot] = running;
      for (;;) {
        const values = slot.values.splice(0);
        slot.room();
        for (const value of values) yield value;
        begin();
        if (slot.values.length > 0) continue;
        if (slot.failed) throw slot.failure;
        if (slot.ended) break;
        await new Promise<void>((resolve) => {
          slot.wake = resolve;
        });
      }
    }
  } finally {
    // Whoever stops reading does not wait for answers under way: each ends with its next value, or with the session.
    stopped = true;
    for (const slot of running) slot.room();
  }
}

const nothing = () => {};

async function pump<T>(source: AsyncGenerator<T>, slot: Slot<T>, stopped: () => boolean): Promise<void> {
  try {
    for await (const value of source) {
      slot.values.push(value);
      slot.wake();
      if (slot.values.length >= ahead && !stopped()) {
        await new Promise<void>((resolve) => {
          slot.room = resolve;
        });
      }
      if (stopped()) return;
    }
    slot.ended = true;
  } catch (error) {
    slot.failure = error;
    slot.failed = true;
  } finally {
    slot.ended = true;
    slot.wake();
  }
}
