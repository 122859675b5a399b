import { type Mark, type RulerShape, type RulerSize, ruler } from "./ruler.ts";
import type { RulerInput, Span } from "./scale.ts";
import type { RulerWords } from "./words.ts";

const under = ["usual", "pause", "first"] as const;

/**
 * The deadline as an object: one picture with one full sentence. `page` brings its own words and, below
 * 480 px, lines of text in place of drawn labels; `row` is the bare 112 px picture, its words stand beside it.
 */
export function DeadlineRuler({
  input,
  words,
  size = "page",
  mirror = false,
}: {
  input: RulerInput;
  words: RulerWords;
  size?: "page" | "row" | "print";
  mirror?: boolean;
}) {
  if (size === "row") {
    return (
      <span className="ruler ruler-row" role="img" aria-label={words.sentence}>
        <Picture shape={ruler(input, "row", words, mirror)} size="row" />
      </span>
    );
  }
  return (
    <figure className={`ruler ruler-${size}`}>
      <p className="ruler-line" aria-hidden="true">
        <b>{words.now}</b>
        {words.due ? <b>{words.due}</b> : null}
      </p>
      <div role="img" aria-label={words.sentence}>
        <Picture shape={ruler(input, size, words, mirror)} size={size} />
        <Picture shape={ruler(input, "narrow", words, mirror)} size="narrow" />
      </div>
      <p className="ruler-line ruler-lines" aria-hidden="true">
        {under.map((of) =>
          words[of] ? (
            <span key={of} className={`ruler-word-${of}`}>
              {words[of]}
            </span>
          ) : null,
        )}
      </p>
      <figcaption>{words.sentence}</figcaption>
    </figure>
  );
}

function Picture({ shape, size }: { shape: RulerShape; size: RulerSize }) {
  const { line, thickness, width, second, forecast, labels } = shape;
  const half = thickness / 2;
  const bar = ({ from, to }: Span) => ({ x: from, y: line - half, width: to - from, height: thickness });
  const stroke = ({ x, top, bottom }: Mark) => `M${edge(x, width)} ${top}V${bottom}`;
  return (
    <svg
      className={`ruler-picture ruler-${size}-picture ruler-${shape.tone}`}
      viewBox={`0 0 ${width} ${shape.height}`}
      direction="ltr"
      aria-hidden="true"
      focusable="false"
    >
      <path className="ruler-base" d={`M0 ${line}H${width}`} />
      <path
        className="ruler-ticks"
        d={shape.ticks.map(({ x, long }) => tick(x, line, thickness, long)).join("")}
      />
      {shape.rest.map((span) => (
        <rect key={span.from} className="ruler-rest" {...bar(span)} />
      ))}
      {shape.fill.map((span) => (
        <rect key={span.from} className="ruler-fill" {...bar(span)} />
      ))}
      {shape.hatch.map((span) => (
        <g key={span.from} className="ruler-hatch">
          <rect {...bar(span)} />
          <path d={hatch(span, line, thickness)} />
        </g>
      ))}
      {second ? (
        <>
          <path className="ruler-second" d={frame(second, line, half, width)} />
          <path className="ruler-begins" d={stroke(second.begins)} />
        </>
      ) : null}
      <path className="ruler-target" d={shape.targets.map(stroke).join("")} />
      {shape.usual ? (
        <rect
          className="ruler-usual"
          x={shape.usual.from}
          y={shape.usual.y}
          width={shape.usual.to - shape.usual.from}
          height="5"
        />
      ) : null}
      {shape.due ? <path className="ruler-mark" d={stroke(shape.due)} /> : null}
      <path className="ruler-mark" d={stroke(shape.now)} />
      {forecast ? (
        <circle
          className={forecast.late ? "ruler-forecast ruler-forecast-late" : "ruler-forecast"}
          cx={Math.min(width - half, Math.max(half, forecast.x))}
          cy={line}
          r={half - 1}
        />
      ) : null}
      {[labels.now, labels.due].map((label) =>
        label ? (
          <text key={label.text} className="ruler-label" x={label.x} y={label.y} textAnchor={label.anchor}>
            {label.text}
          </text>
        ) : null,
      )}
      {labels.under.map(({ of, text, x, y, anchor }) => (
        <text key={of} className={`ruler-label ruler-label-${of}`} x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
    </svg>
  );
}

/** A mark is 2 wide: at an end it is pulled inside so that all of it shows. */
function edge(x: number, width: number): number {
  return Math.min(width - 1, Math.max(1, x));
}

function tick(x: number, line: number, thickness: number, long: boolean): string {
  const half = long ? Math.max(4, thickness * 0.67) : Math.max(2, thickness / 4);
  return `M${x} ${line - half}v${half * 2}`;
}

/** Two rails around the longer time, so that what is painted in it stays seen. */
function frame({ from, to }: Span, line: number, half: number, width: number): string {
  const ends = `H${Math.min(to, width)}`;
  return `M${from} ${line - half - 1}${ends}M${from} ${line + half + 1}${ends}`;
}

/** Strokes at 45 degrees inside the span, drawn rather than patterned so that no id is shared between pictures. */
function hatch({ from, to }: Span, line: number, thickness: number): string {
  const bottom = line + thickness / 2;
  const strokes: string[] = [];
  for (let x = from - thickness + 2; x < to; x += Math.max(4, thickness / 2)) {
    const [start, end] = [Math.max(x, from), Math.min(x + thickness, to)];
    strokes.push(`M${start} ${bottom - (start - x)}L${end} ${bottom - (end - x)}`);
  }
  return strokes.join("");
}
