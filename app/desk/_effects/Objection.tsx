import { Button } from "#app/_ui/Button.tsx";
import type { ObjectionView } from "#lib/preference/view.ts";
import { EffectForm } from "./EffectForm.tsx";

const states: Record<ObjectionView["state"], string> = {
  not_needed: "It is against adverts only. That is absolute: they stopped, and nothing is weighed.",
  weighing: "Weigh it. Until then the data is only kept.",
  upheld: "It is right: the use ends.",
  overridden: "Compelling grounds weigh more: the use goes on.",
};

/** An objection: what it is against, and what was weighed. */
export function Objection({
  objection,
  reference,
  mayWeigh,
}: {
  objection: ObjectionView;
  reference: string;
  mayWeigh: boolean;
}) {
  return (
    <>
      <p>{states[objection.state]}</p>
      {objection.purposes.length > 0 ? (
        <ul>
          {objection.purposes.map(({ purpose, basis, systems }) => (
            <li key={`${basis} ${purpose}`}>
              {purpose} <span className="faint">({systems.join(", ")})</span>
            </li>
          ))}
        </ul>
      ) : null}
      {objection.reason ? <p className="erase-said">{objection.reason}</p> : null}
      {objection.proposesErasure ? (
        <p>The person may now have the data erased: Article 17(1)(c) GDPR. Ask them.</p>
      ) : null}
      {mayWeigh && objection.state === "weighing" ? (
        <EffectForm reference={reference} act="weigh">
          <label className="field">
            What weighs more
            <select name="verdict" required defaultValue="">
              <option value="">Choose</option>
              <option value="upheld">The person's reasons: the use ends</option>
              <option value="overridden">Our compelling grounds: the use goes on</option>
            </select>
          </label>
          <label className="field">
            Reasons, for the person
            <textarea name="reason" rows={4} required maxLength={4000} />
          </label>
          <Button>Decide it</Button>
        </EffectForm>
      ) : null}
    </>
  );
}
