import { Button } from "#app/_ui/Button.tsx";

/** Takes a list in. A long one comes by the command line. */
export function NewBatch({ systems }: { systems: readonly { id: string; title: string }[] }) {
  return (
    <form action="/desk/erasures/act" method="post" className="desk-form">
      <label className="field">
        Why these people are erased
        <textarea name="reason" rows={2} required maxLength={2000} />
      </label>
      <label className="field">
        The list: one line each, a kind, a comma and a value
        <textarea
          name="list"
          rows={8}
          required
          spellCheck={false}
          autoComplete="off"
          className="mono"
          placeholder="email,somebody@example.com"
          aria-describedby="batch-list"
        />
      </label>
      <p className="faint" id="batch-list">
        Up to 1,000 lines or so fit here. A longer list comes by the command line: habeas erasure batch plan.
        The list is sealed, and destroyed 30 days after the batch has ended.
      </p>
      <fieldset className="erase-ticks">
        <legend>In these systems</legend>
        {systems.map(({ id, title }) => (
          <label key={id}>
            <input type="checkbox" name="system" value={id} defaultChecked />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <p>Nothing is changed before two people have approved what comes of it.</p>
      <Button>Plan the batch</Button>
    </form>
  );
}
