import { Button } from "#app/_ui/Button.tsx";
import { Choice } from "#app/task/Choice.tsx";

/** What a recipient can answer; `done` in the words of what was asked. */
export function AnswerForm({ action, done }: { action: string; done: string }) {
  return (
    <form action={action} method="post" className="task-form">
      <fieldset>
        <legend>
          <h2>Your answer</h2>
        </legend>
        <Choice value="done" word={done} hint="Everywhere, also where you passed it on to." />
        <Choice
          value="not_held"
          word="We do not hold this person's data"
          hint="We looked, and there is nothing of it."
        />
        <Choice value="impossible" word="It is impossible" hint="The law asks you for the facts.">
          <label htmlFor="told-reason">
            Why it is impossible: what you hold, where, and what stands in the way
          </label>
          <textarea id="told-reason" name="reason" rows={5} maxLength={4000} />
        </Choice>
      </fieldset>
      <Button>Send the answer</Button>
      <p className="task-hint">An answer counts once and cannot be taken back here.</p>
    </form>
  );
}
