import type { DeskEntry } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { fold, groupOf, type Show, shows } from "./fold.ts";
import "./parts.css";

const showWords: Record<Show, string> = {
  all: "All",
  messages: "Messages and mails",
  decisions: "Decisions",
  people: "What people did",
  systems: "Systems",
};

/** What happened, newest first: what, when, who, and its link in the audit chain. The machinery's own steps are folded. */
export function History({
  reference,
  timeline,
  show,
  query,
}: {
  reference: string;
  timeline: readonly DeskEntry[];
  show: Show;
  /** The view one came from, carried on. */
  query: string;
}) {
  const told = fold(timeline, show);
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <nav aria-label="What the history shows">
        <ul className="history-filter">
          {shows.map((one) => (
            <li key={one}>
              <a
                href={requestAddress(reference, `${queryOf(one, query)}#history`)}
                aria-current={one === show ? "true" : undefined}
              >
                {showWords[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {told.length === 0 ? <p>Nothing of that kind has happened.</p> : null}
      <ol className="history">
        {told.map((one) =>
          one.kind === "one" ? (
            <li key={one.entry.position} className={markOf(one.entry)}>
              <Entry entry={one.entry} />
            </li>
          ) : (
            <li key={one.entries[0]?.position} className="history-run">
              <details>
                <summary>
                  {counted(one.entries.length, "step", "steps")} of the systems, the mail and readers
                </summary>
                <ol>
                  {one.entries.map((entry) => (
                    <li key={entry.position}>
                      <Entry entry={entry} />
                    </li>
                  ))}
                </ol>
              </details>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}

/** What somebody wrote stands out; that a mail went its way does not. */
function markOf(entry: DeskEntry): string {
  const mark = `history-${groupOf(entry)}`;
  return entry.kind === "message_written" ? `${mark} history-said` : mark;
}

function queryOf(show: Show, query: string): string {
  const asked = new URLSearchParams({
    ...(query === "" ? {} : { q: query }),
    ...(show === "all" ? {} : { show }),
  }).toString();
  return asked === "" ? "" : `?${asked}`;
}

function Entry({ entry }: { entry: DeskEntry }) {
  return (
    <>
      <p>
        {entry.sentence}
        {entry.anchor ? (
          <>
            {" "}
            <a href={entry.anchor}>Read it</a>
          </>
        ) : null}
      </p>
      <p className="faint history-by">
        <Moment at={entry.at} />
        {entry.by ? <span>{entry.by}</span> : null}
        <span
          className="mono history-hash"
          title={`Link ${entry.position} of the audit chain: ${entry.hash}`}
        >
          <span className="hidden-words">Audit </span>#{entry.position} {entry.hash.slice(0, 8)}
        </span>
      </p>
    </>
  );
}
