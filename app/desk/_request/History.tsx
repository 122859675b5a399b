import type { TimelineEntry } from "#lib/request/views.ts";
import { Moment } from "../_kit/Moment.tsx";

/** What happened, newest first: when, what, who. */
export function History({ timeline }: { timeline: TimelineEntry[] }) {
  const newest = [...timeline].sort((a, b) => b.at.getTime() - a.at.getTime());
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="history">
        {newest.map((entry) => (
          <li key={`${entry.at.getTime()} ${entry.kind} ${entry.sentence}`}>
            <p>{entry.sentence}</p>
            <p className="faint">
              <Moment at={entry.at} />
              {entry.by ? `, ${entry.by}` : ""}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
