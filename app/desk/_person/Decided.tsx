import type { PersonGraph } from "#lib/fanout/link/person-view.ts";
import { Moment } from "../_kit/Moment.tsx";
import { ReasonForm } from "./ReasonForm.tsx";
import { aboutWords, decisionWords, undoWords } from "./words.ts";

/** What staff have decided about this person, in this request and before, and the way back. */
export function Decided({ graph }: { graph: PersonGraph }) {
  if (graph.decisions.length === 0) return null;
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">Decided</h2>
      <ul className="known-by">
        {graph.decisions.map((one) => (
          <li key={one.id}>
            <p className={one.undone ? "known-words undone" : "known-words"}>
              {one.system}, {aboutWords(one)}: {decisionWords[one.verdict] ?? one.verdict}.
            </p>
            <p className="known-words faint">
              {one.before ? "Decided before by" : "By"} {one.by} on <Moment at={one.at} />
              {one.before ? ", in an earlier request of this person" : ""}
              {one.reason ? <>: {one.reason}</> : "."}
            </p>
            {one.undone ? (
              <p className="known-words faint">
                Taken back by {one.undone.by} on <Moment at={one.undone.at} />: {one.undone.reason}
              </p>
            ) : null}
            {one.mayUndo ? (
              <ReasonForm
                reference={graph.reference}
                act="undo"
                about={["decision", one.id]}
                summary="Take this back"
                explain={`${undoWords[one.verdict] ?? ""} It is not applied to later requests either.`}
                question="Why is it taken back?"
                button="Take it back"
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
