import { readNotice } from "#app/_forms/notice.ts";
import { made, nothingHere } from "#app/_forms/page.ts";
import { dayName } from "#app/_text/dates.ts";
import { AnswerForm } from "#app/task/AnswerForm.tsx";
import { CorrectionForm } from "#app/task/CorrectionForm.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import { type OwnerQuestion, readHumanTask } from "#lib/fanout/human-task.ts";
import { currentMap } from "#lib/map/current.ts";
import { readCorrectionTask } from "#lib/rectification/owner.ts";
import type { CorrectionTask } from "#lib/rectification/views.ts";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

async function load(token: string): Promise<OwnerQuestion> {
  try {
    return await readHumanTask(token);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") nothingHere();
    throw error;
  }
}

/** The page of a system's owner: one person, one question, a due date. The link is all they need. */
export default async function TaskPage({ params }: Props) {
  const { token } = await params;
  const correction = await made(`/task/${token}`, () => readCorrectionTask(token));
  if (correction) return <Correction task={correction} token={token} />;
  const question = await made(`/task/${token}`, () => load(token));
  return (
    <main id="main" className="task">
      <title>{`${question.title}, ${question.companyName}`}</title>
      <p className="task-from">{question.companyName} privacy team</p>
      {question.state === "open" ? <Open question={question} token={token} /> : null}
      {question.state === "answered" ? <Answered question={question} /> : null}
      {question.state === "expired" ? <Expired /> : null}
    </main>
  );
}

/** A part of a correction that only the owner can do. */
function Correction({ task, token }: { task: CorrectionTask; token: string }) {
  return (
    <main id="main" className="task">
      <title>{`${task.title}, ${task.companyName}`}</title>
      <p className="task-from">{task.companyName} privacy team</p>
      {task.state === "open" ? (
        <>
          <Problem />
          <CorrectionForm task={task} action={`/task/${encodeURIComponent(token)}/correct`} />
        </>
      ) : null}
      {task.state === "answered" ? <Thanks words="You said what you did." /> : null}
      {task.state === "expired" ? <Expired /> : null}
    </main>
  );
}

/** What was wrong with the answer that was sent last. */
async function Problem() {
  const notice = await readNotice();
  return notice ? (
    <div className="task-problem" role="alert">
      <p className="task-problem-title">{notice.title}</p>
      <p>{notice.sentence}</p>
    </div>
  ) : null;
}

function Open({ question, token }: { question: OwnerQuestion; token: string }) {
  return (
    <>
      <Problem />
      <h1>{question.title}</h1>
      <p className="task-lead">
        Somebody has asked {question.companyName} about their data. You look after{" "}
        <b>{question.systemTitle}</b>, so this part is yours. Please answer by{" "}
        <b>{dayName(question.dueDay, "en")}</b>.
      </p>
      <section aria-labelledby="about">
        <h2 id="about">The person</h2>
        <dl className="task-about">
          {question.about.map(({ kind, value }) => (
            <div key={`${kind} ${value}`}>
              <dt>{kindWords(kind)}</dt>
              <dd>
                <bdi className="mono">{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="how">
        <h2 id="how">How to answer</h2>
        <ol className="task-how">
          <li>Look in {question.systemTitle} for exactly what stands above. Do not guess by likeness.</li>
          <li>{question.text}</li>
          <li>Answer below. You can open this link again until you have.</li>
        </ol>
      </section>
      <AnswerForm question={question} action={`/task/${encodeURIComponent(token)}/answer`} />
    </>
  );
}

function kindWords(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const kept: Record<string, string> = {
  nothing: "You said that nothing is held there.",
  file: "You sent what you found.",
  rows: "You typed what you found.",
  done: "You said what you found or did.",
  not_mine: "You said that this is for somebody else. The privacy team will ask there.",
};

function Answered({ question }: { question: OwnerQuestion }) {
  return <Thanks words={question.answer ? (kept[question.answer] ?? null) : null} />;
}

function Thanks({ words }: { words: string | null }) {
  return (
    <>
      <h1>Thank you, your answer is kept</h1>
      <p className="task-lead">{words}</p>
      <p>Nothing more is needed from you. The person's details are no longer shown here.</p>
      <Contact />
    </>
  );
}

function Expired() {
  return (
    <>
      <h1>This question is no longer open</h1>
      <p className="task-lead">The request has come to its end, or the time to answer is over.</p>
      <p>Nothing is needed from you.</p>
      <Contact />
    </>
  );
}

function Contact() {
  const { email } = currentMap().company.contact;
  return (
    <p>
      Was something wrong? Write to <a href={`mailto:${email}`}>{email}</a>.
    </p>
  );
}
