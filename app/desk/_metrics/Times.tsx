import { DotStrip, type StripRow } from "#app/desk/_charts/DotStrip.tsx";
import { HeatTable } from "#app/desk/_charts/HeatTable.tsx";
import { Twin } from "#app/desk/_charts/Twin.tsx";
import { lawTitle } from "#app/desk/_figures/words.ts";
import { monthsOf } from "#lib/metrics/asked.ts";
import type { Group, Metrics } from "#lib/metrics/read.ts";
import { listOf } from "./links.ts";
import { Part } from "./Part.tsx";
import { days, monthName, monthShort, number, onTimeWords, rightName } from "./words.ts";

/** How long answers take, by right or by law. */
export function Times({ metrics, by }: { metrics: Metrics; by: "right" | "law" }) {
  const { asked } = metrics;
  const groups = by === "right" ? metrics.rights : metrics.laws;
  const nameOf = by === "right" ? rightName : lawTitle;
  const term = ({ key }: Group) => [`${by}:${key}`];
  const plain = by === "right" ? { ...asked, right: null } : { ...asked, law: null };
  const rows: StripRow[] = groups.map((group) => ({
    key: group.key,
    name: nameOf(group.key),
    of: { words: `${number(group.closed)} ended`, href: listOf("ended", plain, term(group)) },
    spread: group.spread
      ? {
          ...group.spread,
          words: `${number(group.spread.median)}, nine of ten ${days(group.spread.p90)}`,
        }
      : null,
  }));
  const title = by === "right" ? "Days to an answer, by right" : "Days to an answer, by law";
  return (
    <Part
      id={`times-${by}`}
      title={title}
      words="From receipt to the answer, pauses included."
      empty={rows.length === 0 ? "No request in this time." : null}
    >
      <DotStrip sentence={title} rows={rows} axis={(value) => number(value)} />
      <Twin
        caption={title}
        head={[
          by === "right" ? "Right" : "Law",
          "Came in",
          "Answered or ended",
          "Late",
          "On time",
          "Median",
          "p90",
        ]}
        rows={groups.map((group) => ({
          key: group.key,
          cells: [
            { words: nameOf(group.key) },
            { words: number(group.received), href: listOf("received", plain, term(group)) },
            { words: number(group.closed), href: listOf("ended", plain, term(group)) },
            { words: number(group.late), href: listOf("ended", plain, ["is:late", ...term(group)]) },
            { words: onTimeWords(group.answered, group.late) },
            { words: group.spread ? days(group.spread.median) : "–" },
            { words: group.spread ? days(group.spread.p90) : "–" },
          ],
        }))}
      />
    </Part>
  );
}

/** The days in the middle, for each right and month. */
export function ByMonth({ metrics: { heat, asked } }: { metrics: Metrics }) {
  const months = monthsOf(asked);
  const rights = [...new Set(heat.map(({ right }) => right))].sort((a, b) =>
    rightName(a).localeCompare(rightName(b)),
  );
  const plain = { ...asked, right: null };
  return (
    <Part
      id="by-month"
      title="Days to an answer, right by month"
      words="The number of days within which half were answered. Darker is slower."
      empty={rights.length === 0 ? "Nothing was answered in this time." : null}
    >
      <HeatTable
        caption="Median days by right and month of the answer"
        columns={months.map((month) => ({ key: month, name: monthShort(month) }))}
        rows={rights.map((right) => ({
          key: right,
          name: rightName(right),
          cells: months.map((month) => {
            const cell = heat.find((one) => one.right === right && one.month === month);
            if (!cell) return null;
            const { n, median, p90 } = cell.spread;
            return {
              value: median,
              words: number(median),
              href: listOf("ended", plain, [`right:${right}`], month),
              title: `${rightName(right)}, ${monthName(month)}: ${number(n)} answered, half within ${days(median)}, nine of ten within ${days(p90)}`,
            };
          }),
        }))}
      />
    </Part>
  );
}
