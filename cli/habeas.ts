import { closeDatabase } from "#lib/db/database.ts";
import { closeQueue } from "#lib/jobs/queue.ts";
import { runHabeas } from "./program.ts";

const code = await runHabeas(process.argv.slice(2));
await closeQueue();
await closeDatabase();
process.exitCode = code;
