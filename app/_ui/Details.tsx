import type { ReactNode } from "react";

/** More for those who want it: "Why we ask". */
export function Details({
  id,
  summary,
  children,
  open,
}: {
  id?: string;
  summary: string;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <details id={id} className="details" open={open}>
      <summary>{summary}</summary>
      <div className="details-body">{children}</div>
    </details>
  );
}
