import { percent, roundedTop, ticksOf } from "./scale.ts";

/** One line: how it is called and drawn. Lines differ by dash and by the sign at their points, not by colour alone. */
type Series = { key: string; name: string };

type Point = { label: string; short: string; values: Record<string, { n: number; href: string }> };

/** Counts over time. The first series is drawn whole with round signs, the second dashed with square ones. */
export function LineChart({
  sentence,
  series,
  points,
}: {
  sentence: string;
  series: readonly [Series, Series];
  points: readonly Point[];
}) {
  const all = points.flatMap(({ values }) => series.map(({ key }) => values[key]?.n ?? 0));
  const top = roundedTop(Math.max(0, ...all));
  const x = (at: number) => percent(at + 0.5, points.length);
  const y = (n: number) => percent(top - n, top);
  return (
    <figure className="chart chart-line">
      <figcaption>
        {series.map(({ key, name }, at) => (
          <span key={key} className={`chart-key chart-series-${at}`}>
            <svg aria-hidden="true" width="34" height="12">
              <line x1="0" y1="6" x2="34" y2="6" />
              <Sign at={at} x="17" y="6" />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
      <div className="chart-line-plot">
        <div className="chart-line-scale" aria-hidden="true">
          {ticksOf(top)
            .toReversed()
            .map((tick) => (
              <span key={tick}>{tick.toLocaleString("en-GB")}</span>
            ))}
        </div>
        <svg className="chart-picture" aria-label={sentence}>
          {ticksOf(top).map((tick) => (
            <line key={tick} className="chart-grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          {series.map(({ key, name }, line) => (
            <g key={key} className={`chart-series-${line}`}>
              {points.slice(1).map((point, at) => (
                <line
                  key={point.label}
                  x1={x(at)}
                  y1={y(points[at]?.values[key]?.n ?? 0)}
                  x2={x(at + 1)}
                  y2={y(point.values[key]?.n ?? 0)}
                />
              ))}
              {points.map(({ label, values }, at) => {
                const value = values[key];
                if (!value) return null;
                return (
                  <a key={label} href={value.href} aria-label={`${label}: ${value.n} ${name}`}>
                    <circle className="chart-hit" cx={x(at)} cy={y(value.n)} r="12" />
                    <Sign at={line} x={x(at)} y={y(value.n)} />
                    <title>{`${label}: ${value.n} ${name}`}</title>
                  </a>
                );
              })}
            </g>
          ))}
        </svg>
        <div className="chart-line-months" aria-hidden="true">
          {points.map(({ label, short }) => (
            <span key={label}>{short}</span>
          ))}
        </div>
      </div>
    </figure>
  );
}

/** Round for the first line, square for the second. */
function Sign({ at, x, y }: { at: number; x: string; y: string }) {
  if (at === 0) return <circle className="chart-sign" cx={x} cy={y} r="4" />;
  return (
    <svg x={x} y={y} overflow="visible" aria-hidden="true">
      <rect className="chart-sign" x="-4" y="-4" width="8" height="8" />
    </svg>
  );
}
