import { Tag } from "#app/_ui/Tag.tsx";
import { circumstances } from "#lib/rectification/circumstances.ts";
import type { CorrectionView, RectificationDesk } from "#lib/rectification/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { factWords } from "../_person/words.ts";
import { DecideForm } from "./DecideForm.tsx";
import { correctionTags, partsWords } from "./words.ts";

/** Each thing that is said to be wrong, what it should say, and what was decided about it. */
export function Corrections({ desk }: { desk: RectificationDesk }) {
  return desk.corrections.map((one) => <Correction key={one.id} one={one} desk={desk} />);
}

const titleOf = (one: CorrectionView) =>
  one.fact === null ? (one.fieldLabel ?? one.field ?? "") : factWords(one.fact);

function Correction({ one, desk }: { one: CorrectionView; desk: RectificationDesk }) {
  const { word, tone } = correctionTags[one.state];
  const id = `correction-${one.number}`;
  return (
    <section aria-labelledby={id} className="correct-one">
      <div className="system-line">
        <h3 id={id}>
          {one.number}. {titleOf(one)}
        </h3>
        <Tag tone={tone}>{word}</Tag>
      </div>
      <dl className="erase-facts">
        <div>
          <dt>It says</dt>
          <dd>
            {one.wrong.length === 0
              ? "nothing"
              : one.wrong.map((parts) => <p key={partsWords(parts)}>{partsWords(parts)}</p>)}
          </dd>
        </div>
        <div>
          <dt>It should say</dt>
          <dd>
            {one.right ? `what ${one.right.title} says` : one.wanted ? partsWords(one.wanted) : "nothing"}
          </dd>
        </div>
        {one.explanation === "" ? null : (
          <div>
            <dt>Why</dt>
            <dd className="erase-said">{one.explanation}</dd>
          </div>
        )}
        <div>
          <dt>Said by</dt>
          <dd>
            {one.addedBy === "person" ? "the person" : "staff"}, <Moment at={one.addedAt} />
            {one.documents.map(({ id, mediaType }, no) => (
              <span key={id}>
                ,{" "}
                <a href={requestAddress(desk.reference, `/correct/document/${id}`)}>
                  document {no + 1} ({mediaType})
                </a>
              </span>
            ))}
          </dd>
        </div>
        <Decision one={one} />
        {one.statement ? (
          <div>
            <dt>The person disagrees</dt>
            <dd className="erase-said">{one.statement.text}</dd>
          </div>
        ) : null}
      </dl>
      {one.state === "asked" && desk.may.decide ? <DecideForm one={one} desk={desk} /> : null}
    </section>
  );
}

function Decision({ one: { decision } }: { one: CorrectionView }) {
  if (!decision) return null;
  const cites = decision.articles.map(({ cite }) => cite).join("; ");
  return (
    <>
      {decision.granted ? null : (
        <div>
          <dt>Refused</dt>
          <dd className="erase-said">
            {decision.groundName} {cites === "" ? "" : `(${cites})`} {decision.reason}
          </dd>
        </div>
      )}
      {decision.weighed.length > 0 ? (
        <div>
          <dt>Weighed</dt>
          <dd>{decision.weighed.map((word) => circumstances[word]).join("; ")}</dd>
        </div>
      ) : null}
      {decision.ownDocuments === "" ? null : (
        <div>
          <dt>Our documents</dt>
          <dd className="erase-said">{decision.ownDocuments}</dd>
        </div>
      )}
    </>
  );
}
