import type { Approval } from "#lib/decision/approvals.ts";
import { systemOutcome } from "../_decide/words.ts";
import { requestAddress } from "../_kit/address.ts";
import { counted } from "../_kit/words.ts";
import type { Brief } from "./load.ts";

/** What leaves the house with a decision, system by system, and what of it is hidden. A refusal of the whole gives nothing. */
export function Leaves({
  approval,
  more,
  id,
}: {
  approval: Extract<Approval, { kind: "decision" }>;
  more: Brief;
  id: string;
}) {
  const { reference, work } = approval;
  const { hidden, systems } = more;
  if (work.content.outcome === "refused")
    return (
      <section aria-labelledby={`${id}-leaves`}>
        <h3 id={`${id}-leaves`}>What leaves</h3>
        <p>Only the notice below. No data is given, and nothing is changed in any system.</p>
      </section>
    );
  return (
    <section aria-labelledby={`${id}-leaves`}>
      <h3 id={`${id}-leaves`}>What leaves, and what is hidden</h3>
      {systems.length > 0 ? (
        <dl className="decide-facts">
          {systems.map(({ title, outcome }) => (
            <div key={title} className="decide-pair">
              <dt>{title}</dt>
              <dd>{systemOutcome(outcome)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>No system was asked.</p>
      )}
      {hidden === null || hidden.state === "none" ? null : hidden.state === "waiting" ? (
        <p>What must be hidden is still being looked for.</p>
      ) : (
        <p>
          {counted(hidden.hidden, "part is hidden", "parts are hidden")}, {counted(hidden.shown, "is", "are")}{" "}
          shown after a look. <a href={requestAddress(reference, "/hidden/changes")}>Before and after</a>
        </p>
      )}
    </section>
  );
}
