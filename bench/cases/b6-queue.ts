import pg from "pg";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { fillQueue, ownerId, personMail, personName } from "#lib/queue/fixture/crowd.ts";
import { openHouse } from "../harness/house.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const small = 1000;
const large = 100_000;
const million = 1_000_000;
const owners = 40;
/** So many open ones in the small queue that its pages are as full as those of the large one. */
const openOfSmall = 60;
const today = "2026-11-23";
const reads = 60;
/** A person who is there in both. */
const somebody = 17;

/** What the slowest one in twenty of some durations took at least. */
const p95 = (took: readonly number[]) =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? Number.NaN;

export const bench: Bench = {
  title:
    "the desk's queue in a large house over one of 1,000 requests, p95 (pass: list 1.5, with counts 2, search 3)",
  async run(full) {
    const requests = Number(process.env.HABEAS_BENCH_REQUESTS ?? (full ? million : large));
    const house = await openHouse();
    await house.settle([]);
    const { environment } = await import("#lib/config/environment.ts");
    const { closeDatabase } = await import("#lib/db/database.ts");
    const { migrate } = await import("#lib/db/migrate.ts");
    const { readCounts } = await import("#lib/queue/counts.ts");
    const { houseValues } = await import("#lib/queue/house-values.ts");
    const { readQueue } = await import("#lib/queue/read.ts");
    const { withoutPersonalData } = await import("#lib/queue/search-words.ts");
    const { atDesk } = await import("#lib/staff/fixture/member.ts");
    const reader = (scope: Partial<Scope> = {}): Actor => ({
      ...atDesk,
      kind: "staff",
      staffId: ownerId(1),
      name: "Member 1",
      initials: "M1",
      role: "analyst",
      scope: { ...atDesk.scope, ...scope },
    });
    const sizes = { [small]: openOfSmall, [requests]: Math.max(openOfSmall, requests / 50) };
    const urls = new Map<number, string>();
    try {
      for (const [size, open] of Object.entries(sizes)) {
        const url = await house.database(`queue_${size}`);
        await migrate(url);
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        const crowd = { requests: Number(size), open, owners, today };
        await fillQueue(async (text, values) => (await client.query<object>(text, values)).rows, crowd);
        await client.end();
        urls.set(Number(size), url);
      }
      const side =
        (size: number, read: () => Promise<number>): Side =>
        async () => {
          await closeDatabase();
          environment().HABEAS_DATABASE_URL = urls.get(size) ?? "";
          await read();
          const took: number[] = [];
          const rows: number[] = [];
          for (let at = 0; at < reads; at++) {
            const began = performance.now();
            rows.push(await read());
            took.push(performance.now() - began);
          }
          return { ms: p95(took), made: `${new Set(rows).size === 1 ? rows[0] : "several"} rows` };
        };
      const list = async (query: string, actor = reader()) => {
        const { rows } = await readQueue(actor, { query });
        return rows.length;
      };
      const cases: Record<string, () => Promise<number>> = {
        list: () => list("is:open -is:snoozed"),
        "list, what is done": () => list("is:done sort:-due"),
        "list of a part of the house": () =>
          list("is:open", reader({ places: ["IE", "FR", "DE", "US", "GB", "ES"] })),
        "list and counts": async () => {
          const [rows] = await Promise.all([list("is:open -is:snoozed"), readCounts(reader())]);
          return rows;
        },
        counts: async () => Object.keys(await readCounts(reader())).length,
        "what can be filtered by": async () => Object.keys(await houseValues(reader())).length,
        "search by mail address": () => list(withoutPersonalData(personMail(somebody)).query),
        "search by name": () => list(withoutPersonalData(personName(somebody)).query),
      };
      const results: Record<string, Comparison> = {};
      for (const [name, read] of Object.entries(cases))
        results[`${requests}: ${name}`] = await compare(side(requests, read), side(small, read));
      return results;
    } finally {
      await closeDatabase();
      await house.end();
    }
  },
};
