import pg from "pg";
import { clocksOf } from "#lib/clock/clocks.ts";
import { calendarFor } from "#lib/clock/deadline.ts";
import { addDays } from "#lib/core/day.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import { fillCrowd } from "#lib/request/clocks/sweep/fixture/crowd.ts";
import { openHouse } from "../harness/house.ts";
import { type Comparison, compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const small = 20_000;
const million = 1_000_000;

/** Microseconds for all clocks of one request under one law; the median of several laws. */
function oneComputation(today: string): number {
  const rounds = 50_000;
  const took = ["EU_GDPR", "UK_GDPR", "US_CA_CCPA"].map((id) => {
    const regime = regimes.findLast((one) => one.id === id);
    if (!regime) return Number.NaN;
    const calendar = calendarFor(regime, "IE");
    const judgeAll = () => {
      const began = performance.now();
      for (let at = 0; at < rounds; at++) {
        const received = addDays(today, -(at % 200));
        clocksOf({ regime, right: "access", received, calendar, questions: [] }, today);
      }
      return ((performance.now() - began) * 1000) / rounds;
    };
    judgeAll();
    return judgeAll();
  });
  return took.sort((a, b) => a - b)[1] ?? Number.NaN;
}

type Plan = { "Node Type": string; "Index Name"?: string; Plans?: Plan[] };

/** The page of what is due now, as the sweep reads it: milliseconds, and whether from the index alone. */
async function duePage(client: pg.Client, today: string): Promise<Record<string, number>> {
  const text = `explain (analyze, format json) select distinct next_mark_on, request_id from clock
    where next_mark_on <= date '${today}' order by next_mark_on, request_id limit 200`;
  const { rows } = await client.query<{ "QUERY PLAN": { Plan: Plan; "Execution Time": number }[] }>(text);
  const told = rows[0]?.["QUERY PLAN"][0];
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  const scan = told ? nodes(told.Plan).find((one) => one["Index Name"] === "clock_next_mark") : undefined;
  return {
    "due page ms": told?.["Execution Time"] ?? Number.NaN,
    "due page from the index alone": scan?.["Node Type"] === "Index Only Scan" ? 1 : 0,
  };
}

export const bench: Bench = {
  title:
    "deadlines: every open request recounted over one UPDATE of the due column (pass: 3, one computation 10 us)",
  async run(full) {
    const requests = Number(process.env.HABEAS_BENCH_REQUESTS ?? (full ? million : small));
    const house = await openHouse();
    await house.settle([]);
    const { companyToday } = await import("#lib/map/today.ts");
    const { recountClocks } = await import("#lib/request/clocks/sweep/recount.ts");
    const { closeDatabase } = await import("#lib/db/database.ts");
    const client = new pg.Client({ connectionString: await house.database("habeas") });
    try {
      await client.connect();
      const today = companyToday();
      const query = async (text: string) => (await client.query<object>(text)).rows;
      await fillCrowd(query, { requests, open: requests, due: Math.ceil(requests / 1000), today });
      const unguarded = async (text: string) => {
        await client.query("set session_replication_role = replica");
        await client.query(text);
        await client.query("set session_replication_role = origin");
      };
      const tidy = () => client.query("vacuum (analyze) request, clock, clock_change");
      // The clocks as the law counts them; what the crowd was filled with is no more than a shape.
      await recountClocks({ dryRun: false });
      await tidy();
      const made = `${requests} days`;
      const peer: Side = async () => {
        const began = performance.now();
        await unguarded("update request set safe_due = safe_due + 1 where ended_at is null");
        const ms = performance.now() - began;
        await unguarded("update request set safe_due = safe_due - 1 where ended_at is null");
        await tidy();
        return { ms, made };
      };
      const recount = async (differ: number) => {
        const began = performance.now();
        const told = await recountClocks({ dryRun: false });
        const ms = performance.now() - began;
        if (told.open !== requests || told.differ !== differ || told.failed > 0)
          throw new Error(`recounted ${told.open}, ${told.differ} differed, ${told.failed} failed`);
        return ms;
      };
      const standing: Side = async () => ({ ms: await recount(0), made });
      const moving: Side = async () => {
        await unguarded("update request set safe_due = safe_due + 1, legal_due = legal_due + 1");
        await unguarded("update clock set safe_due = safe_due + 1, legal_due = legal_due + 1");
        await tidy();
        const ms = await recount(requests);
        await tidy();
        return { ms, made };
      };
      const results: Record<string, Comparison> = {};
      results[`${requests} recounted, none moves`] = await compare(standing, peer);
      results[`${requests} recounted, all move`] = await compare(moving, peer);
      for (const one of Object.values(results)) {
        one.notes["one computation us"] = oneComputation(today);
        one.notes["us a request"] = (one.ours.median * 1000) / requests;
        Object.assign(one.notes, await duePage(client, today));
      }
      return results;
    } finally {
      await client.end();
      await closeDatabase();
      await house.end();
    }
  },
};
