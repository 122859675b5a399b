import { percent } from "./scale.ts";

export type Tone = "moss" | "harbour" | "ochre" | "plum" | "slate" | "brick";

export type Part = {
  key: string;
  name: string;
  n: number;
  words: string;
  tone: Tone;
  href?: string | undefined;
};

/** Parts of a whole: one bar, and under it each part in words with its number. Every second part is hatched. */
export function StackedBar({ sentence, parts }: { sentence: string; parts: readonly Part[] }) {
  const shown = parts.filter(({ n }) => n > 0);
  const whole = shown.reduce((sum, { n }) => sum + n, 0);
  const starts = shown.map((_, at) => shown.slice(0, at).reduce((sum, { n }) => sum + n, 0));
  return (
    <figure className="chart chart-bar">
      <svg className="chart-bar-picture" role="img" aria-label={sentence}>
        {shown.map(({ key, n, tone }, at) => (
          <g key={key} className={`chart-part chart-${tone}`}>
            <rect x={percent(starts[at] ?? 0, whole)} width={percent(n, whole)} height="100%" />
            {at % 2 === 1 ? <Hatch from={starts[at] ?? 0} n={n} whole={whole} /> : null}
          </g>
        ))}
      </svg>
      <ul className="chart-parts">
        {shown.map(({ key, name, n, words, tone, href }, at) => (
          <li key={key}>
            <svg className={`chart-part chart-${tone}`} width="16" height="16" aria-hidden="true">
              <rect width="100%" height="100%" />
              {at % 2 === 1 ? <Hatch from={0} n={1} whole={1} /> : null}
            </svg>
            <span className="chart-part-name">{name}</span>
            {href ? <a href={href}>{words}</a> : <b>{words}</b>}
            <span className="faint">{share(n, whole)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Lines over a part, so that it is told from its neighbours without its colour. */
function Hatch({ from, n, whole }: { from: number; n: number; whole: number }) {
  return (
    <svg x={percent(from, whole)} width={percent(n, whole)} height="100%" aria-hidden="true">
      {["12.5%", "37.5%", "62.5%", "87.5%"].map((y) => (
        <line key={y} className="chart-hatch" x1="0" x2="100%" y1={y} y2={y} />
      ))}
    </svg>
  );
}

/** "97 %"; a part is never rounded up to the whole, nor down to nothing. */
export function share(n: number, whole: number): string {
  if (whole === 0) return "–";
  const exact = (n / whole) * 100;
  if (n > 0 && exact < 1) return "under 1 %";
  return `${n < whole ? Math.min(99, Math.round(exact)) : 100} %`;
}
