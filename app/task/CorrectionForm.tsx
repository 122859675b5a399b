import { dayName } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import type { CorrectionTask } from "#lib/rectification/views.ts";

/** What a system's owner is asked to correct, value by value, with the answer to each. */
export function CorrectionForm({ task, action }: { task: CorrectionTask; action: string }) {
  return (
    <>
      <h1>{task.title}</h1>
      <p className="task-lead">
        Somebody asked {task.companyName} to put their data right. You look after <b>{task.systemTitle}</b>,
        so this part is yours. Please do it by <b>{dayName(task.dueDay, "en")}</b>.
      </p>
      <section aria-labelledby="about">
        <h2 id="about">The person</h2>
        <dl className="task-about">
          {task.about.map(({ kind, value }) => (
            <div key={`${kind} ${value}`}>
              <dt>{kind.replaceAll("_", " ")}</dt>
              <dd>
                <bdi className="mono">{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <p>{task.text}</p>
      <form method="post" action={action}>
        {task.items.map((item, no) => (
          <fieldset key={item.id} className="task-correct">
            <legend>
              {no + 1}. {item.what}
            </legend>
            <dl className="task-about">
              {item.where ? (
                <div>
                  <dt>Where</dt>
                  <dd>
                    <bdi>{item.where}</bdi>
                  </dd>
                </div>
              ) : null}
              <div>
                <dt>It says</dt>
                <dd>
                  <bdi>{item.before ?? "not known to us"}</bdi>
                </dd>
              </div>
              <div>
                <dt>It should say</dt>
                <dd>
                  <bdi>{item.wanted ?? "nothing"}</bdi>
                </dd>
              </div>
              {item.why ? (
                <div>
                  <dt>Why you</dt>
                  <dd>{item.why}</dd>
                </div>
              ) : null}
            </dl>
            <input type="hidden" name={`item.${no}`} value={item.id} />
            <p>
              <label>
                <input type="radio" name={`answer.${no}`} value="done" required /> It is corrected
              </label>
            </p>
            <p>
              <label>
                <input type="radio" name={`answer.${no}`} value="cannot" /> It cannot be corrected
              </label>
            </p>
            <p>
              <label htmlFor={`note-${no}`}>What you did, or why not</label>
              <textarea
                id={`note-${no}`}
                name={`note.${no}`}
                rows={2}
                maxLength={1000}
                className="box box-full"
              />
            </p>
          </fieldset>
        ))}
        <Button>Send the answer</Button>
      </form>
    </>
  );
}
