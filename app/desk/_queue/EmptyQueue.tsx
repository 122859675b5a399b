import { currentMap } from "#lib/map/current.ts";
import { parseQuery, type Query } from "#lib/queue/language.ts";
import type { QueuePage } from "#lib/queue/read.ts";
import type { viewOf } from "#lib/queue/views.ts";
import { firstQuery, queueAddress } from "./address.ts";
import { chipsOf, type Names } from "./chips.ts";

/** An empty list is an answer: good news, the smallest thing to take away, or the one next step of a new house. */
export function EmptyQueue({
  view,
  query,
  tooNarrow,
  names,
}: {
  view: ReturnType<typeof viewOf>;
  query: Query;
  tooNarrow: QueuePage["tooNarrow"];
  names: Names;
}) {
  if (currentMap().systems.length === 0) {
    return (
      <div className="empty">
        <h2>No systems yet.</h2>
        <p>
          Requests are answered from your systems. <a href="/desk/systems/new">Connect the first one</a>
        </p>
      </div>
    );
  }
  if (view !== null) {
    return (
      <div className="empty">
        <h2>{view.empty}</h2>
        {view.query === firstQuery ? (
          <p>
            New requests arrive here as soon as somebody asks at <a href="/">your privacy page</a>.{" "}
            <a href={queueAddress("is:done sort:-due")}>Look at what is done</a>
          </p>
        ) : (
          <p>
            <a href={queueAddress(firstQuery)}>Look at Due soonest</a>
          </p>
        )}
      </div>
    );
  }
  // Keyed tokens say nothing to anybody: what is looked for is said in words.
  const looksFor = query.terms.some(({ key }) => key === "who");
  const [chip] = tooNarrow ? chipsOf(parseQuery(tooNarrow.piece), names) : [];
  return (
    <div className="empty">
      <h2>
        {looksFor ? (
          `No request matches ${chipsOf(query, names)
            .map(({ words }) => `“${words}”`)
            .join(" and ")}.`
        ) : (
          <>
            No request matches <span className="mono">{query.text}</span>.
          </>
        )}
      </h2>
      <p>
        {tooNarrow ? (
          <a className="button button-small" href={queueAddress(tooNarrow.without)}>
            Take “{chip?.words ?? tooNarrow.piece}” away
          </a>
        ) : (
          <a href={queueAddress(firstQuery)}>Show Due soonest instead</a>
        )}
      </p>
    </div>
  );
}
