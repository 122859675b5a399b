import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { applyMigrations } from "#lib/db/apply.ts";
import { migrate } from "#lib/db/migrate.ts";
import { createRoles } from "#lib/db/roles/create.ts";
import { fillQueue } from "#lib/queue/fixture/crowd.ts";
import { launchPostgres } from "#workshop/postgres/launch.ts";
import type { Comparison } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

/** How many migrations the version had that is upgraded from: those up to 0082. */
const before = 83;
/** The longest that anybody may wait, in milliseconds. */
const budget = 1000;

/** The migrations as that version had them. */
function olderMigrations(): string {
  const folder = mkdtempSync(join(tmpdir(), "habeas-older-"));
  cpSync(fileURLToPath(new URL("../../drizzle/migrations", import.meta.url)), folder, { recursive: true });
  const file = join(folder, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: unknown[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, before) }));
  return folder;
}

/** Files one request after the other until told to stop; each is three rows in a transaction. Answers how long each took. */
function filing(client: pg.Client, from: number): { stop(): Promise<number[]> } {
  let going = true;
  const took: number[] = [];
  const run = (async () => {
    for (let n = from; going; n++) {
      const id = `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
      const began = performance.now();
      await client.query("begin");
      await client.query("insert into dossier (id) values ($1)", [id]);
      await client.query(
        `insert into request (id, dossier_id, reference, right_asked, status, language, place, regime, rule_version,
            received_at, received_day, legal_due, safe_due, sealed, mailbox_token, name_tokens, once_key)
          values ($1, $1, 'UP-' || $2, 'access', 'received', 'en', 'IE', 'EU_GDPR', 'EU_GDPR@1', now(), current_date,
            current_date + 30, current_date + 28, 'x', 'x', '{}', $2)`,
        [id, `n${n}`],
      );
      await client.query(
        "insert into request_law (request_id, law, rule_version, reason) values ($1, 'EU_GDPR', 'EU_GDPR@1', 'residence')",
        [id],
      );
      await client.query("commit");
      took.push(performance.now() - began);
    }
  })();
  return {
    async stop() {
      going = false;
      await run;
      return took;
    },
  };
}

const side = (ms: number) => ({ median: ms, spread: 0, samples: [ms] });

export const bench: Bench = {
  title: "upgrade: the longest wait of one who files while every migration since 0082 runs (budget 1 s)",
  async run(full) {
    const requests = full ? 1_000_000 : 100_000;
    const folder = mkdtempSync(join(tmpdir(), "habeas-bench-"));
    const older = olderMigrations();
    const server = await launchPostgres({
      folder: join(folder, "postgres"),
      settings: { autovacuum: "off", checkpoint_timeout: "1h", max_wal_size: "8GB", shared_buffers: "512MB" },
    });
    const url = server.url("postgres");
    const [owner, person] = [url, url].map((connectionString) => new pg.Client({ connectionString }));
    if (!owner || !person) throw new Error("two clients");
    try {
      await owner.connect();
      await person.connect();
      await createRoles(owner);
      await applyMigrations(owner, older);
      await fillQueue(async (text, values) => (await owner.query(text, values as unknown[])).rows as never, {
        requests,
        open: 0,
        owners: 40,
        today: "2026-11-23",
      });
      const calm = filing(person, requests + 1);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      const alone = await calm.stop();
      const during = filing(person, requests + 1 + alone.length);
      const began = performance.now();
      await migrate(url);
      const ms = performance.now() - began;
      const waits = await during.stop();
      const longest = Math.max(...waits);
      const comparison: Comparison = {
        ratio: longest / budget,
        interval: [longest / budget, longest / budget],
        ours: side(longest),
        peer: side(budget),
        noisy: 0,
        verdict: longest <= budget ? "measured: within the budget" : "measured: OVER THE BUDGET",
        notes: {
          requests,
          "migration took ms": ms,
          "filed meanwhile": waits.length,
          "longest without a migration, ms": Math.max(...alone),
        },
      };
      return { "longest wait / 1 s": comparison };
    } finally {
      await Promise.all([owner.end(), person.end()]).catch(() => {});
      await server.stop("immediate");
      rmSync(folder, { recursive: true, force: true });
      rmSync(older, { recursive: true, force: true });
    }
  },
};
