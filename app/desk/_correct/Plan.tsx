import { Button } from "#app/_ui/Button.tsx";
import type { RectificationDesk } from "#lib/rectification/views.ts";
import { Moment } from "../_kit/Moment.tsx";
import { CorrectForm } from "./CorrectForm.tsx";

/** What can be done with the plan now: make it, approve exactly it, drop it, undo it. */
export function PlanActs({ desk }: { desk: RectificationDesk }) {
  const { plan, reference, may } = desk;
  return (
    <>
      {plan?.state === "proposed" ? <Approve desk={desk} /> : null}
      <div className="erase-acts">
        {may.plan ? (
          <CorrectForm reference={reference} act="plan">
            <Button second={plan !== null}>
              {plan === null ? "Plan the corrections" : "Plan what is left"}
            </Button>
          </CorrectForm>
        ) : null}
        {plan && may.work && (plan.state === "planning" || plan.state === "proposed") ? (
          <CorrectForm reference={reference} act="drop" hidden={{ plan: plan.id }}>
            <Button second>Drop the plan</Button>
          </CorrectForm>
        ) : null}
        {plan && may.undo ? (
          <CorrectForm reference={reference} act="undo" hidden={{ plan: plan.id }}>
            <Button second>Plan to put the values from before back</Button>
          </CorrectForm>
        ) : null}
      </div>
    </>
  );
}

function Approve({ desk }: { desk: RectificationDesk }) {
  const { plan, may, mine, reference } = desk;
  if (!plan?.hash) return null;
  if (!may.approve && !mine) return <p>Your role may look at the plan. Somebody else approves it.</p>;
  if (mine) return <p>You have approved it. The second approval is another person's.</p>;
  return (
    <CorrectForm reference={reference} act="approve" hidden={{ plan: plan.id, hash: plan.hash }}>
      <p>
        You approve exactly what this page shows. What somebody changes meanwhile is left alone. Plan{" "}
        <span className="mono">{plan.hash.slice(0, 12)}</span>.
      </p>
      <Button>Approve this plan</Button>
    </CorrectForm>
  );
}

/** Who made the plan, who approved it, and when it began and ended. */
export function PlanFacts({ desk }: { desk: RectificationDesk }) {
  const { plan, madeBy, approvedBy } = desk;
  if (!plan) return null;
  const moments: [string, Date | null][] = [
    ["Begun", plan.startedAt],
    ["Ended", plan.endedAt],
  ];
  return (
    <dl className="erase-facts">
      <div>
        <dt>Plan</dt>
        <dd>
          Number {plan.number}, by <bdi>{madeBy}</bdi>, <Moment at={plan.madeAt} />
        </dd>
      </div>
      {plan.approvals.map(({ by, at }, no) => (
        <div key={by}>
          <dt>{no === 0 ? "Approval" : "Second approval"}</dt>
          <dd>
            <bdi>{approvedBy[no]}</bdi>, <Moment at={at} />
          </dd>
        </div>
      ))}
      {moments.map(([word, at]) =>
        at ? (
          <div key={word}>
            <dt>{word}</dt>
            <dd>
              <Moment at={at} />
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
