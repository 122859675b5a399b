import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { fillEnded } from "#lib/metrics/fixture/crowd.ts";
import { openHouse } from "../harness/house.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import { median } from "../harness/statistics.ts";
import type { Bench } from "../run.ts";

const small = 10_000;
const large = 100_000;
const million = 1_000_000;
const today = "2026-11-23";
const reads = 40;
/** At once: a crowd of a million in one statement would hold a million rows of work in memory. */
const step = 100_000;

/** What the slowest one in twenty of some durations took at least. */
const p95 = (took: readonly number[]) =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? Number.NaN;

/** What the page's first chart and its two tables would be without figures that are kept. */
const naive = `
  select date_trunc('month', x.responded_day) as month, x.right_asked, x.law, count(*), count(*) filter (where not x.on_time),
      percentile_disc(0.5) within group (order by x.days), percentile_disc(0.9) within group (order by x.days)
    from request r join request_record x on x.request_id = r.id
    where x.responded_day between date '2025-12-01' and date '2026-11-30' group by 1, 2, 3`;

export const bench: Bench = {
  title:
    "the figures of the desk over a large number of requests, over those of 10,000, p95 (pass: 1.5, budget 100 ms)",
  async run(full) {
    const requests = Number(process.env.HABEAS_BENCH_REQUESTS ?? (full ? million : large));
    const house = await openHouse();
    await house.settle([]);
    const { environment } = await import("#lib/config/environment.ts");
    const { closeDatabase } = await import("#lib/db/database.ts");
    const { migrate } = await import("#lib/db/migrate.ts");
    const { askedOf } = await import("#lib/metrics/asked.ts");
    const { foldMetrics } = await import("#lib/metrics/fold.ts");
    const { readMetrics } = await import("#lib/metrics/read.ts");
    const { atDesk } = await import("#lib/staff/fixture/member.ts");
    const reader = (scope: Partial<Scope> = {}): Actor => ({
      ...atDesk,
      kind: "staff",
      staffId: randomUUID(),
      name: "Member 1",
      initials: "M1",
      role: "officer",
      scope: { ...atDesk.scope, ...scope },
    });
    const clients = new Map<number, pg.Client>();
    const urls = new Map<number, string>();
    try {
      for (const size of [small, requests]) {
        const url = await house.database(`metrics_${size}`);
        await migrate(url);
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        await closeDatabase();
        environment().HABEAS_DATABASE_URL = url;
        for (let from = 0; from < size; from += step) {
          const some = { from: from + 1, to: Math.min(size, from + step) };
          await fillEnded(
            async (text, values) => (await client.query<object>(text, values)).rows,
            some,
            today,
          );
          await foldMetrics();
        }
        await client.query("vacuum (analyze) request, request_record, metric_cell, metric_change");
        clients.set(size, client);
        urls.set(size, url);
      }
      const side =
        (size: number, query: Record<string, string>, actor: Actor): Side =>
        async () => {
          await closeDatabase();
          environment().HABEAS_DATABASE_URL = urls.get(size) ?? "";
          const asked = askedOf(query, today);
          await readMetrics(actor, asked);
          const took: number[] = [];
          for (let at = 0; at < reads; at++) {
            const began = performance.now();
            await readMetrics(actor, asked);
            took.push(performance.now() - began);
          }
          return { ms: p95(took), made: "figures" };
        };
      const cases: Record<string, [Record<string, string>, Actor]> = {
        "a year of everything": [{}, reader()],
        "two years of one right and brand": [{ period: "24m", right: "erasure", brand: "harbour" }, reader()],
        "a year of two countries": [{}, reader({ places: ["DE", "US"] })],
      };
      const results: Record<string, Comparison> = {};
      for (const [name, [query, actor]] of Object.entries(cases)) {
        const one = await compare(side(requests, query, actor), side(small, query, actor), 5);
        one.notes["naive GROUP BY ms"] = await timed(clients.get(requests));
        one.notes["naive at 10,000 ms"] = await timed(clients.get(small));
        results[`${requests}: ${name}`] = one;
      }
      return results;
    } finally {
      for (const client of clients.values()) await client.end();
      await closeDatabase();
      await house.end();
    }
  },
};

/** The middle of five runs of the naive statement, in milliseconds. */
async function timed(client: pg.Client | undefined): Promise<number> {
  const took: number[] = [];
  for (let at = 0; client && at < 5; at++) {
    const began = performance.now();
    await client.query(naive);
    took.push(performance.now() - began);
  }
  return median(took);
}
