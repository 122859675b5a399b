import { Button } from "#app/_ui/Button.tsx";
import type { OwnerQuestion } from "#lib/fanout/human-task.ts";
import { Choice } from "./Choice.tsx";
import { RowsTable } from "./RowsTable.tsx";

/** The answers there are. */
export function AnswerForm({ question, action }: { question: OwnerQuestion; action: string }) {
  return (
    <form action={action} method="post" encType="multipart/form-data" className="task-form">
      <fieldset>
        <legend>
          <h2>Your answer</h2>
        </legend>
        <Choice
          value="nothing"
          word="Nothing found"
          hint="I looked, and there is nothing about this person."
        />
        {question.accepts === "csv" ? (
          <>
            <Choice value="file" word="Found" hint="I send the rows of this person, and of nobody else.">
              <label htmlFor="task-file">
                The rows as a CSV file with its headings, 25 MB at most
                <span className="task-hint">
                  From a spreadsheet: File, Save as, CSV.
                  {question.tables.length > 1
                    ? ` A file for each: ${question.tables.map((table) => table.label).join(", ")}.`
                    : null}
                </span>
              </label>
              <input
                type="file"
                id="task-file"
                name="file"
                accept=".csv,text/csv"
                multiple={question.tables.length > 1}
              />
            </Choice>
            <Choice
              value="rows"
              word="I type the few that I found"
              hint="Empty rows do not count. What you type is kept when you ask for more rows."
              checked={question.hasDraft}
            >
              {question.tables.map((table) => (
                <RowsTable key={table.collection} table={table} />
              ))}
            </Choice>
          </>
        ) : (
          <Choice value="done" word="Found, or done" hint="I write down what I found or did.">
            <label htmlFor="task-note">What you found or did</label>
            <textarea id="task-note" name="note" rows={4} maxLength={2000} />
          </Choice>
        )}
        <Choice value="not_mine" word="I am not the right person" hint="Somebody else looks after this.">
          <label htmlFor="task-other">Who may know? A name is enough.</label>
          <textarea id="task-other" name="other" rows={2} maxLength={2000} />
        </Choice>
      </fieldset>
      <Button>Send the answer</Button>
      <p className="task-hint">An answer counts once and cannot be taken back here.</p>
    </form>
  );
}
