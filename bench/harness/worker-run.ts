import { keepHeapSmall } from "#lib/worker/small-heap.ts";
import { peakMegabytes } from "./machine.ts";

/** Run by itself: a worker that answers one person's request, and says how much memory it took at most. */
keepHeapSmall();
const { startWorker } = await import("#lib/worker/worker.ts");
const { answer, collect, filed } = await import("./request.ts");
const { closeDatabase } = await import("#lib/db/database.ts");
const worker = await startWorker();
const startedMegabytes = peakMegabytes();
const { id, reference } = await filed(process.argv[2] ?? "");
const began = performance.now();
await collect(id);
const collectedMegabytes = peakMegabytes();
const { bytes, records } = await answer(id, reference);
const seconds = (performance.now() - began) / 1000;
process.stdout.write(
  `${JSON.stringify({ bytes, records, seconds, startedMegabytes, collectedMegabytes, peakMegabytes: peakMegabytes() })}\n`,
);
await worker.stop();
await closeDatabase();
process.exit(0);
