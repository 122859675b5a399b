import type { TimelineEntry } from "#lib/request/views.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { fold } from "./fold.ts";

/** What happened, newest first: when, what, who. The machinery's own steps are folded. */
export function History({ timeline }: { timeline: TimelineEntry[] }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="history">
        {fold(timeline).map((told) =>
          told.kind === "one" ? (
            <li key={keyOf(told.entry)}>
              <Entry entry={told.entry} />
            </li>
          ) : (
            <li key={told.entries.map(keyOf).join()}>
              <details>
                <summary>{counted(told.entries.length, "step", "steps")} of the systems and the mail</summary>
                <ol>
                  {told.entries.map((entry) => (
                    <li key={keyOf(entry)}>
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

function keyOf(entry: TimelineEntry): string {
  return `${entry.at.getTime()} ${entry.kind} ${entry.sentence}`;
}

function Entry({ entry }: { entry: TimelineEntry }) {
  return (
    <>
      <p>{entry.sentence}</p>
      <p className="faint">
        <Moment at={entry.at} />
        {entry.by ? `, ${entry.by}` : ""}
      </p>
    </>
  );
}
