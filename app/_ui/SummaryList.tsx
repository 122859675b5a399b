import type { ReactNode } from "react";

export type SummaryRow = { label: string; value: ReactNode; change?: { href: string; label: string } };

/** Answers in rows, each with its way to change it. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="summary">
      {rows.map(({ label, value, change }) => (
        <div key={label} className="summary-row">
          <dt>{label}</dt>
          <dd dir="auto">{value}</dd>
          {change ? (
            <dd className="summary-change">
              <a href={change.href}>
                {change.label}
                <span className="hidden-words">: {label}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
