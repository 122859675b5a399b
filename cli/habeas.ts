import { closeDatabase } from "#lib/db/database.ts";
import { closeQueue } from "#lib/jobs/queue.ts";
import { closeVault } from "#lib/vault/open.ts";
import { runHabeas } from "./program.ts";

const code = await runHabeas(process.argv.slice(2));
await closeVault();
await closeQueue();
await closeDatabase();
process.exitCode = code;
