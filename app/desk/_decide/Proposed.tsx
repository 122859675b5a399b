import { Tag } from "#app/_ui/Tag.tsx";
import type { Content } from "#lib/decision/content.ts";
import type { GroundChoice } from "#lib/decision/grounds.ts";
import type { Right } from "#lib/law/rights.ts";
import { outcomeWords } from "./words.ts";

/** A decision as it stands, to be read: outcome, grounds with what was affirmed, evidence, reasons. */
export function Proposed({
  content,
  right,
  grounds,
}: {
  content: Content;
  right: Right;
  grounds: readonly Pick<GroundChoice, "ground" | "name">[];
}) {
  const { word, tone } = outcomeWords(right, content.outcome);
  return (
    <dl className="decide-facts">
      <dt>Outcome</dt>
      <dd>
        <Tag tone={tone}>{word}</Tag>
      </dd>
      {content.grounds.length > 0 ? (
        <>
          <dt>Grounds</dt>
          <dd>
            {content.grounds.map(({ ground, affirmed }) => (
              <div key={ground}>
                <strong>
                  {grounds.find((one) => one.ground === ground)?.name ?? ground.replaceAll("_", " ")}
                </strong>
                <ul>
                  {affirmed.map((condition) => (
                    <li key={condition}>{condition}</li>
                  ))}
                </ul>
              </div>
            ))}
          </dd>
        </>
      ) : null}
      {content.evidence ? (
        <>
          <dt>Evidence</dt>
          <dd className="decide-text">{content.evidence}</dd>
        </>
      ) : null}
      {content.reasons.map(({ group, text }) => (
        <div key={group} className="decide-pair">
          <dt>{group}</dt>
          <dd className="decide-text">{text}</dd>
        </div>
      ))}
      {content.provided ? (
        <>
          <dt>Given or done</dt>
          <dd className="decide-text">{content.provided}</dd>
        </>
      ) : null}
    </dl>
  );
}
