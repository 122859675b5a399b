import type { LineWriter } from "./lines.ts";
import type { Cell, Flow, Link } from "./link.ts";

const mostWaiting = 4;

/** The rows of a statement as record lines, no faster than they are read. The first cell is the key. */
export async function* lineStream(link: Link, sql: string, writer: LineWriter): AsyncGenerator<Uint8Array> {
  yield* streamOf(
    link,
    sql,
    (row) => {
      writer.add(row);
      return writer.take(false);
    },
    () => writer.take(true),
    (isJson) => writer.expect(isJson),
  );
}

/** The rows of a statement one by one, no faster than they are read. */
export function rowStream(link: Link, sql: string): AsyncGenerator<Cell[]> {
  return streamOf(
    link,
    sql,
    (row) => [row],
    () => [],
    () => {},
  );
}

async function* streamOf<T>(
  link: Link,
  sql: string,
  take: (row: Cell[]) => readonly T[],
  rest: () => readonly T[],
  heads: (isJson: readonly boolean[]) => void,
): AsyncGenerator<T> {
  const waiting: T[] = [];
  const state: { is: "flowing" | "ended" | "failed" } = { is: "flowing" };
  let wake = () => {};
  const receive = (row: Cell[]): void => {
    const made = take(row);
    if (made.length === 0) return;
    waiting.push(...made);
    if (waiting.length >= mostWaiting) flow.pause();
    wake();
  };
  const flow: Flow = link.flow(sql, receive, heads);
  flow.ended.then(
    () => {
      waiting.push(...rest());
      state.is = "ended";
      wake();
    },
    () => {
      state.is = "failed";
      wake();
    },
  );
  try {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) {
        yield next;
        continue;
      }
      if (state.is === "ended") return;
      if (state.is === "failed") break;
      const more = new Promise<void>((resolve) => {
        wake = resolve;
      });
      flow.resume();
      await more;
    }
    // Says why.
    await flow.ended;
  } finally {
    if (state.is === "flowing") link.cut();
  }
}
