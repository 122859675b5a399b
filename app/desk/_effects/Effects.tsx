import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { EffectsView, EffectView } from "#lib/preference/view.ts";
import { Moment } from "../_kit/Moment.tsx";
import { EffectForm } from "./EffectForm.tsx";
import { effectTags, effectWords, kindWords } from "./words.ts";

/** System by system: what is switched there, how far it is, and what only a person can do. */
export function Effects({
  effects,
  reference,
  mayWork,
}: {
  effects: EffectsView;
  reference: string;
  mayWork: boolean;
}) {
  return effects.systems.map((one) => (
    <OneSystem key={one.id} one={one} reference={reference} mayWork={mayWork} />
  ));
}

function OneSystem({ one, reference, mayWork }: { one: EffectView; reference: string; mayWork: boolean }) {
  const { word, tone } = effectTags[one.state];
  const id = `effect-${one.id}`;
  return (
    <section aria-labelledby={id} className="erase-system">
      <div className="system-line">
        <h3 id={id}>{one.title}</h3>
        <Tag tone={tone}>{word}</Tag>
      </div>
      <p>{effectWords(one)}</p>
      {one.kinds.length > 0 ? (
        <p className="faint">{one.kinds.map((kind) => kindWords[kind]).join(", ")}</p>
      ) : null}
      {one.provenAt ? (
        <p className="faint">
          Read again <Moment at={one.provenAt} />
        </p>
      ) : null}
      {one.nextTryAt ? (
        <p className="faint">
          Next try <Moment at={one.nextTryAt} />
        </p>
      ) : null}
      {one.note ? <p className="erase-said">{one.note}</p> : null}
      {mayWork && one.state === "people" ? (
        <EffectForm reference={reference} act="by_hand" hidden={{ effect: one.id }}>
          <label className="field">
            What you did in {one.title}
            <textarea name="note" rows={2} required maxLength={2000} />
          </label>
          <Button small>Record it</Button>
        </EffectForm>
      ) : null}
    </section>
  );
}
