import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { DecisionForm } from "#app/desk/_decide/DecisionForm.tsx";
import { NoticePreview } from "#app/desk/_decide/NoticePreview.tsx";
import { Proposed } from "#app/desk/_decide/Proposed.tsx";
import { systemOutcome } from "#app/desk/_decide/words.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { rightWords } from "#app/desk/_kit/words.ts";
import { dayInWords } from "#lib/core/day.ts";
import { type DecisionView, readDecision } from "#lib/decision/view.ts";

type Props = { params: Promise<{ ref: string }> };

/** What comes of one request, on which grounds, and the notice that tells it. */
export default async function DecidePage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, view } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, view: await orNull(readDecision(staff, reference)) };
  });
  if (!view) return <NotHere staff={staff} />;
  const { work } = view;
  return (
    <Frame
      title={`Decision, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Decide: {rightWords[view.right]}</h1>
        <p>
          <bdi>{view.name}</bdi>, <span className="mono">{reference}</span>, judged by{" "}
          {view.laws.map(({ name }) => name).join(" and ")}.
          {view.systems.length > 0
            ? ` ${view.systems.map(({ title, outcome }) => `${title}: ${systemOutcome(outcome)}`).join("; ")}.`
            : ""}
        </p>
      </header>
      <Told view={view} />
      {work ? <Lacks view={view} /> : null}
      <div className="decide-body">
        <div>{work?.state === "proposed" ? <Waiting view={view} /> : <Writing view={view} />}</div>
        {work ? (
          <div className="decide-side">
            <NoticePreview work={work} id="work" />
          </div>
        ) : null}
      </div>
    </Frame>
  );
}

/** A decision that the person was told already. */
function Told({ view }: { view: DecisionView }) {
  const { sent, grounds, right } = view;
  if (!sent) return null;
  return (
    <section aria-labelledby="told" className="desk-panel">
      <h2 id="told">Told to the person on {dayInWords(sent.day, "en")}</h2>
      <p>
        Decided by {sent.by}
        {sent.second ? `, agreed to by ${sent.second}` : ""}. The person is not told who.
      </p>
      <Proposed content={sent.content} right={right} grounds={grounds} />
    </section>
  );
}

/** What keeps the draft from being proposed. */
function Lacks({ view: { work } }: { view: DecisionView }) {
  if (!work || work.state === "proposed") return null;
  const missing = work.checklist.filter((item) => item.missing);
  const { note } = work.content;
  return (
    <>
      {note ? (
        <section aria-labelledby="note" className="desk-panel desk-panel-plum">
          <h2 id="note">Sent back</h2>
          <p>{note}</p>
        </section>
      ) : null}
      {work.problems.length + missing.length > 0 ? (
        <section aria-labelledby="lacks" className="desk-panel desk-panel-plum">
          <h2 id="lacks">Still missing before it can be proposed</h2>
          <ul className="blocking">
            {work.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
            {missing.map(({ content, label }) => (
              <li key={content}>The notice does not say {label}.</li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Writing({ view }: { view: DecisionView }) {
  if (!view.decidable)
    return view.sent ? null : <p>This request is answered or has ended. There is nothing to decide.</p>;
  if (view.may.draft) return <DecisionForm view={view} />;
  return (
    <p>
      A member of the team who works on requests decides. Your role, or your part in it, does not allow it.
    </p>
  );
}

/** A decision that is proposed: who must do what before the person is told. */
function Waiting({ view }: { view: DecisionView }) {
  const { work, may, reference, right, grounds } = view;
  if (!work) return null;
  const { needsSecond, agreed, own, content, hash } = work;
  const ready = !needsSecond || agreed;
  const alone = content.outcome === "refused";
  return (
    <section aria-labelledby="proposed" className="desk-panel">
      <h2 id="proposed">
        {ready ? (alone ? "Ready to be sent" : "Goes out with the answer") : "Waits for a second person"}
      </h2>
      <p>
        Proposed by {own ? "you" : work.by}.{" "}
        {ready ? (
          alone ? (
            "Sending it ends the request. It cannot be taken back then."
          ) : (
            <>
              The person is told when the answer is <a href={requestAddress(reference)}>released</a>.
            </>
          )
        ) : own ? (
          "Somebody else must agree to it."
        ) : may.approve ? (
          <>
            Read it and agree, or send it back, under <a href="/desk/approvals">Approvals</a>.
          </>
        ) : (
          "An officer or an approver must agree to it."
        )}
      </p>
      <Proposed content={content} right={right} grounds={grounds} />
      <form action={requestAddress(reference, "/decide/act")} method="post" className="decide-acts">
        <input type="hidden" name="seen" value={hash} />
        {ready && alone && may.send ? (
          <Button name="act" value="send">
            Send the refusal
          </Button>
        ) : null}
        {own ? (
          <Button second name="act" value="back">
            Take it back
          </Button>
        ) : null}
      </form>
    </section>
  );
}
