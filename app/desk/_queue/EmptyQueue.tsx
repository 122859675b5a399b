import type { QueueView } from "#lib/request/queue.ts";
import { counted } from "../_kit/words.ts";
import { queueAddress, type views } from "./views.ts";

/** An empty list is an answer: good news, a search to widen, or the one next step of a new house. */
export function EmptyQueue({
  current,
  search,
  counts,
}: {
  current: (typeof views)[number];
  search: string;
  counts: Record<QueueView, number>;
}) {
  if (search) {
    return (
      <div className="empty">
        <h2>
          No request in {current.title} matches “<bdi>{search}</bdi>”.
        </h2>
        <p>
          <a href={queueAddress(current.view, false)}>Show all of {current.title}</a>
          {current.view === "done" ? null : (
            <>
              {" "}
              or <a href={queueAddress("done", true)}>search in Done</a>
            </>
          )}
        </p>
      </div>
    );
  }
  if (Object.values(counts).every((count) => count === 0)) {
    return (
      <div className="empty">
        <h2>No requests yet.</h2>
        <p>
          They arrive here as soon as somebody asks at <a href="/">your privacy page</a>.
        </p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{current.empty}</h2>
      <p>
        {counts.due > 0
          ? `${counted(counts.due, "request is", "requests are")} open in all.`
          : "Nothing is open at all."}{" "}
        {counts.done > 0 ? `${counts.done.toLocaleString("en-GB")} are done.` : ""}
      </p>
    </div>
  );
}
