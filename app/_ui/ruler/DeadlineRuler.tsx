import { type RulerShape, type RulerSize, ruler } from "./ruler.ts";
import type { RulerInput, Span } from "./scale.ts";
import type { RulerWords } from "./words.ts";

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
      {words.usual ? (
        <p className="ruler-line ruler-usual-line" aria-hidden="true">
          {words.usual}
        </p>
      ) : null}
      <figcaption>{words.sentence}</figcaption>
    </figure>
  );
}

function Picture({ shape, size }: { shape: RulerShape; size: RulerSize }) {
  const { line, thickness } = shape;
  const bar = (span: Span) => ({
    x: span.from,
    y: line - thickness / 2,
    width: span.to - span.from,
    height: thickness,
  });
  return (
    <svg
      className={`ruler-picture ruler-${size}-picture ruler-${shape.tone}`}
      viewBox={`0 0 ${shape.width} ${shape.height}`}
      direction="ltr"
      aria-hidden="true"
      focusable="false"
    >
      <path className="ruler-base" d={`M0 ${line}H${shape.width}`} />
      <path
        className="ruler-ticks"
        d={shape.ticks.map(({ x, long }) => tick(x, line, thickness, long)).join("")}
      />
      {shape.second ? <rect className="ruler-second" {...bar(shape.second)} /> : null}
      {shape.fill.map((span) => (
        <rect key={span.from} className="ruler-fill" {...bar(span)} />
      ))}
      {shape.hatch.map((span) => (
        <path key={span.from} className="ruler-hatch" d={hatch(span, line, thickness)} />
      ))}
      {shape.targets.map((x) => (
        <path key={x} className="ruler-target" d={`M${x} ${line - thickness / 2 - 3}v-5`} />
      ))}
      {shape.usual ? (
        <rect
          className="ruler-usual"
          x={shape.usual.from}
          y={shape.usual.y}
          width={shape.usual.to - shape.usual.from}
          height="5"
        />
      ) : null}
      {shape.due ? (
        <path
          className="ruler-mark"
          d={`M${edge(shape.due.x, shape.width)} ${shape.due.top}V${shape.due.bottom}`}
        />
      ) : null}
      <path
        className="ruler-mark"
        d={`M${edge(shape.now.x, shape.width)} ${shape.now.top}V${shape.now.bottom}`}
      />
      {[shape.labels.now, shape.labels.due].map((label) =>
        label ? (
          <text key={label.text} className="ruler-label" x={label.x} y={label.y} textAnchor={label.anchor}>
            {label.text}
          </text>
        ) : null,
      )}
      {shape.labels.usual ? (
        <text
          className="ruler-label ruler-usual-label"
          x={shape.labels.usual.x}
          y={shape.labels.usual.y}
          textAnchor="start"
        >
          {shape.labels.usual.text}
        </text>
      ) : null}
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

/** Slanted strokes inside the span, drawn rather than patterned so that no id is shared between pictures. */
function hatch(span: Span, line: number, thickness: number): string {
  const [top, bottom] = [line - thickness / 2, line + thickness / 2];
  const strokes: string[] = [];
  for (let x = span.from; x < span.to; x += 5) {
    strokes.push(`M${x} ${bottom}L${Math.min(x + thickness, span.to)} ${top}`);
  }
  return strokes.join("");
}
