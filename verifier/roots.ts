import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { LogFile } from "./read.ts";
import { leafHash, Tree } from "./tree.ts";

/** The roots of the tree over the lines of a log, in hex, at each size that was asked for and reached; and its size. */
export type Roots = { size: number; at: Map<number, string> };

/** A smaller log is not worth a thread. */
const worthAThread = 8 << 20;

type Asked = { path: string; end: number; sizes: number[] };

/**
 * The roots at some sizes of the tree over all entries of a log. A long log is hashed in a thread of its own, which reads
 * the file by itself: the chains are looked through meanwhile. `end`: the offset behind the last entry.
 */
export async function rootsAt(path: string, end: number, sizes: number[]): Promise<Roots> {
  const asked: Asked = { path, end, sizes };
  if (end < worthAThread) return rootsOf(asked);
  const worker = new Worker(new URL(import.meta.url), { workerData: asked });
  const [roots] = await once(worker, "message");
  return roots;
}

function rootsOf({ path, end, sizes }: Asked): Roots {
  const log = new LogFile(path);
  try {
    const wanted = new Set(sizes);
    const at = new Map<number, string>();
    const tree = new Tree();
    const note = () => {
      if (wanted.has(tree.size)) at.set(tree.size, tree.root().toString("hex"));
    };
    note();
    let head = true;
    for (const line of log.lines(0, end)) {
      if (!line) break;
      if (!head) {
        tree.add(leafHash(line.marked));
        note();
      }
      head = false;
    }
    return { size: tree.size, at };
  } finally {
    log.close();
  }
}

if (!isMainThread && parentPort) parentPort.postMessage(rootsOf(workerData));
