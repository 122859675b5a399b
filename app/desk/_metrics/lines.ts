import type { Group, Metrics, Took } from "#lib/metrics/read.ts";

type Line = (string | number)[];

/** The figures of a period as lines of one table: what it is about, what is counted, and the number. */
export function linesOf(metrics: Metrics): Line[] {
  const { asked, total, months, rights, laws, heat, ahead, hidden } = metrics;
  const counted = (about: string, rows: readonly { what: string; n: number }[], unit: string): Line[] =>
    rows.map(({ what, n }) => [about, what, "", unit, n]);
  return [
    ["About", "Which", "Month", "Counted", "Number"],
    ...(
      [
        ["from", asked.from.slice(0, 7)],
        ["to", asked.to.slice(0, 7)],
      ] as const
    ).map(([which, month]): Line => ["period", which, month, "", ""]),
    ...(["right", "law", "brand"] as const).map(
      (name): Line => ["chosen", name, "", asked[name] ?? "all", ""],
    ),
    ...group("all", "all", "", total),
    ...months.flatMap((one) => group("month", "all", one.key.slice(0, 7), one)),
    ...rights.flatMap((one) => group("right", one.key, "", one)),
    ...laws.flatMap((one) => group("law", one.key, "", one)),
    ...heat.flatMap(({ right, month, spread }): Line[] => [
      ["right by month", right, month.slice(0, 7), "answered", spread.n],
      ["right by month", right, month.slice(0, 7), "median days", spread.median],
      ["right by month", right, month.slice(0, 7), "p90 days", spread.p90],
    ]),
    ...counted("outcome", metrics.outcomes, "requests"),
    ...counted("ground of refusal", metrics.grounds, "requests"),
    ...metrics.stages.flatMap((one) => took("stage", one)),
    ...counted("waited for", metrics.waits, "minutes"),
    ...metrics.systems.flatMap((one): Line[] => [
      ["system", one.what, "", "asked", one.asked],
      ["system", one.what, "", "met trouble", one.trouble],
      ...took("system", one),
    ]),
    ["hidden", "", "", "requests", hidden.requests],
    ["hidden", "", "", "places", hidden.places],
    ["opened again", "", "", "requests", metrics.reopened],
    ...counted("open now, waiting for", ahead.open, "requests"),
    ["overdue now", "", "", "requests", ahead.overdue],
    ...ahead.atRisk.map(
      ({ week, n }): Line => ["forecast to be late, due in the week of", week, "", "requests", n],
    ),
  ];
}

function group(about: string, which: string, month: string, one: Group): Line[] {
  return [
    [about, which, month, "came in", one.received],
    [about, which, month, "answered or ended", one.closed],
    [about, which, month, "answered", one.answered],
    [about, which, month, "late", one.late],
    [about, which, month, "median days", one.spread?.median ?? ""],
    [about, which, month, "p90 days", one.spread?.p90 ?? ""],
  ];
}

const took = (about: string, { what, spread }: Took): Line[] =>
  spread
    ? [
        [about, what, "", "timed", spread.n],
        [about, what, "", "median minutes", spread.median],
        [about, what, "", "p90 minutes", spread.p90],
      ]
    : [];
