import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mustMay } from "#lib/decision/figures.ts";
import { companyToday } from "#lib/map/today.ts";
import { type Ahead, readAhead } from "./ahead.ts";
import type { Asked } from "./asked.ts";
import { monthsOf } from "./asked.ts";
import { type Key, type Measure, type Spread, spreads, sums } from "./facts.ts";

/** What came in and what became of it, for one right, law or month. Times in days. */
export type Group = {
  key: string;
  received: number;
  /** Answered or ended otherwise. */
  closed: number;
  answered: number;
  late: number;
  spread: Spread | null;
};

/** How long one stage or system took, in minutes. */
export type Took = { what: string; spread: Spread | null };

export type SystemFigures = Took & { asked: number; trouble: number };

export type Metrics = {
  asked: Asked;
  total: Group;
  months: Group[];
  rights: Group[];
  laws: Group[];
  /** For each right and month with answers. */
  heat: { right: string; month: Day; spread: Spread }[];
  outcomes: { what: string; n: number }[];
  stages: Took[];
  /** Minutes of waiting, by whom it was waited for. */
  waits: { what: string; n: number }[];
  systems: SystemFigures[];
  grounds: { what: string; n: number }[];
  hidden: { requests: number; places: number };
  reopened: number;
  ahead: Ahead;
};

const came: readonly Measure[] = ["received", "outcome"];

/**
 * The figures of a period, of the requests in an actor's scope. Read from sums that are kept: a million requests cost
 * what a few thousand do. Throws HabeasError `forbidden`.
 */
export async function readMetrics(actor: Actor, asked: Asked): Promise<Metrics> {
  mustMay(actor, "see_figures");
  return inTransaction(async (tx) => {
    const total = await groups(tx, actor, asked, null);
    const months = await groups(tx, actor, asked, "month");
    const heat = await spreads(tx, actor, asked, { measures: ["answer"], by: ["right_asked", "month"] });
    const stages = await took(tx, actor, asked, "stage");
    const others = await sums(tx, actor, asked, {
      measures: ["outcome", "waits", "ground", "hidden", "reopened", "asked", "trouble"],
      by: ["measure", "detail"],
    });
    const of = (measure: Measure) =>
      others
        .filter((row) => row.measure === measure)
        .map(({ detail, n }) => ({ what: detail, n }))
        .sort((a, b) => b.n - a.n);
    const count = (measure: Measure, what: string) => of(measure).find((row) => row.what === what)?.n ?? 0;
    const systems = await took(tx, actor, asked, "system");
    return {
      asked,
      total: total[0] ?? none("all"),
      months: monthsOf(asked).map((month) => months.find(({ key }) => key === month) ?? none(month)),
      rights: busiest(await groups(tx, actor, asked, "right_asked")),
      laws: busiest(await groups(tx, actor, asked, "regime")),
      heat: heat.map(({ right_asked: right, month, ...spread }) => ({ right, month, spread })),
      outcomes: of("outcome"),
      stages,
      waits: of("waits"),
      systems: of("asked").map(({ what, n }) => ({
        what,
        asked: n,
        trouble: count("trouble", what),
        spread: systems.find((one) => one.what === what)?.spread ?? null,
      })),
      grounds: of("ground"),
      hidden: { requests: count("hidden", "requests"), places: count("hidden", "places") },
      reopened: of("reopened").reduce((sum, { n }) => sum + n, 0),
      ahead: await readAhead(tx, actor, asked, companyToday()),
    };
  });
}

const none = (key: string): Group => ({ key, received: 0, closed: 0, answered: 0, late: 0, spread: null });

const busiest = (all: readonly Group[]): Group[] =>
  all
    .filter(({ received, closed }) => received > 0 || closed > 0)
    .sort((a, b) => b.closed - a.closed || b.received - a.received);

async function groups(
  tx: Transaction,
  actor: Actor,
  asked: Asked,
  by: "month" | "right_asked" | "regime" | null,
): Promise<Group[]> {
  const keys: Key[] = by === null ? [] : [by];
  const counted = await sums(tx, actor, asked, { measures: came, by: ["measure", ...keys] });
  const answers = await sums(tx, actor, asked, { measures: ["answer"], by: ["detail", ...keys] });
  const times = await spreads(tx, actor, asked, { measures: ["answer"], by: ["measure", ...keys] });
  const keyOf = (row: Partial<Record<Key, string>>) => (by === null ? "all" : (row[by] ?? ""));
  const found = new Map<string, Group>();
  const at = (row: Partial<Record<Key, string>>): Group => {
    const key = keyOf(row);
    const group = found.get(key) ?? none(key);
    found.set(key, group);
    return group;
  };
  for (const row of counted) at(row)[row.measure === "received" ? "received" : "closed"] += row.n;
  for (const row of answers) {
    at(row).answered += row.n;
    if (row.detail === "late") at(row).late += row.n;
  }
  for (const { n, median, p90, ...row } of times) at(row).spread = { n, median, p90 };
  return [...found.values()];
}

async function took(
  tx: Transaction,
  actor: Actor,
  asked: Asked,
  measure: "stage" | "system",
): Promise<Took[]> {
  const rows = await spreads(tx, actor, asked, { measures: [measure], by: ["detail"] });
  return rows.map(({ detail: what, n, median, p90 }) => ({ what, spread: { n, median, p90 } }));
}
