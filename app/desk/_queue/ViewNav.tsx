import type { ReactNode } from "react";
import type { QueueView } from "#lib/request/queue.ts";
import { queueAddress, views } from "./views.ts";

/** The views of the queue with their counts. */
export function ViewNav({
  company,
  current,
  counts,
  children,
}: {
  company: string;
  current: QueueView;
  counts: Record<QueueView, number>;
  /** The other places of the desk. */
  children: ReactNode;
}) {
  return (
    <nav className="side" aria-label="Views">
      <p className="side-name">{company} privacy</p>
      <ul>
        {views.map(({ view, title }) => (
          <li key={view}>
            <a href={queueAddress(view, false)} aria-current={view === current ? "page" : undefined}>
              {title}
              <span className={view === "overdue" && counts[view] > 0 ? "hot" : "faint"}>
                {counts[view].toLocaleString("en-GB")}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <div className="side-places">{children}</div>
    </nav>
  );
}
