import { dayName } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import type { HumanTaskView, RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";

const states: Record<HumanTaskView["state"], { word: string; tone: TagTone }> = {
  open: { word: "Open", tone: "ochre" },
  opened: { word: "Opened, not answered", tone: "ochre" },
  answered: { word: "Answered", tone: "moss" },
};

/** What people have been asked to do: owners of systems by their link, staff here. */
export function Tasks({ file, mayAct }: { file: RequestFile; mayAct: boolean }) {
  if (file.humanTasks.length === 0) return null;
  const alone = file.humanTasks.filter((task) => task.state !== "answered").length === 1;
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">Tasks for people</h2>
      <ul className="tasks">
        {file.humanTasks.map((task) => (
          <li key={task.id}>
            <div className="system-line">
              <h3>{task.title}</h3>
              <Tag tone={states[task.state].tone}>{states[task.state].word}</Tag>
            </div>
            <p className="faint">
              {task.systemTitle}, {task.askedOf === "owner" ? "asked of its owner" : "for the desk"}, due{" "}
              {dayName(task.dueDay, "en")}
            </p>
            {task.text === task.title ? null : <p className="task-text">{task.text}</p>}
            {task.answer ? <p className="task-answer">{said(task.answer)}</p> : null}
            {task.outcomes.length > 0 && mayAct ? (
              <details open={alone}>
                <summary>Record what came of it</summary>
                <ActForm task={task} reference={file.reference} />
              </details>
            ) : null}
            {task.mayAskAnother && mayAct ? (
              <details>
                <summary>Ask somebody else, or ask again</summary>
                <AskForm task={task} reference={file.reference} />
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

const answers: Record<string, string> = {
  file: "A file was sent",
  nothing: "Nothing found",
  "not mine": "Not the right person",
  done: "Done",
  "nothing held": "Nothing held there",
  refused: "Not done",
  "answered elsewhere": "Somebody else has answered",
  "asked another": "Somebody else was asked",
  withdrawn: "Taken back: it asked by an address that several people share",
};

/** An answer and the note behind it, in whole words. */
function said(answer: string): string {
  const [key = "", ...note] = answer.split(": ");
  return [answers[key] ?? key, ...note].join(": ");
}

const outcomes: Record<HumanTaskView["outcomes"][number], string> = {
  done: "Done",
  nothing_held: "Nothing held there",
  refused: "Not done, for a reason",
};

function ActForm({ task, reference }: { task: HumanTaskView; reference: string }) {
  return (
    <form action={requestAddress(reference, "/act")} method="post" className="desk-form">
      <input type="hidden" name="task" value={task.id} />
      <fieldset className="choices-line">
        <legend>What came of it?</legend>
        {task.outcomes.map((value) => (
          <label key={value} className="choice">
            <input type="radio" name="outcome" value={value} required />
            {outcomes[value]}
          </label>
        ))}
      </fieldset>
      <label className="field">
        What you did, or why not
        <textarea name="note" rows={2} required maxLength={2000} />
      </label>
      <Button small>Record</Button>
    </form>
  );
}

function AskForm({ task, reference }: { task: HumanTaskView; reference: string }) {
  return (
    <form action={requestAddress(reference, "/ask")} method="post" className="desk-form">
      <input type="hidden" name="task" value={task.id} />
      <label className="field">
        Name
        <input name="name" required maxLength={200} autoComplete="off" />
      </label>
      <label className="field">
        E-mail
        <input name="email" type="email" required maxLength={254} autoComplete="off" />
      </label>
      <p className="faint">They get a link of their own. The link that is out stops working.</p>
      <Button small>Send the question</Button>
    </form>
  );
}
