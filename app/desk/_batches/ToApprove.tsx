import type { BatchToApprove } from "#lib/erasure/batch/desk.ts";
import { Moment } from "../_kit/Moment.tsx";
import { asideLine, batchAddress, totalsLine } from "./words.ts";

/** A list of people that waits for approval. It is approved on its own page, where the whole plan stands. */
export function ToApprove({ waiting: { batch, madeBy, first, mayNot } }: { waiting: BatchToApprove }) {
  const id = `batch-${batch.number}`;
  return (
    <section aria-labelledby={id} className="approval">
      <div className="approval-head">
        <h2 id={id}>
          {batch.kind === "retention" ? "Records whose time is over" : "Many people at once"}:{" "}
          <a href={batchAddress(batch.number)} data-row>
            Batch {batch.number}
          </a>
        </h2>
        <p>
          Made by <bdi>{madeBy}</bdi>, <Moment at={batch.madeAt} />.
        </p>
      </div>
      <p>
        {totalsLine(batch)} {asideLine(batch)}{" "}
        {first ? (
          <>
            Approved by <bdi>{first}</bdi>; one approval is missing.
          </>
        ) : (
          "Two approvals are missing."
        )}
      </p>
      <p>
        <a href={batchAddress(batch.number)}>Look at the plan</a>
      </p>
      {mayNot ? <p>{mayNot}</p> : null}
    </section>
  );
}
