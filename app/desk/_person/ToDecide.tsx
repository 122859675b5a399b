import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { GraphLink, GraphSystem, PersonGraph } from "#lib/fanout/link/person-view.ts";
import { requestAddress } from "../_kit/address.ts";
import { fieldWords, reasonWords } from "./words.ts";

const isOpen = (link: GraphLink) => link.state === "proposed" || link.state === "used";

/** True where staff have something to decide about this person. */
const hasQuestions = ({ systems }: PersonGraph) =>
  systems.some((system) => system.asksLimit || system.links.some(isOpen));

/** People who are alike where no key is shared, and systems that know too much: staff decide, with a reason. */
export function ToDecide({ graph }: { graph: PersonGraph }) {
  if (!hasQuestions(graph)) return null;
  return (
    <section aria-labelledby="to-decide" className="desk-panel desk-panel-plum to-decide">
      <h2 id="to-decide">To decide</h2>
      {graph.systems.map((system) => (
        <SystemQuestion key={system.taskId} system={system} graph={graph} />
      ))}
    </section>
  );
}

function SystemQuestion({ system, graph }: { system: GraphSystem; graph: PersonGraph }) {
  const open = system.links.filter(isOpen);
  if (system.asksLimit) return <Limit system={system} reference={graph.reference} />;
  if (open.length === 0) return null;
  const used = open.some((link) => link.state === "used");
  const title = `${system.title}: ${open.length === 1 ? "is this the same person?" : "which of these is the same person?"}`;
  return (
    <form
      action={requestAddress(graph.reference, "/person/act")}
      method="post"
      className="desk-form to-decide-next"
    >
      <input type="hidden" name="act" value="links" />
      <input type="hidden" name="task" value={system.taskId} />
      <fieldset>
        <legend>{title}</legend>
        <p>
          It shares no key with the other systems.{" "}
          {used
            ? "Its records are collected already, but nothing leaves the house before you confirm the link."
            : "Nothing is collected there before you decide."}{" "}
          {graph.mayDecide ? "Tick who it is; what is not ticked is somebody else." : ""}
        </p>
        {open.map((link) => (
          <Candidate key={link.id} link={link} mayDecide={graph.mayDecide} />
        ))}
      </fieldset>
      {graph.mayDecide ? (
        <>
          <label className="field">
            By which facts do you tell?
            <textarea name="reason" rows={2} required maxLength={2000} />
          </label>
          <Button small>Decide</Button>
        </>
      ) : null}
    </form>
  );
}

function Candidate({ link, mayDecide }: { link: GraphLink; mayDecide: boolean }) {
  const { pro, con } = reasonWords(link.reasons);
  return (
    <div className="candidate">
      <div className="candidate-head">
        {mayDecide ? (
          <label className="choice">
            <input type="checkbox" name="link" value={link.id} />
            {link.label} <bdi className="mono">{link.masked}</bdi>
          </label>
        ) : (
          <p>
            {link.label} <bdi className="mono">{link.masked}</bdi>
          </p>
        )}
        <Tag tone={link.verdict === "automatic" ? "harbour" : "ochre"}>
          {link.verdict === "automatic" ? "Very likely" : "Possible"}
        </Tag>
      </div>
      {link.facts.length > 0 ? (
        <table className="ledger-plain">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">This person</th>
              <th scope="col">There</th>
            </tr>
          </thead>
          <tbody>
            {link.facts.map(({ field, theirs, known }) => (
              <tr key={field}>
                <th scope="row">{fieldWords(field)}</th>
                <td>{known === null ? <span className="faint">not known</span> : <bdi>{known}</bdi>}</td>
                <td>
                  <bdi>{theirs}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {pro ? <p className="candidate-words">For it: {pro}.</p> : null}
      {con ? <p className="candidate-words">Against it: {con}.</p> : null}
    </div>
  );
}

function Limit({ system, reference }: { system: GraphSystem; reference: string }) {
  return (
    <form
      action={requestAddress(reference, "/person/act")}
      method="post"
      className="desk-form to-decide-next"
    >
      <input type="hidden" name="act" value="limit" />
      <input type="hidden" name="task" value={system.taskId} />
      <fieldset className="choices-line">
        <legend>
          {system.title}: {system.cause}
        </legend>
        <label className="choice">
          <input type="radio" name="use" value="none" required />
          Use none of them, only what is already known
        </label>
        <label className="choice">
          <input type="radio" name="use" value="all" required />
          Use them all: they are one person's
        </label>
      </fieldset>
      <label className="field">
        How do you know?
        <textarea name="reason" rows={2} required maxLength={2000} />
      </label>
      <Button small>Decide</Button>
    </form>
  );
}
