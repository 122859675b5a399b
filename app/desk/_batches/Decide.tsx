import { Button } from "#app/_ui/Button.tsx";
import type { BatchDesk } from "#lib/erasure/batch/desk.ts";
import { Moment } from "../_kit/Moment.tsx";
import { BatchForm } from "./BatchForm.tsx";
import { batchAddress } from "./words.ts";

/** What can be done with a batch now: approve exactly this, drop, stop, go on, fetch the receipts. */
export function Decide({ desk }: { desk: BatchDesk }) {
  const { batch, may } = desk;
  const { id, number, status } = batch;
  const parked = batch.systems.some((one) => one.state === "parked" && one.phase !== "by_hand");
  const mayGoOn = (status === "stopped" && batch.approvals.length === 2) || (status === "acting" && parked);
  return (
    <>
      {status === "proposed" ? <Approve desk={desk} /> : null}
      <div className="erase-acts">
        {may.work && (status === "acting" || status === "approved") ? (
          <BatchForm number={number} act="stop" hidden={{ id }}>
            <Button>Stop it</Button>
          </BatchForm>
        ) : null}
        {may.approve && mayGoOn ? (
          <BatchForm number={number} act="resume" hidden={{ id }}>
            <Button>Go on as approved</Button>
          </BatchForm>
        ) : null}
        {may.work && ["locating", "planning", "proposed", "approved", "stopped"].includes(status) ? (
          <BatchForm number={number} act="drop" hidden={{ id }}>
            <Button second>Drop the batch</Button>
          </BatchForm>
        ) : null}
      </div>
      {status === "done" ? (
        <p>
          <a href={batchAddress(number, "/receipts")}>Download the receipts, one for each person</a>
        </p>
      ) : null}
    </>
  );
}

function Approve({ desk: { batch, may, mine } }: { desk: BatchDesk }) {
  if (batch.hash === null || batch.typedNumber === null) return null;
  if (!may.approve) return <p>Your role may look at the batch. An officer or an approver approves it.</p>;
  if (mine) return <p>You have approved it. The second approval is another person's.</p>;
  return (
    <BatchForm number={batch.number} act="approve" hidden={{ id: batch.id, hash: batch.hash }}>
      <p className="erase-many" id="batch-many">
        {batch.typedNumber.toLocaleString("en-GB")} records of {batch.people.toLocaleString("en-GB")} people
        would change. If that is right, type the number of records.
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
          aria-describedby="batch-many"
        />
      </label>
      <p>
        You approve exactly what this page shows. Once the batch has begun it cannot be taken back. Plan{" "}
        <span className="mono">{batch.hash.slice(0, 12)}</span>.
      </p>
      <Button>Approve this batch</Button>
    </BatchForm>
  );
}

/** Why the batch was made, by whom, who approved it, and when it begins, began and ended. */
export function Facts({ desk: { batch, madeBy, approvedBy, waitHours } }: { desk: BatchDesk }) {
  const { madeAt, approvals, waitUntil, startedAt, endedAt } = batch;
  const moments = [
    ["Made", madeAt, madeBy],
    ["First approval", approvals[0]?.at ?? null, approvedBy[0]],
    ["Second approval", approvals[1]?.at ?? null, approvedBy[1]],
    ["May begin", waitHours > 0 ? waitUntil : null, undefined],
    ["Begun", startedAt, undefined],
    ["Ended", endedAt, undefined],
  ] as const;
  return (
    <dl className="erase-facts">
      <div>
        <dt>Why</dt>
        <dd className="erase-said">{batch.reason ?? "Destroyed on schedule, with the list."}</dd>
      </div>
      {moments.map(([words, at, by]) =>
        at === null ? null : (
          <div key={words}>
            <dt>{words}</dt>
            <dd>
              {by === undefined ? null : (
                <>
                  <bdi>{by}</bdi>,{" "}
                </>
              )}
              <Moment at={at} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
