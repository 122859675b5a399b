import type { ReactNode } from "react";

export type TimelineStep = {
  key: string;
  /** Date and, under it, the time; empty for what has no date yet. */
  when: string[];
  title: string;
  state: "done" | "now" | "todo";
  body?: ReactNode;
};

/** What has happened and what comes, in order. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <li
          key={step.key}
          className={`timeline-${step.state}`}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <span className="timeline-when">
            {step.when.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </span>
          <span className="timeline-dot" aria-hidden="true" />
          <div>
            <p className="timeline-title">{step.title}</p>
            {step.body}
          </div>
        </li>
      ))}
    </ol>
  );
}
