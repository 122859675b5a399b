import type { PersonGraph } from "#lib/fanout/link/person-view.ts";
import { counted } from "../_kit/words.ts";
import { drawingOf, type Line, type LineKind, type Node } from "./layout.ts";

const kinds: { kind: LineKind; words: string }[] = [
  { kind: "proven", words: "proven by the person" },
  { kind: "exact", words: "found by a key" },
  { kind: "confirmed", words: "confirmed by staff" },
  { kind: "likeness", words: "only alike, not confirmed" },
  { kind: "claimed", words: "typed, not proven" },
];

/** The person as a picture. Everything in it stands in the tables below as well, with what can be done. */
export function Graph({ graph }: { graph: PersonGraph }) {
  const { width, height, nodes, lines, apart } = drawingOf(graph);
  const systems = nodes.filter((node) => node.kind === "system").length;
  const unsure = lines.filter((line) => line.kind === "likeness").length;
  const sentence = [
    `${counted(systems, "system knows", "systems know")} this person by ${counted(graph.identifiers.length, "identifier", "identifiers")}.`,
    unsure > 0 ? `${counted(unsure, "link rests", "links rest")} on likeness alone.` : "",
    "The tables below say the same.",
  ]
    .filter(Boolean)
    .join(" ");
  const drawn = new Set(lines.map((line) => line.kind));
  return (
    <figure className="graph">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard */}
      <section className="graph-frame" aria-label="Picture of the person" tabIndex={0}>
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={sentence}
        >
          {lines.map((line) => (
            <path key={line.id} d={wayOf(line)} className={`graph-line graph-${line.kind}`} />
          ))}
          {nodes.map((node) => (
            <Box key={node.id} node={node} />
          ))}
        </svg>
      </section>
      <figcaption>
        <ul className="graph-legend">
          {kinds
            .filter(({ kind }) => drawn.has(kind))
            .map(({ kind, words }) => (
              <li key={kind}>
                <svg width="44" height="10" aria-hidden="true">
                  <path d="M0 5H44" className={`graph-line graph-${kind}`} />
                </svg>
                {words}
              </li>
            ))}
        </ul>
        {apart.length > 0 ? <p className="graph-apart faint">Nothing leads to: {apart.join(", ")}.</p> : null}
      </figcaption>
    </figure>
  );
}

function wayOf({ from, to }: Line): string {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function Box({ node }: { node: Node }) {
  return (
    <g className={`graph-node graph-${node.kind}${node.faint ? " graph-faint" : ""}`}>
      <rect x={node.x} y={node.y} width={node.width} height={node.height} rx="3" />
      <text x={node.x + 10} y={node.y + 24} className="graph-title">
        {node.title}
      </text>
      {node.lines.map((line, at) => (
        <text key={line} x={node.x + 10} y={node.y + 43 + at * 15} className="graph-words">
          {line}
        </text>
      ))}
    </g>
  );
}
