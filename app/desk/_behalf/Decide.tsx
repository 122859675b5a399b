import { sizeOf } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { ActForm } from "#app/desk/_kit/ActForm.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { DeskView } from "#lib/behalf/read.ts";
import { howWords, stateWords } from "./words.ts";

/** What was shown, and the decision: accept, not accept, or take back. */
export function Decide({ view }: { view: DeskView }) {
  return (
    <>
      <section aria-labelledby="shown">
        <h2 id="shown">What was shown</h2>
        <Papers view={view} />
      </section>
      <section aria-labelledby="decision">
        <h2 id="decision">Decision</h2>
        <Decided view={view} />
        {view.mayDecide ? <Accept view={view} /> : null}
        {view.mayDecide ? <Refuse view={view} /> : null}
        {view.mayReopen ? <Reopen view={view} /> : null}
      </section>
    </>
  );
}

function Papers({ view }: { view: DeskView }) {
  if (view.papers.length === 0)
    return <p>{view.decided ? "No paper lies here any more." : "No paper has come yet."}</p>;
  return (
    <ul>
      {view.papers.map(({ id, type, bytes, at, odd }) => (
        <li key={id}>
          <a href={requestAddress(view.reference, `/behalf/paper/${id}`)}>
            Look at the paper ({type.split("/")[1]?.toUpperCase()}, {sizeOf(bytes, "en")})
          </a>{" "}
          <span className="faint">
            Sent on <Moment at={at} />. That you looked is kept. It is deleted when you decide.
          </span>
          {odd.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Decided({ view }: { view: DeskView }) {
  const { decided, state, holdUntil, answerTo } = view;
  if (!decided) return <p>Nobody has decided yet.</p>;
  return (
    <>
      <p>
        {stateWords[state].word}
        {decided.how ? `, shown by ${howWords[decided.how]}` : ""}. Decided on <Moment at={decided.at} />
        {decided.by ? (
          <>
            {" "}
            by <bdi>{decided.by}</bdi>
          </>
        ) : null}
        . The answer goes to {answerTo === "asker" ? "whoever asks" : "the person"}.
      </p>
      {decided.reason ? <p className="said">{decided.reason}</p> : null}
      {state === "accepted" && holdUntil && holdUntil > new Date() ? (
        <p>
          The person was told, and may say no. Nothing is released before <Moment at={holdUntil} />.
        </p>
      ) : null}
    </>
  );
}

function Accept({ view }: { view: DeskView }) {
  const agent = view.relation === "agent";
  const mayGoToAgent = agent && view.wantedTo === "asker";
  return (
    <ActForm reference={view.reference} path="/behalf/act" act="accept">
      <h3>Accept</h3>
      {agent ? (
        <input type="hidden" name="how" value="paper" />
      ) : (
        <Radios
          name="how"
          label="What shows that they may ask?"
          choices={[
            { value: "paper", label: "The paper" },
            { value: "declaration", label: "What they declared", hint: "Where nothing more can be expected" },
          ]}
        />
      )}
      {mayGoToAgent ? (
        <Radios
          name="to"
          label="What does the paper say about the answer?"
          value="person"
          choices={[
            { value: "person", label: "It goes to the person" },
            {
              value: "asker",
              label: "It goes to the agent",
              hint: "The person is told at their address and has 72 hours to say no",
            },
          ]}
        />
      ) : null}
      <TextArea name="reason" label="What you looked at, and why it is enough" rows={3} maxLength={2000} />
      <Button small>Accept, and begin the work</Button>
    </ActForm>
  );
}

function Refuse({ view }: { view: DeskView }) {
  return (
    <ActForm reference={view.reference} path="/behalf/act" act="refuse">
      <h3>Not accept</h3>
      <TextArea name="missing" label="What is missing" rows={3} maxLength={2000} />
      <Button small second>
        Not accept, and say what else works
      </Button>
    </ActForm>
  );
}

function Reopen({ view }: { view: DeskView }) {
  return (
    <ActForm reference={view.reference} path="/behalf/act" act="reopen">
      <h3>Second thoughts</h3>
      <TextArea name="again" label="Why you take the decision back" rows={2} maxLength={2000} />
      <Button small second>
        Take the decision back
      </Button>
    </ActForm>
  );
}
