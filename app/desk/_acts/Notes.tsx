import { randomUUID } from "node:crypto";
import type { Staff } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { notesFile } from "#lib/request/acts/file.ts";
import "#app/_ui/look/forms.css";
import "./acts.css";

/** What staff wrote for themselves about a request. It looks unlike a message: the person does not see it. */
export async function Notes({ reference, staff }: { reference: string; staff: Staff }) {
  const file = await notesFile(staff, reference);
  if (!file) return null;
  const action = requestAddress(reference, "/notes");
  return (
    <section aria-labelledby="notes" className="notes">
      <h2 id="notes">Notes</h2>
      {file.notes.length === 0 ? <p className="faint">No notes yet. Only staff see them.</p> : null}
      {file.notes.map((note) => (
        <article key={note.id} className="note">
          <p className="note-head">
            <b>{note.by.name}</b>
            {note.kind === "hand_over" ? " handed it over" : ""}, <Moment at={note.at} />
          </p>
          <p dir="auto" className="note-text">
            {note.text ?? "Its words were deleted with the request, as planned."}
          </p>
          {note.mine ? (
            <form action={action} method="post">
              <input type="hidden" name="note" value={note.id} />
              <Button second small>
                Take back<span className="hidden-words"> your note</span>
              </Button>
            </form>
          ) : null}
        </article>
      ))}
      {file.mayWrite ? (
        <form action={action} method="post" className="desk-form" data-types>
          <input type="hidden" name="once" value={randomUUID()} />
          <TextArea
            name="note-text"
            label="A note for your colleagues"
            hint="Only staff see it, and it is in no bundle. The person may ask to read it one day: write so that they could."
            rows={3}
            maxLength={4_000}
            required
            data-key="n"
          />
          <Button second small>
            Write the note
          </Button>
        </form>
      ) : null}
    </section>
  );
}
