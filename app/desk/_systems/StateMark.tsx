import type { ReactNode } from "react";
import type { SystemState } from "#lib/map/entry.ts";
import { stateWords } from "./words.ts";

const shapes: Record<SystemState, ReactNode> = {
  enabled: <rect width="12" height="12" rx="2" className="square-moss" />,
  paused: (
    <>
      <rect x="1" width="4" height="12" rx="1" className="square-ochre" />
      <rect x="7" width="4" height="12" rx="1" className="square-ochre" />
    </>
  ),
  killed: (
    <>
      <rect width="12" height="12" rx="2" className="square-brick" />
      <path d="M3.5 3.5l5 5M8.5 3.5l-5 5" className="square-stroke" />
    </>
  ),
  draft: <path d="M6 0l6 6-6 6-6-6z" className="square-plum" />,
  retired: (
    <>
      <rect width="12" height="12" rx="2" className="square-slate" />
      <rect x="3" y="5.25" width="6" height="1.5" className="square-cut" />
    </>
  ),
};

/** How a system stands: a shape, and the word for it. */
export function StateMark({ state }: { state: SystemState }) {
  return (
    <span className={`state-mark state-${stateWords[state].tone}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {shapes[state]}
      </svg>
      {stateWords[state].word}
    </span>
  );
}
