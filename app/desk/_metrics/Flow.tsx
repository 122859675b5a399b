import { LineChart } from "#app/desk/_charts/LineChart.tsx";
import { StackedBar } from "#app/desk/_charts/StackedBar.tsx";
import { Twin } from "#app/desk/_charts/Twin.tsx";
import type { Metrics } from "#lib/metrics/read.ts";
import { listOf } from "./links.ts";
import { Part } from "./Part.tsx";
import { days, monthName, monthShort, number, onTimeWords, outcomeWords } from "./words.ts";

/** What came in and what was answered, month by month. */
export function Flow({ metrics: { months, asked, total } }: { metrics: Metrics }) {
  const sentence = `${number(total.received)} requests came in and ${number(total.closed)} were answered or ended, month by month.`;
  return (
    <Part id="flow" title="Came in and went out" words={sentence}>
      <LineChart
        sentence={sentence}
        series={[
          { key: "received", name: "came in" },
          { key: "closed", name: "answered or ended" },
        ]}
        points={months.map((month) => ({
          label: monthName(month.key),
          short: monthShort(month.key),
          values: {
            received: { n: month.received, href: listOf("received", asked, [], month.key) },
            closed: { n: month.closed, href: listOf("ended", asked, [], month.key) },
          },
        }))}
      />
      <Twin
        caption="By month"
        head={["Month", "Came in", "Answered or ended", "Late", "On time", "Median", "p90"]}
        rows={months.map((month) => ({
          key: month.key,
          cells: [
            { words: monthName(month.key) },
            { words: number(month.received), href: listOf("received", asked, [], month.key) },
            { words: number(month.closed), href: listOf("ended", asked, [], month.key) },
            { words: number(month.late), href: listOf("ended", asked, ["is:late"], month.key) },
            { words: onTimeWords(month.answered, month.late) },
            { words: month.spread ? days(month.spread.median) : "–" },
            { words: month.spread ? days(month.spread.p90) : "–" },
          ],
        }))}
      />
    </Part>
  );
}

/** What became of them. */
export function Outcomes({ metrics: { outcomes, asked } }: { metrics: Metrics }) {
  const parts = outcomes.map(({ what, n }) => ({
    key: what,
    name: outcomeWords[what]?.name ?? what,
    tone: outcomeWords[what]?.tone ?? ("slate" as const),
    n,
    words: number(n),
    href: listOf("ended", asked, [`outcome:${what}`]),
  }));
  const sentence = `How they ended: ${parts.map(({ name, words }) => `${name} ${words}`).join(", ")}.`;
  return (
    <Part
      id="outcomes"
      title="What became of them"
      words="Each request once, under the law whose day came first."
      empty={parts.length === 0 ? "Nothing was answered in this time." : null}
    >
      <StackedBar sentence={sentence} parts={parts} />
      <Twin
        caption="What became of them"
        head={["Outcome", "Requests"]}
        rows={parts.map(({ key, name, words, href }) => ({ key, cells: [{ words: name }, { words, href }] }))}
      />
    </Part>
  );
}
