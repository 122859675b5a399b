import { Button } from "#app/_ui/Button.tsx";
import { circumstances } from "#lib/rectification/circumstances.ts";
import type { CorrectionView, RectificationDesk } from "#lib/rectification/views.ts";
import { CorrectForm } from "./CorrectForm.tsx";

/** Grant it, or refuse it on a ground that a law knows, with what was weighed. */
export function DecideForm({ one, desk }: { one: CorrectionView; desk: RectificationDesk }) {
  return (
    <div className="correct-decide">
      <CorrectForm reference={desk.reference} act="grant" hidden={{ correction: one.id }}>
        <Button>Grant it</Button>
      </CorrectForm>
      {desk.grounds.map((ground) => (
        <details key={ground.ground}>
          <summary>Refuse: {ground.name}</summary>
          <Refuse one={one} desk={desk} ground={ground} />
        </details>
      ))}
    </div>
  );
}

function Refuse({
  one,
  desk,
  ground,
}: {
  one: CorrectionView;
  desk: RectificationDesk;
  ground: RectificationDesk["grounds"][number];
}) {
  const hidden = { correction: one.id, ground: ground.ground };
  return (
    <CorrectForm reference={desk.reference} act="refuse" hidden={hidden}>
      <p className="faint">{ground.cites.join("; ")}</p>
      {ground.conditions.length === 0 ? null : (
        <fieldset className="correct-weighed">
          <legend>This is so</legend>
          {ground.conditions.map((condition) => (
            <label key={condition}>
              <input type="checkbox" name="affirmed" value={condition} /> {condition}
            </label>
          ))}
        </fieldset>
      )}
      <fieldset className="correct-weighed">
        <legend>What you weighed: at least two</legend>
        {Object.entries(circumstances).map(([word, says]) => (
          <label key={word}>
            <input type="checkbox" name="weighed" value={word} /> {says}
          </label>
        ))}
      </fieldset>
      <label className="field">
        What our own documents say
        <textarea name="ownDocuments" rows={2} required maxLength={3000} />
      </label>
      <label className="field">
        Why, for the person
        <textarea name="reason" rows={3} required maxLength={3000} />
      </label>
      <Button second>Refuse it</Button>
    </CorrectForm>
  );
}
