import type { Metrics } from "#lib/metrics/read.ts";
import { listOf, openList } from "./links.ts";
import { days, number, onTimeWords } from "./words.ts";

/** What can be read in five seconds: on time, and the six numbers beside it. Each leads to its list. */
export function Headline({ metrics, slow }: { metrics: Metrics; slow: string | null }) {
  const { total, asked, ahead } = metrics;
  const { answered, late, spread } = total;
  const open = ahead.open.reduce((sum, { n }) => sum + n, 0);
  const atRisk = ahead.atRisk.reduce((sum, { n }) => sum + n, 0);
  return (
    <section aria-label="In short" className="metrics-short">
      <p className="metrics-head">
        {answered === 0 ? (
          "No answers yet"
        ) : (
          <>
            <b>{onTimeWords(answered, late)}</b> on time
          </>
        )}
      </p>
      <p className="metrics-because">
        {answered === 0 ? (
          "Nothing was answered in this time."
        ) : (
          <>
            {number(answered)} answered,{" "}
            {late === 0 ? "none" : <a href={listOf("ended", asked, ["is:late"])}>{number(late)}</a>} after the
            legal day.{slow ? ` ${slow}` : ""}
          </>
        )}
      </p>
      <dl className="metrics-numbers">
        <Fact name="Came in" href={listOf("received", asked)} words={number(total.received)} />
        <Fact name="Answered or ended" href={listOf("ended", asked)} words={number(total.closed)} />
        <Fact
          name="Half took no longer than"
          href={listOf("ended", asked)}
          words={spread ? days(spread.median) : "–"}
        />
        <Fact
          name="Nine of ten no longer than"
          href={listOf("ended", asked)}
          words={spread ? days(spread.p90) : "–"}
        />
        <Fact name="Open now" href={openList(asked, ["is:open"])} words={number(open)} />
        <Fact
          name="Overdue now"
          href={openList(asked, ["is:overdue"])}
          words={number(ahead.overdue)}
          tone={ahead.overdue > 0 ? "brick" : null}
        />
        <Fact
          name="Will be late, by forecast"
          href={openList(asked, ["is:at_risk"])}
          words={number(atRisk)}
          tone={atRisk > 0 ? "ochre" : null}
        />
      </dl>
    </section>
  );
}

function Fact({
  name,
  href,
  words,
  tone = null,
}: {
  name: string;
  href: string;
  words: string;
  tone?: "brick" | "ochre" | null;
}) {
  return (
    <div className={tone ? `metrics-${tone}` : undefined}>
      <dt>{name}</dt>
      <dd>
        <a href={href}>{words}</a>
      </dd>
    </div>
  );
}
