import { closeDatabase } from "#lib/db/database.ts";
import { startWorker } from "#lib/worker/worker.ts";
import { peakMegabytes } from "./machine.ts";
import { answer, collect, filed } from "./request.ts";

/** Run by itself: a worker that answers one person's request, and says how much memory it took at most. */
const worker = await startWorker();
const { id, reference } = await filed(process.argv[2] ?? "");
await collect(id);
const collectedMegabytes = peakMegabytes();
const { bytes, records } = await answer(id, reference);
process.stdout.write(
  `${JSON.stringify({ bytes, records, collectedMegabytes, peakMegabytes: peakMegabytes() })}\n`,
);
await worker.stop();
await closeDatabase();
process.exit(0);
