import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { GraphIdentifier, GraphSystem, PersonGraph } from "#lib/fanout/link/person-view.ts";
import { revealWantsReason } from "#lib/fanout/reveal.ts";
import { requestAddress } from "../_kit/address.ts";
import { counted, systemWords } from "../_kit/words.ts";
import { Reveal } from "../_request/Reveal.tsx";
import { ReasonForm } from "./ReasonForm.tsx";
import { confidenceWords, evidenceWords } from "./words.ts";

const kindWords = (kind: string) => kind.replaceAll("_", " ");

/** The picture in words: by what each system knows the person, what it told, and what can be done about it. */
export function KnownBy({ graph }: { graph: PersonGraph }) {
  const given = graph.identifiers.filter((one) => one.from === null);
  return (
    <section aria-labelledby="known-by">
      <h2 id="known-by">By what they are known</h2>
      <ul className="known-by">
        <li>
          <h3>What the person gave</h3>
          <ul>
            {given.map((one) => (
              <li key={one.id} className="known-line">
                <div className="known-words">
                  <Shown one={one} graph={graph} />{" "}
                  <span className="faint">{confidenceWords[one.confidence]}</span>
                </div>
              </li>
            ))}
          </ul>
        </li>
        {graph.systems.map((system) => (
          <SystemRow key={system.taskId} system={system} graph={graph} />
        ))}
      </ul>
    </section>
  );
}

function Identifier({ one }: { one: GraphIdentifier }) {
  return (
    <>
      {kindWords(one.kind)} <bdi className="mono">{one.masked}</bdi>
    </>
  );
}

/** The same with the press that shows it whole. */
function Shown({ one, graph }: { one: GraphIdentifier; graph: PersonGraph }) {
  const value = { field: `identifier/${one.id}`, masked: one.masked, shown: null };
  return (
    <>
      {kindWords(one.kind)}{" "}
      <Reveal
        reference={graph.reference}
        value={value}
        what={kindWords(one.kind)}
        may={graph.maySee}
        askWhy={revealWantsReason()}
      />
    </>
  );
}

function SystemRow({ system, graph }: { system: GraphSystem; graph: PersonGraph }) {
  const told = graph.identifiers.filter((one) => one.from?.taskId === system.taskId);
  const byId = new Map(graph.identifiers.map((one) => [one.id, one]));
  return (
    <li>
      <div className="system-line">
        <h3>{system.title}</h3>
        <Tag tone={systemWords[system.state].tone}>{systemWords[system.state].word}</Tag>
        <span className="system-count">
          {system.records > 0 ? counted(system.records, "record", "records") : ""}
        </span>
      </div>
      {system.keys.length > 0 ? (
        <ul>
          {system.keys.map((key) => {
            const via = key.viaIdentifier === null ? undefined : byId.get(key.viaIdentifier);
            return (
              <li key={key.id} className="known-line">
                <p className="known-words">
                  {key.label} <bdi className="mono">{key.masked}</bdi>{" "}
                  <span className="faint">
                    {evidenceWords[key.evidence]}
                    {via ? (
                      <>
                        {", found by the "}
                        <Identifier one={via} />
                      </>
                    ) : null}
                  </span>
                </p>
                {key.maySplit ? (
                  <ReasonForm
                    reference={graph.reference}
                    act="split_key"
                    about={["key", key.id]}
                    summary="Not this person"
                    explain={`Its records and all that came by it are taken out, and it is not found again. ${system.title} and the others are asked anew.`}
                    question="How do you know that it is somebody else's?"
                    button="Take it off this person"
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {told.length > 0 ? (
        <>
          <p className="known-words faint">It also told:</p>
          <ul>
            {told.map((one) => (
              <li key={one.id} className="known-line">
                <div className="known-words">
                  <Shown one={one} graph={graph} />{" "}
                  <span className="faint">{confidenceWords[one.confidence]}</span>
                </div>
                {one.maySplit ? (
                  <ReasonForm
                    reference={graph.reference}
                    act="split_identifier"
                    about={["identifier", String(one.id)]}
                    summary="Not this person's"
                    explain="Nothing is asked by it any more, and all that came by it is taken out."
                    question="How do you know that it is somebody else's?"
                    button="Take it off this person"
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {system.mayCollectAgain ? (
        <form action={requestAddress(graph.reference, "/person/act")} method="post" className="known-act">
          <input type="hidden" name="act" value="again" />
          <input type="hidden" name="task" value={system.taskId} />
          <Button second small>
            Collect again<span className="hidden-words"> from {system.title}</span>
          </Button>
        </form>
      ) : null}
    </li>
  );
}
