import { Button } from "#app/_ui/Button.tsx";
import { exceptionGrounds, restrictionGrounds } from "#lib/preference/grounds.ts";
import type { RestrictionView } from "#lib/preference/view.ts";
import { Moment } from "../_kit/Moment.tsx";
import { EffectForm } from "./EffectForm.tsx";
import { exceptionWords, groundWords } from "./words.ts";

/** A restriction: placed, told before it ends, lifted. */
export function Restriction({
  restriction,
  reference,
  mayPlace,
  mayLift,
}: {
  restriction: RestrictionView | null;
  reference: string;
  mayPlace: boolean;
  mayLift: boolean;
}) {
  if (!restriction) return mayPlace ? <Place reference={reference} /> : <p>No restriction is placed yet.</p>;
  return (
    <>
      <dl className="erase-facts">
        <div>
          <dt>Ground</dt>
          <dd>{groundWords[restriction.ground]}</dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>
            <Moment at={restriction.placedAt} />
          </dd>
        </div>
        {restriction.reason ? (
          <div>
            <dt>Why</dt>
            <dd className="erase-said">{restriction.reason}</dd>
          </div>
        ) : null}
        {restriction.toldAt ? (
          <div>
            <dt>Person told</dt>
            <dd>
              <Moment at={restriction.toldAt} />
            </dd>
          </div>
        ) : null}
        {restriction.liftedAt ? (
          <div>
            <dt>Lifted</dt>
            <dd>
              <Moment at={restriction.liftedAt} />
            </dd>
          </div>
        ) : null}
      </dl>
      {mayLift && restriction.state === "standing" ? (
        <EffectForm reference={reference} act="tell">
          <p>The person is told before it ends: Article 18(3) GDPR.</p>
          <Button second>Tell the person that it will end</Button>
        </EffectForm>
      ) : null}
      {restriction.state === "told" && restriction.liftFrom ? (
        <p>
          It can be lifted from <Moment at={restriction.liftFrom} /> on.
        </p>
      ) : null}
      {mayLift && restriction.mayLift ? (
        <EffectForm reference={reference} act="lift">
          <Button>Lift it</Button>
        </EffectForm>
      ) : null}
    </>
  );
}

function Place({ reference }: { reference: string }) {
  return (
    <EffectForm reference={reference} act="place">
      <label className="field">
        Ground
        <select name="ground" required defaultValue="">
          <option value="">Choose</option>
          {restrictionGrounds.map((ground) => (
            <option key={ground} value={ground}>
              {groundWords[ground]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        Why it holds
        <textarea name="reason" rows={3} required maxLength={2000} />
      </label>
      <Button>Restrict: from now on the data is only kept</Button>
    </EffectForm>
  );
}

/** Notes what allows an act although the data of this person is restricted. */
export function Exception({ reference }: { reference: string }) {
  return (
    <details>
      <summary>Something allows more for this request</summary>
      <EffectForm reference={reference} act="allow">
        <label className="field">
          What allows it: Article 18(2) GDPR
          <select name="ground" required defaultValue="">
            <option value="">Choose</option>
            {exceptionGrounds.map((ground) => (
              <option key={ground} value={ground}>
                {exceptionWords[ground]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          How you know
          <textarea name="reason" rows={2} required maxLength={2000} />
        </label>
        <Button second>Note it</Button>
      </EffectForm>
    </details>
  );
}
