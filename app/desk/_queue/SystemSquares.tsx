import type { ReactNode } from "react";
import type { QueueRow } from "#lib/queue/row.ts";
import { type SystemState, systemWords } from "../_kit/words.ts";

const size = 10;
const step = 13;

/** One square per system. The form differs as well as the colour, and the words say the same. */
export function SystemSquares({ systems }: { systems: QueueRow["systems"] }) {
  if (systems.length === 0) return <span className="faint">Not asked yet</span>;
  const words = systems
    .map(({ title, state }) => `${title}: ${systemWords[state].word.toLowerCase()}`)
    .join(", ");
  return (
    <svg
      className="squares"
      role="img"
      aria-label={words}
      width={systems.length * step - (step - size)}
      height={size}
      viewBox={`0 0 ${systems.length * step - (step - size)} ${size}`}
    >
      <title>{words}</title>
      {systems.map(({ systemId, state }, index) => (
        <g key={systemId} transform={`translate(${index * step} 0)`}>
          {shapes[state]}
        </g>
      ))}
    </svg>
  );
}

const full = <rect width={size} height={size} rx="2" className="square-moss" />;
const hollow = (
  <rect x="0.75" y="0.75" width={size - 1.5} height={size - 1.5} rx="1.5" className="square-hollow" />
);

const shapes: Record<SystemState, ReactNode> = {
  found: full,
  done: full,
  nothing_held: (
    <>
      <rect width={size} height={size} rx="2" className="square-slate" />
      <rect x="2.5" y="4.25" width="5" height="1.5" className="square-cut" />
    </>
  ),
  waiting: hollow,
  asking: (
    <>
      {hollow}
      <rect x="2.5" y="5" width="5" height="2.5" className="square-harbour" />
    </>
  ),
  waiting_for_person: <circle cx="5" cy="5" r="5" className="square-ochre" />,
  trouble: (
    <>
      <rect width={size} height={size} rx="2" className="square-brick" />
      <path d="M3 3l4 4M7 3l-4 4" className="square-stroke" />
    </>
  ),
  refused: (
    <>
      <rect width={size} height={size} rx="2" className="square-plum" />
      <rect x="2.5" y="4.25" width="5" height="1.5" className="square-cut" />
    </>
  ),
  needs_decision: <path d="M5 0l5 5-5 5-5-5z" className="square-plum" />,
};
