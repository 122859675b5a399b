import { percent, roundedTop, ticksOf } from "./scale.ts";

export type StripRow = {
  key: string;
  name: string;
  /** How many it was measured on, in words, and their list. */
  of: { words: string; href?: string | undefined };
  spread: { median: number; p90: number; words: string } | null;
};

/**
 * How long things take, one line each on a common axis: a dot where half were done, a ring where nine of ten were.
 * `unit`: what the axis counts, in words; `words` of a tick.
 */
export function DotStrip({
  sentence,
  rows,
  axis,
}: {
  sentence: string;
  rows: readonly StripRow[];
  axis: (value: number) => string;
}) {
  const top = roundedTop(Math.max(0, ...rows.map(({ spread }) => spread?.p90 ?? 0)));
  return (
    <figure className="chart chart-strip" aria-label={sentence}>
      <figcaption>
        <span className="chart-key">
          <svg aria-hidden="true" width="12" height="12">
            <circle className="strip-median" cx="6" cy="6" r="5" />
          </svg>
          half took no longer
        </span>
        <span className="chart-key">
          <svg aria-hidden="true" width="12" height="12">
            <circle className="strip-p90" cx="6" cy="6" r="4.5" />
          </svg>
          nine of ten took no longer
        </span>
      </figcaption>
      <ul>
        {rows.map(({ key, name, of, spread }) => (
          <li key={key}>
            <span className="strip-name">{name}</span>
            <svg className="strip-picture" aria-hidden="true">
              <line className="chart-grid" x1="0" x2="100%" y1="50%" y2="50%" />
              {spread ? (
                <>
                  <line
                    className="strip-span"
                    x1={percent(spread.median, top)}
                    x2={percent(spread.p90, top)}
                    y1="50%"
                    y2="50%"
                  />
                  <circle className="strip-p90" cx={percent(spread.p90, top)} cy="50%" r="5" />
                  <circle className="strip-median" cx={percent(spread.median, top)} cy="50%" r="5" />
                </>
              ) : null}
            </svg>
            <span className="strip-words">{spread?.words ?? "not answered yet"}</span>
            <span className="strip-of">{of.href ? <a href={of.href}>{of.words}</a> : of.words}</span>
          </li>
        ))}
        <li className="strip-axis" aria-hidden="true">
          <span className="strip-name" />
          <span className="strip-ticks">
            {ticksOf(top).map((tick) => (
              <span key={tick}>{axis(tick)}</span>
            ))}
          </span>
        </li>
      </ul>
    </figure>
  );
}
