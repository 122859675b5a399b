import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import { EraseForm } from "./EraseForm.tsx";

/** Legal holds on the person or on what was asked together: set with reason and last day, lifted by who may approve. */
export function Holds({ desk }: { desk: ErasureDesk }) {
  const { holds, reference, may, today } = desk;
  return (
    <section aria-labelledby="holds">
      <h2 id="holds">Legal hold</h2>
      {holds.length === 0 ? <p>None. A hold forbids the erasure until its last day.</p> : null}
      <ul className="tasks">
        {holds.map((hold) => (
          <li key={hold.id}>
            <div className="system-line">
              <h3>
                {hold.on === "person" ? "On the person" : "On this dossier"}, until {hold.until}
              </h3>
              <Tag tone={hold.active ? "brick" : "slate"}>{hold.active ? "Forbids" : "Over or lifted"}</Tag>
            </div>
            <p className="erase-said">{hold.reason}</p>
            {hold.active && may.approve ? (
              <EraseForm reference={reference} act="lift" hidden={{ hold: hold.id }}>
                <Button small second>
                  Lift the hold
                </Button>
              </EraseForm>
            ) : null}
          </li>
        ))}
      </ul>
      {may.work ? (
        <details>
          <summary>Set a hold</summary>
          <EraseForm reference={reference} act="hold">
            <fieldset className="choices-line">
              <legend>On what?</legend>
              <label className="choice">
                <input type="radio" name="on" value="person" required defaultChecked />
                The person
              </label>
              <label className="choice">
                <input type="radio" name="on" value="dossier" required />
                Only this dossier
              </label>
            </fieldset>
            <label className="field">
              Why it must not be erased
              <textarea name="reason" rows={2} required maxLength={2000} />
            </label>
            <label className="field">
              Last day
              <input name="until" type="date" required min={today} />
            </label>
            <Button small>Set the hold</Button>
          </EraseForm>
        </details>
      ) : null}
    </section>
  );
}
