import { Button } from "#app/_ui/Button.tsx";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { EraseForm } from "./EraseForm.tsx";
import { PutBack } from "./Undo.tsx";

/** What can be done with the whole erasure now: plan, approve exactly this, drop, stop, go on. */
export function Decide({ desk }: { desk: ErasureDesk }) {
  const { erasure, reference, may } = desk;
  const state = erasure?.state;
  const again = erasure !== null && state !== "done";
  return (
    <>
      {state === "proposed" ? <Approve desk={desk} /> : null}
      <div className="erase-acts">
        {may.plan ? (
          <EraseForm reference={reference} act="plan">
            <Button second={again}>{again ? "Plan again" : "Plan the erasure"}</Button>
          </EraseForm>
        ) : null}
        {erasure && may.work && (state === "acting" || state === "approved") ? (
          <EraseForm reference={reference} act="stop" hidden={{ id: erasure.id }}>
            <Button>Stop it</Button>
          </EraseForm>
        ) : null}
        {erasure && may.approve && mayGoOn(desk) ? (
          <EraseForm reference={reference} act="resume" hidden={{ id: erasure.id }}>
            <Button>Go on as approved</Button>
          </EraseForm>
        ) : null}
        {erasure && may.work && ["planning", "proposed", "approved", "stopped"].includes(erasure.state) ? (
          <EraseForm reference={reference} act="drop" hidden={{ id: erasure.id }}>
            <Button second>Drop the plan</Button>
          </EraseForm>
        ) : null}
      </div>
      <PutBack desk={desk} />
      {state === "done" ? (
        <p>
          <a href={requestAddress(reference, "/erase/certificate")}>
            Download the certificate with its receipts
          </a>{" "}
          <a href={requestAddress(reference, "/erase/certificate/proof")}>
            Proof that this is in our log (JSON)
          </a>
        </p>
      ) : null}
    </>
  );
}

/** As the engine allows it: what stopped after two approvals, as a whole or in one system. */
function mayGoOn({ erasure }: ErasureDesk): boolean {
  if (!erasure) return false;
  const parked = erasure.systems.some((one) => one.state === "stopped");
  return (
    (erasure.state === "stopped" && erasure.approvals.length === 2) || (erasure.state === "acting" && parked)
  );
}

function Approve({ desk }: { desk: ErasureDesk }) {
  const { erasure, reference, may, mine } = desk;
  if (!erasure?.hash) return null;
  if (!may.approve) return <p>Your role may look at the plan. An officer or an approver approves it.</p>;
  if (mine) return <p>You have approved it. The second approval is another person's.</p>;
  return (
    <EraseForm reference={reference} act="approve" hidden={{ id: erasure.id, hash: erasure.hash }}>
      {erasure.typedNumber === null ? null : (
        <>
          <p className="erase-many" id="erase-many">
            This is more than usual: {erasure.typedNumber.toLocaleString("en-GB")} records would change. If
            that is right, type the number.
          </p>
          <label className="field">
            Number of records that change
            <input
              className="box box-short"
              name="typed"
              inputMode="numeric"
              required
              autoComplete="off"
              maxLength={20}
              aria-describedby="erase-many"
            />
          </label>
        </>
      )}
      <p>
        You approve exactly what this page shows.{" "}
        {desk.undoDays > 0
          ? `What is removed is kept for ${counted(desk.undoDays, "day", "days")}, encrypted, and can be put back, where no system says otherwise below.`
          : "Once the erasure has begun it cannot be taken back."}{" "}
        Plan <span className="mono">{erasure.hash.slice(0, 12)}</span>.
      </p>
      <Button>Approve this plan</Button>
    </EraseForm>
  );
}

/** Who made the plan, who approved it, and when it begins, began and ended. */
export function Facts({ desk }: { desk: ErasureDesk }) {
  const { erasure, madeBy, approvedBy } = desk;
  if (!erasure) return null;
  const { approvals, waitUntil, startedAt, endedAt } = erasure;
  return (
    <dl className="erase-facts">
      <div>
        <dt>Plan</dt>
        <dd>
          Number {erasure.number}, by <bdi>{madeBy}</bdi>, as of {erasure.asOf}
          {erasure.cause === "hold_ended" ? ", because what was kept need not be kept any more" : ""}
          {erasure.cause === "came_back" ? ", because records came back" : ""}
        </dd>
      </div>
      {approvals.map(({ by, at }, no) => (
        <div key={by}>
          <dt>{no === 0 ? "First approval" : "Second approval"}</dt>
          <dd>
            <bdi>{approvedBy[no]}</bdi>, <Moment at={at} />
          </dd>
        </div>
      ))}
      {desk.waitHours > 0 && waitUntil ? (
        <div>
          <dt>Waiting period</dt>
          <dd>
            until <Moment at={waitUntil} />
          </dd>
        </div>
      ) : null}
      {startedAt ? (
        <div>
          <dt>Begun</dt>
          <dd>
            <Moment at={startedAt} />
          </dd>
        </div>
      ) : null}
      {endedAt ? (
        <div>
          <dt>Ended</dt>
          <dd>
            <Moment at={endedAt} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
