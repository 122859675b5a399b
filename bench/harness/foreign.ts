import { parentPort, workerData } from "node:worker_threads";
import pg from "pg";

/** Statements of somebody else at a fixed rate, in a thread of their own; how long each waited, from when it was due. */
type Order = {
  url: string;
  statements: { text: string; spread: number }[];
  perSecond: number;
  clients: number;
};

const { url, statements, perSecond, clients } = workerData as Order;
const pool = new pg.Pool({ connectionString: url, max: clients });
pool.on("error", () => {});
const waited: number[] = [];
let running = true;
let open = 0;
let seed = 12_345;

const random = (below: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return seed % below;
};

async function once(due: number): Promise<void> {
  open++;
  try {
    const client = await pool.connect();
    try {
      if (statements.length > 1) await client.query("begin");
      for (const { text, spread } of statements) await client.query(text, spread > 0 ? [random(spread)] : []);
      if (statements.length > 1) await client.query("commit");
    } finally {
      client.release();
    }
    waited.push(performance.now() - due);
  } finally {
    open--;
  }
}

parentPort?.on("message", () => {
  running = false;
});
await Promise.all(Array.from({ length: clients }, async () => (await pool.connect()).release()));
parentPort?.postMessage("ready");
const began = performance.now();
for (let no = 0; running; no++) {
  const due = began + (no * 1000) / perSecond;
  const ahead = due - performance.now();
  // Late ones are sent at once and keep the time at which they were due.
  if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  once(due).catch(() => {});
}
while (open > 0) await new Promise((resolve) => setTimeout(resolve, 5));
await pool.end();
parentPort?.postMessage(waited);
parentPort?.close();
