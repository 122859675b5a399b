import { readNotice } from "#app/_forms/notice.ts";
import { dayName } from "#app/_text/dates.ts";
import { AnswerForm } from "#app/task/AnswerForm.tsx";
import { CorrectionForm } from "#app/task/CorrectionForm.tsx";
import type { OwnerQuestion } from "#lib/fanout/human-task.ts";
import { currentMap } from "#lib/map/current.ts";
import type { CorrectionTask } from "#lib/rectification/views.ts";

/** A question to a system's owner as it stands. `action`: where the answer goes. */
export function Question({ question, action }: { question: OwnerQuestion; action: string }) {
  if (question.state === "open") return <Open question={question} action={action} />;
  return question.state === "answered" ? <Answered question={question} /> : <Expired />;
}

/** A part of a correction that only the owner can do. `action`: where the answer goes. */
export function Correction({ task, action }: { task: CorrectionTask; action: string }) {
  if (task.state === "answered") return <Thanks words="You said what you did." />;
  if (task.state === "expired") return <Expired />;
  return (
    <>
      <Problem />
      <CorrectionForm task={task} action={action} />
    </>
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

function Open({ question, action }: { question: OwnerQuestion; action: string }) {
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
          <li>Answer below. You can come back to this page until you have.</li>
        </ol>
      </section>
      <AnswerForm question={question} action={action} />
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
