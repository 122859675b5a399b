import type { GroundChoice } from "#lib/decision/grounds.ts";
import type { DecisionView } from "#lib/decision/view.ts";
import { Sourced } from "../_law/Sourced.tsx";

/** The grounds that the laws which govern know for this right: each with its article and what must be affirmed. */
export function Grounds({ view }: { view: DecisionView }) {
  if (view.byReasonsAlone) return null;
  if (view.grounds.length === 0)
    return (
      <p className="decide-none">
        {view.laws.every(({ law }) => law === "OWN_POLICY")
          ? "No law that we know governs this request. A refusal rests on its reasons alone, and a second person must agree."
          : "The laws that govern know no ground for refusing this right."}
      </p>
    );
  const chosen = view.work?.content.grounds ?? [];
  return (
    <fieldset className="decide-grounds">
      <legend>Grounds, where something is refused</legend>
      <p className="decide-hint">
        Only what {view.laws.map(({ name }) => name).join(" and ")}{" "}
        {view.laws.length > 1 ? "allow" : "allows"}.
        {view.laws.length > 1 ? " Each of these laws needs a ground of its own." : ""}
      </p>
      {view.grounds.map((ground) => (
        <Ground
          key={ground.ground}
          ground={ground}
          affirmed={chosen.find((one) => one.ground === ground.ground)?.affirmed ?? null}
        />
      ))}
    </fieldset>
  );
}

/** `affirmed`: null where the ground is not chosen. */
function Ground({ ground, affirmed }: { ground: GroundChoice; affirmed: string[] | null }) {
  return (
    <details open={affirmed !== null}>
      <summary>
        {ground.name}
        {ground.secondApprover ? <span className="faint">, two people</span> : null}
      </summary>
      <label className="choice">
        <input type="checkbox" name="ground" value={ground.ground} defaultChecked={affirmed !== null} />
        Use this ground
      </label>
      {ground.articles.map(({ law, article }) => (
        <p key={law} className="decide-article">
          <Sourced source={article} />
        </p>
      ))}
      <p className="decide-article">The person reads: “{ground.plain}”</p>
      <ul className="decide-conditions">
        {ground.conditions.map((condition, at) => (
          <li key={condition}>
            <label className="choice">
              <input
                type="checkbox"
                name="affirmed"
                value={`${ground.ground}|${at}`}
                defaultChecked={affirmed?.includes(condition)}
              />
              {condition}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
